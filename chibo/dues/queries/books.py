"""The books: rolls with what was paid, the year of a cell, cells side by side, receipts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from chibo.dues.models import Charge, PaidMonth
from chibo.dues.queries.months import months_of_year
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch, path_ids, places_ever

# Rows with the columns the functions below add; the checker of types knows the model's own only.
Charges = QuerySet[Any]
# What is due, whether exempt, what was paid.
_Paid = tuple[int | None, bool, int]


def standing(on: date, prefix: str = "") -> Q:
    """The condition that a receipt taken by a day had not been cancelled by then."""
    still = Q(**{f"{prefix}cancelled_on__isnull": True}) | Q(**{f"{prefix}cancelled_on__gt": on})
    return still & Q(**{f"{prefix}paid_on__lte": on})


def with_paid(rows: Charges, on: date) -> Charges:
    """Annotates `paid`: what was paid for the month by a day, wherever it was taken."""
    mine = PaidMonth.objects.filter(
        standing(on, "payment__"), person=OuterRef("person"), month=OuterRef("month")
    )
    total = mine.order_by().values("person").annotate(n=Sum("amount")).values("n")
    return rows.annotate(paid=Coalesce(Subquery(total, output_field=BigIntegerField()), 0))


def owing(rows: Charges, on: date) -> Charges:
    """Charges not paid in full by a day, annotated `paid`. What is settled by then is left aside unread; no
    receipt is of days to come, so that today and later only what is open now can be owed."""
    still_open = Q(settled_on__isnull=True)
    if on < timezone.localdate():
        still_open |= Q(settled_on__gt=on)
    return with_paid(rows.filter(still_open), on).filter(paid__lt=F("amount"))


def paid_by_person(people: Iterable[int], first: date, last: date) -> dict[tuple[int, date], int]:
    """(person, month) → đồng paid for months of a span."""
    rows = PaidMonth.objects.filter(
        payment__cancelled_on__isnull=True, person__in=list(people), month__range=(first, last)
    )
    found = rows.order_by().values("person_id", "month").annotate(n=Sum("amount"))
    return {(row["person_id"], row["month"]): row["n"] for row in found}


def charges_of(of: Branch, month: date) -> Charges:
    return Charge.objects.filter(places_ever(of, "path"), month=month)


@dataclass(frozen=True)
class CellMonth:
    """A cell in a month: how many stand on its roll, what is due and paid of it, for whom nothing is known."""

    members: int = 0
    payers: int = 0
    exempt: int = 0
    unknown: int = 0
    due: int = 0
    paid: int = 0
    settled: int = 0

    @property
    def owed(self) -> int:
        return max(self.due - self.paid, 0)

    @property
    def full(self) -> bool:
        return bool(self.members) and self.settled == self.payers and not self.unknown


def month_by_child(of: Branch, month: date, on: date) -> dict[int, CellMonth]:
    """By key of the direct child the roll belongs to (a cell's own stands under its own key); 0 is the whole. In
    one question."""
    rows = with_paid(charges_of(of, month), on).order_by()
    children = {child.pk for child in of.children}
    found: dict[int, list[_Paid]] = {}
    whole: list[_Paid] = []
    for path, amount, exempt, paid in rows.values_list("path", "amount", "exempt", "paid"):
        child = next((key for key in path_ids(path) if key in children), of.pk)
        found.setdefault(child, []).append((amount, exempt, paid))
        whole.append((amount, exempt, paid))
    return {key: _summed(some) for key, some in found.items()} | {0: _summed(whole)}


def _summed(rows: list[_Paid]) -> CellMonth:
    payers = [(amount, paid) for amount, exempt, paid in rows if amount]
    return CellMonth(
        members=len(rows),
        payers=len(payers),
        exempt=sum(exempt for _amount, exempt, _paid in rows),
        unknown=sum(amount is None for amount, _exempt, _paid in rows),
        due=sum(amount for amount, _paid in payers),
        paid=sum(min(amount, paid) for amount, paid in payers),
        settled=sum(paid >= amount for amount, paid in payers),
    )


@dataclass(frozen=True)
class BookLine:
    """A member's year in the book: per month (due, paid), None where the roll does not have them."""

    person_id: int
    name: str
    months: list[tuple[int | None, int] | None]

    def paid_of(self, place: int) -> int:
        """By place of the month in the year, from 0."""
        one = self.months[place]
        return one[1] if one else 0

    @property
    def due(self) -> int:
        return sum(one[0] or 0 for one in self.months if one)

    @property
    def paid(self) -> int:
        return sum(one[1] for one in self.months if one)


def year_book(of: Branch, year: int) -> list[BookLine]:
    """Everybody who stood on the roll or paid in the unit for months of a year, by name. Three questions."""
    return _lines(*_of_year(of, year), year)


@dataclass(frozen=True)
class YearSums:
    """A year in the book of a unit: who is in it, by name; what was paid of each month, and due of the whole."""

    people: list[int]
    paid: list[int]
    due: int


def year_sums(of: Branch, year: int) -> YearSums:
    """Three questions, and no line for anybody."""
    charges, taken = _of_year(of, year)
    due = dict(charges.values_list("person").annotate(n=Sum("amount")))
    paid: dict[date, int] = dict(taken.values_list("month").annotate(n=Sum("amount")))
    people = {*due, *taken.values_list("person", flat=True).distinct()}
    named = Person.objects.filter(pk__in=people).order_by("name_sort", "pk")
    return YearSums(
        list(named.values_list("pk", flat=True)),
        [paid.get(month, 0) for month in months_of_year(year)],
        sum(amount or 0 for amount in due.values()),
    )


def book_lines(of: Branch, year: int, people: Iterable[int]) -> list[BookLine]:
    """Some dozens of lines of the year book, by name. Three questions."""
    charges, taken = (rows.filter(person__in=list(people)) for rows in _of_year(of, year))
    return _lines(charges, taken, year)


def _of_year(of: Branch, year: int) -> tuple[Charges, Charges]:
    """What was due and what was paid in the unit for its months, in no order."""
    months = months_of_year(year)
    charges = Charge.objects.filter(places_ever(of, "path"), month__range=(months[0], months[-1]))
    taken = PaidMonth.objects.filter(
        places_ever(of, "payment__path"),
        payment__cancelled_on__isnull=True,
        month__range=(months[0], months[-1]),
    )
    return charges.order_by(), taken.order_by()


def _lines(charges: Charges, taken: Charges, year: int) -> list[BookLine]:
    due = {
        (key, month): amount
        for key, month, amount in charges.values_list("person_id", "month", "amount")
    }
    paid: dict[tuple[int, date], int] = {}
    for key, month, amount in taken.values_list("person_id", "month", "amount"):
        paid[key, month] = paid.get((key, month), 0) + amount
    keys = {key for key, _month in (*due, *paid)}
    named = Person.objects.filter(pk__in=keys).order_by("name_sort", "pk")
    months = months_of_year(year)
    return [
        BookLine(key, name, [_entry(due, paid, key, month) for month in months])
        for key, name in named.values_list("pk", "full_name")
    ]


def _entry(
    due: Mapping[tuple[int, date], int | None],
    paid: Mapping[tuple[int, date], int],
    key: int,
    month: date,
) -> tuple[int | None, int] | None:
    if (key, month) not in due and (key, month) not in paid:
        return None
    return due.get((key, month)), paid.get((key, month), 0)
