"""What the dues of many members in one month are reckoned from, in a constant number of questions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chibo.dues.models import Charge, Declaration, DuesTerms, Relief
from chibo.dues.queries.months import last_day
from chibo.members.models import Membership
from chibo.members.queries.interruptions import interruptions
from chibo.members.queries.party_age import reached_on
from chibo.organisations.models.organisation import SEGMENT, Organisation
from chibo.organisations.queries.tree import Branch, under_ever


@dataclass(frozen=True)
class Payer:
    """A member on the roll of a month; `zone` is that of the place."""

    person_id: int
    cell_id: int
    path: str
    full_name: str
    name_sort: str
    declaration: Declaration | None
    relief: Relief | None
    zone: int | None
    full_age_on: date | None


def roll_day(month: date) -> date:
    """Whoever is on the books at the close of the month pays there; of a month under way, today."""
    return min(last_day(month), max(month, timezone.localdate()))


def payers(of: Branch, month: date, full_age: int | None) -> list[Payer]:
    """Members of a branch for a month, by name. `full_age` are the years of Party age that free from dues. Five
    questions, whatever their number."""
    stays = Membership.objects.on(roll_day(month)).filter(under_ever(of, "path"))
    return _payers(stays, month, full_age)


def payers_charged(charges: QuerySet[Charge], month: date, full_age: int | None) -> list[Payer]:
    """The same of those who stand on a roll already, in the cell they stand in."""
    return _payers(charges.filter(month=month), month, full_age)


def _payers(rows: QuerySet[Any], month: date, full_age: int | None) -> list[Payer]:
    people = rows.order_by().values("person")
    declared = {
        one.person_id: one for one in Declaration.objects.on(month).filter(person__in=people)
    }
    undone = Relief.objects.on(month).filter(person__in=people, cancelled_on__isnull=True)
    relieved = {one.person_id: one for one in undone}
    zone_of = zones(month)
    columns = ("person_id", "cell_id", "path", "person__full_name", "person__name_sort")
    found = list(rows.values_list(*columns, "person__joined_on"))
    ages = _full_ages({row[0]: row[5] for row in found}, month, full_age)
    made = [
        Payer(
            key,
            cell,
            path,
            name,
            order,
            declared.get(key),
            relieved.get(key),
            zone_of(path),
            ages.get(key),
        )
        for key, cell, path, name, order, _joined in found
    ]
    return sorted(made, key=lambda one: (one.name_sort, one.person_id))


def _full_ages(joined: dict[int, date | None], month: date, years: int | None) -> dict[int, date]:
    """By person, the day the Party age is full; only of those for whom it may be by that month."""
    if years is None:
        return {}
    near = {key: day for key, day in joined.items() if day and reached_on(day, years) <= month}
    apart = interruptions(near) if near else {}
    return {key: reached_on(day, years, apart.get(key, ())) for key, day in near.items()}


def zones(on: date) -> Callable[[str], int | None]:
    """The zone of a tree path: that of the nearest unit on it which says so. One question."""
    told = dict(
        DuesTerms.objects.on(on)
        .filter(wage_zone__isnull=False)
        .values_list("organisation_id", "wage_zone")
    )
    by_segment = {Organisation(pk=key).segment: zone for key, zone in told.items()}
    known: dict[str, int | None] = {}

    def zone_of(path: str) -> int | None:
        if path not in known:
            line = [path[at : at + SEGMENT] for at in range(0, len(path), SEGMENT)]
            known[path] = next(
                (by_segment[one] for one in reversed(line) if one in by_segment), None
            )
        return known[path]

    return zone_of
