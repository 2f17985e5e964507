"""What a unit has taken in and handed on, month by month: receipts of a cell, remittances to a committee."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from chibo.dues.models import DuesTerms, EntryKind, FundEntry, Payment, Remittance
from chibo.dues.queries.months import last_day, month_of
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch, under_ever


def taken_in(unit: int, first: date, last: date) -> list[tuple[date, int]]:
    """By month (its first day), what a unit took in over a span and has to hand on of: its own receipts, what was
    handed to it, and what a unit that ended had not handed on."""
    own = Payment.objects.filter(
        cell=unit, cancelled_on__isnull=True, paid_on__range=(first, last)
    ).values_list("paid_on", "amount")
    handed = Remittance.objects.filter(
        receiver=unit, cancelled_on__isnull=True, handed_on__range=(first, last)
    ).values_list("handed_on", "amount")
    entries = FundEntry.objects.filter(
        unit=unit, cancelled_on__isnull=True, on__range=(first, last)
    )
    taken = entries.filter(kind=EntryKind.IN_DUES).values_list("on", "amount")
    given = entries.filter(kind=EntryKind.OUT_DUES).values_list("on", -F("amount"))
    found: dict[date, int] = {}
    rest = (handed.order_by(), taken.order_by(), given.order_by())
    for day, amount in own.order_by().union(*rest, all=True):
        found[month_of(day)] = found.get(month_of(day), 0) + amount
    return sorted(found.items())


def covering(unit: int, first: date, until: date) -> Remittance | None:
    """A remittance that covers a day of [first, until) already."""
    rows = Remittance.objects.filter(
        unit=unit, cancelled_on__isnull=True, first_month__lt=until, until__gt=first
    )
    return rows.order_by("first_month").first()


def remittances_of(of: Branch) -> QuerySet[Any]:
    """Those of units of the branch, and those handed to it; annotated `unit_name` as of the branch's day."""
    name = Profile.objects.on(of.on).filter(organisation=OuterRef("unit")).values("short_name")[:1]
    rows = Remittance.objects.filter(under_ever(of, "path") | Q(receiver=of.pk))
    return rows.annotate(unit_name=Subquery(name)).order_by("-handed_on", "-pk")


@dataclass(frozen=True)
class Stood:
    """A unit as it stood in a month, with the share set for it then."""

    kind: str
    base_type: str
    parent_id: int | None
    path: str
    keeps: int | None
    cited: DuesTerms | None


def stood(unit: int, months: list[date]) -> dict[date, Stood]:
    """By month, as of its last day; in three questions. Months before the unit stood are absent."""
    profiles = list(Profile.objects.filter(organisation=unit))
    places = list(Placement.objects.filter(organisation=unit))
    terms = list(DuesTerms.objects.filter(organisation=unit, keeps__isnull=False))
    found = {}
    for month in months:
        day = last_day(month)
        called = next((one for one in profiles if one.holds(day)), None)
        hung = next((one for one in places if one.holds(day)), None)
        own = next((one for one in terms if one.holds(month)), None)
        if called and hung:
            found[month] = Stood(
                called.kind,
                called.base_type,
                hung.parent_id,
                hung.path,
                own.keeps if own else None,
                own,
            )
    return found
