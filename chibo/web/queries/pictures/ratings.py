"""Units beside each other by how they were rated year after year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from chibo.appraisal.models import Kind
from chibo.appraisal.queries.cycles import years_of
from chibo.appraisal.queries.levels import brief_of, label_of, levels_on
from chibo.base.text import text_sort_key
from chibo.organisations.queries.tree import Branch

YEARS = 8


@dataclass(frozen=True)
class Mark:
    """A year of a unit. `level` is 1, the best, to 4; 0 is not rated."""

    year: int
    level: int
    label: str
    brief: str


@dataclass(frozen=True)
class Strip:
    unit: Branch
    marks: list[Mark]

    @property
    def fell(self) -> tuple[int, int]:
        """The last year in which the level was lower than in the rated year before, and by how much."""
        rated = [mark for mark in self.marks if mark.level]
        falls = [
            (after.year, after.level - before.level)
            for before, after in pairwise(rated)
            if after.level > before.level
        ]
        return falls[-1] if falls else (0, 0)


@dataclass(frozen=True)
class Strips:
    """`years` from the oldest; `breaks` are those whose highest level has another name than the year before."""

    years: list[int]
    breaks: set[int]
    strips: list[Strip]


def strips(units: Sequence[Branch], on: date) -> Strips:
    """The last years any of the units was rated in. The latest decision of a year counts."""
    decided: dict[tuple[int, int], Any] = {}
    for row in years_of([unit.pk for unit in units], on):
        decided.setdefault((row.unit_id, row.cycle.year), row)
    known = sorted({year for _unit, year in decided})
    years = list(range(max(known[0], known[-1] - YEARS + 1), known[-1] + 1)) if known else []
    found = [
        Strip(unit, [_mark(year, decided.get((unit.pk, year))) for year in years]) for unit in units
    ]
    return Strips(years, {year for year in years[1:] if _top(year) != _top(year - 1)}, found)


def _mark(year: int, row: Any) -> Mark:
    if row is None or not row.rank:
        return Mark(year, 0, "", "")
    level = row.decided_level
    return Mark(year, 5 - row.rank, label_of(row.kind, level), brief_of(row.kind, level))


def _top(year: int) -> str:
    return levels_on(Kind.CELL, date(year, 12, 31))[0].code


def by_latest_fall(found: Sequence[Strip]) -> list[Strip]:
    """Whoever fell last stands first, the deeper fall before; the others by name."""
    return sorted(
        found,
        key=lambda one: (-one.fell[0], -one.fell[1], text_sort_key(one.unit.short_name)),
    )
