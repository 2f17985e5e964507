"""Who has not paid: months that are over, not paid in full, and what of it speaks for looking into a removal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.dues.models import Charge
from chibo.dues.queries.books import owing
from chibo.dues.queries.months import month_of, next_month
from chibo.members.models import Inactivity
from chibo.members.queries.evidence import Evidence, People, Source, about
from chibo.organisations.queries.tree import Branch, places_ever


def over_by(on: date) -> Q:
    """The condition that the month of a charge is over on a day."""
    return Q(month__lt=month_of(on))


def arrears_of(of: Branch, on: date) -> QuerySet[Any]:
    """Charges of months that are over and were not paid in full by the day."""
    return owing(Charge.objects.filter(places_ever(of, "path"), over_by(on)), on)


@dataclass(frozen=True)
class Arrears:
    """One member's debt. `unpaid` are months nothing was paid for and no good reason is noted, `in_a_row` how many
    of them follow each other to the last."""

    person_id: int
    name: str
    cell_id: int
    path: str
    months: tuple[date, ...]
    unpaid: tuple[date, ...]
    reasons: tuple[str, ...]
    owed: int

    @property
    def in_a_row(self) -> int:
        return longest_run(self.unpaid)


def longest_run(months: Iterable[date]) -> int:
    longest, run, last = 0, 0, None
    for month in sorted(months):
        run = run + 1 if last and next_month(last) == month else 1
        longest, last = max(longest, run), month
    return longest


_COLUMNS = (
    "person_id",
    "person__full_name",
    "cell_id",
    "path",
    "month",
    "amount",
    "paid",
    "good_reason",
)


def in_arrears(of: Branch, on: date) -> list[Arrears]:
    """Everybody who owes something, the most months first; in one question."""
    rows = arrears_of(of, on).order_by("person", "month").values_list(*_COLUMNS, named=True)
    found = []
    for key, some in groupby(rows, key=lambda row: row.person_id):
        told = list(some)
        last = told[-1]
        found.append(
            Arrears(
                key,
                last.person__full_name,
                last.cell_id,
                last.path,
                tuple(row.month for row in told),
                tuple(row.month for row in told if not row.paid and not row.good_reason),
                tuple(dict.fromkeys(row.good_reason for row in told if row.good_reason)),
                sum(row.amount - row.paid for row in told),
            )
        )
    return sorted(found, key=lambda one: (-len(one.unpaid), -len(one.months), one.name))


def _unpaid_months(people: People, on: date) -> QuerySet[Any, Any]:
    """Months over for which nothing was paid, without a good reason. A month paid in part is a debt and speaks
    for no removal."""
    rows = owing(Charge.objects.filter(about(people), over_by(on), good_reason=""), on)
    return rows.filter(paid=0).values("person_id", "month")


def _as_unpaid(row: Any) -> Evidence:
    return Evidence(Inactivity.UNPAID.value, (row.month,), _("sổ thu đảng phí"))


UNPAID = Source(_unpaid_months, _as_unpaid)
