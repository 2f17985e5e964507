"""Targets of a branch and of what hangs directly under it, beside what was done, in a few questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo.admissions.models import AdmissionTarget
from chibo.admissions.queries.targets import cell_targets
from chibo.base.periods import Period
from chibo.members.queries.roll import increases
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
    """The branch itself, then each direct child, over a year."""
    units = [of, *children(of)]
    period = Period.year(year)
    own = _own(units, period)
    sums = _added(of, units, cell_targets(of, year).values_list("path", "low"))
    done = _added(of, units, ((path, 1) for path in _admitted(of, period)))
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
    return [
        Planned(of, row, None, len(_admitted(of, Period(row.first_day, row.last_day))))
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


def _added(of: Branch, units: Iterable[Branch], rows: Iterable[tuple[Any, int]]) -> dict[int, int]:
    """Per unit the sum of what stands at paths under it, the branch itself for all of it. The branch may
    have hung elsewhere: what counts is the piece of the path right below it."""
    keys = {one.pk for one in units}
    sums: dict[int, int] = {}
    own = path_ids(of.path)[-1]
    for path, number in rows:
        line = path_ids(path)
        sums[own] = sums.get(own, 0) + number
        below = line[line.index(own) + 1 :][:1] if own in line else []
        for key in below:
            if key in keys:
                sums[key] = sums.get(key, 0) + number
    return sums


def last_day(year: int, on: date) -> date:
    """The day a year is looked at: its last, or today while it runs."""
    return min(date(year, 12, 31), on)
