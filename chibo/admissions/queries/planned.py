"""Targets of a branch and of what hangs directly under it, beside what was done, in a few questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo.admissions.models import AdmissionTarget
from chibo.admissions.queries.targets import cell_targets
from chibo.base.periods import Period
from chibo.members.queries.roll import increases
from chibo.organisations.queries.succession import merged_into, with_predecessors
from chibo.organisations.queries.tree import Branch, children, path_ids


@dataclass(frozen=True)
class Planned:
    """`target` is the organisation's own; `cells` what its cells add up to, None without any; `done` the
    admissions of the period up to the day."""

    unit: Branch
    target: AdmissionTarget | None
    cells: int | None
    done: int

    @property
    def wanted(self) -> int | None:
        """What is to be reached at least: its own number, without one that of its cells."""
        return self.target.low if self.target else self.cells

    @property
    def is_short(self) -> bool:
        return self.wanted is not None and self.done < self.wanted


def planned(of: Branch, year: int) -> list[Planned]:
    """The branch itself, then each direct child, over a year; what was planned and done in units merged
    into them is theirs."""
    units, whole = [of, *children(of)], with_predecessors(of)
    period = Period.year(year)
    own, owners = _own(units, period), _owners(units)
    sums = _added(of, owners, cell_targets(whole, year).values_list("path", "low"))
    done = _added(of, owners, ((path, 1) for path in _admitted(whole, period)))
    return [
        Planned(
            one,
            own.get(one.pk),
            sums.get(one.pk) if not one.is_cell else None,
            done.get(one.pk, 0),
        )
        for one in units
    ]


def terms(of: Branch) -> list[Planned]:
    """Targets of the branch itself over other spans than a year, such as a term, the latest first."""
    rows = AdmissionTarget.objects.filter(organisation=of.pk, first_day__lte=of.on)
    whole = with_predecessors(of)
    return [
        Planned(of, row, None, len(_admitted(whole, Period(row.first_day, row.last_day))))
        for row in rows.order_by("-first_day")
        if Period(row.first_day, row.last_day).code != str(row.first_day.year)
    ]


def given(units: Iterable[Branch], period: Period) -> dict[int, AdmissionTarget]:
    """Targets by organisation over exactly that span."""
    return _own(units, period)


def _own(units: Iterable[Branch], period: Period) -> dict[int, AdmissionTarget]:
    keys = [one.pk for one in units]
    rows = AdmissionTarget.objects.filter(
        organisation__in=keys, first_day=period.first, last_day=period.last
    )
    return {row.organisation_id: row for row in rows}


def _admitted(of: Branch, period: Period) -> list[str]:
    """Tree paths of the cells of admissions in the period, up to the branch's day."""
    if period.first > of.on:
        return []
    moves = increases(of, Period(period.first, min(period.last, of.on))).filter(kind="admitted")
    return list(moves.values_list("to_path", flat=True))


def _owners(units: Iterable[Branch]) -> dict[int, int]:
    """Each unit and what was merged into it → the unit."""
    found = {one.pk: one.pk for one in units}
    merged = merged_into(list(found), max((one.on for one in units), default=date.max))
    return {old: key for key, olds in merged.items() for old in olds} | found


def _added(of: Branch, owners: dict[int, int], rows: Iterable[tuple[Any, int]]) -> dict[int, int]:
    """Per unit the sum of what stands at paths under it, the branch itself for all of it."""
    sums: dict[int, int] = {}
    for path, number in rows:
        sums[of.pk] = sums.get(of.pk, 0) + number
        line = (owners[key] for key in path_ids(path) if key in owners)
        child = next((key for key in line if key != of.pk), None)
        if child is not None:
            sums[child] = sums.get(child, 0) + number
    return sums


def last_day(year: int, on: date) -> date:
    """The day a year is looked at: its last, or today while it runs."""
    return min(date(year, 12, 31), on)
