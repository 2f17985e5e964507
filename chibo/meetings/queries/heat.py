"""A year of regular meetings: cell by cell and month by month, or so many cells of a unit or a kind."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from chibo.base.figures import Rounding, percent
from chibo.meetings.models import Meeting, MinutesVersion, Presence, State
from chibo.meetings.queries.in_time import last_day
from chibo.organisations.queries.tree import Branch

MONTHS = range(1, 13)
_SCALE = ((95, "h4"), (90, "h3"), (80, "h2"), (0, "h1"))


@dataclass(frozen=True)
class Held:
    """A regular meeting as the heat-map needs it. `handed_in_on` is the first time."""

    pk: int
    cell: int
    held_on: date
    state: str
    base: int
    present: int
    handed_in_on: date | None

    def is_late(self, on: date) -> bool:
        """Its minutes came, or are still to come, after the days the rulebook gives."""
        return (self.handed_in_on or on) > last_day(self.held_on)


@dataclass(frozen=True)
class Mark:
    """One month of one cell. `why` is empty, or says why nothing is asked of it: "ahead", "unknown"."""

    month: int
    held: Held | None = None
    why: str = ""

    @property
    def percent(self) -> int | None:
        """Of those due, as printed: never 100 unless everybody came."""
        if self.held is None or not self.held.base:
            return None
        return int(percent(self.held.present, self.held.base, Rounding(0)))

    @property
    def kind(self) -> str:
        """The mark of the heat-map."""
        if self.held is None:
            return {"ahead": "e", "unknown": "n"}.get(self.why, "x")
        if self.held.state == State.HANDED_IN:
            return "s"
        if self.held.state != State.APPROVED:
            return "p"
        return shade(self.percent or 0)


@dataclass(frozen=True)
class Row:
    """A cell's year. `today` is the day it is looked at."""

    of: Branch
    marks: Sequence[Mark]
    today: date

    @property
    def held(self) -> list[Held]:
        return [mark.held for mark in self.marks if mark.held]

    @property
    def asked(self) -> int:
        """Months a meeting was held in or should have been."""
        return sum(mark.kind not in ("e", "n") for mark in self.marks)

    @property
    def missed(self) -> list[int]:
        return [mark.month for mark in self.marks if mark.kind == "x"]

    @property
    def in_a_row(self) -> int:
        """Months with a meeting without a gap, up to the last one asked about."""
        asked = [mark for mark in self.marks if mark.kind not in ("e", "n")]
        return sum(1 for _mark in takewhile(lambda mark: mark.held, reversed(asked)))

    @property
    def present(self) -> int:
        return sum(one.present for one in self.held)

    @property
    def base(self) -> int:
        return sum(one.base for one in self.held)

    @property
    def on_time(self) -> int:
        return sum(not one.is_late(self.today) for one in self.held)

    @property
    def approved(self) -> int:
        return sum(one.state == State.APPROVED for one in self.held)


@dataclass(frozen=True)
class Sums:
    """One month of many cells: how many met of those asked."""

    month: int
    met: int
    asked: int
    why: str = ""

    @property
    def kind(self) -> str:
        if not self.asked:
            return "e" if self.why == "ahead" else "n"
        return shade(100 * self.met // self.asked) if self.met else "x"


@dataclass(frozen=True)
class GroupRow:
    """Cells of one unit or of one kind together."""

    key: str
    name: str
    rows: Sequence[Row]

    @property
    def sums(self) -> list[Sums]:
        return [self._month(month) for month in MONTHS]

    def _month(self, month: int) -> Sums:
        marks = [row.marks[month - 1] for row in self.rows]
        asked = [mark for mark in marks if mark.kind not in ("e", "n")]
        why = "ahead" if any(mark.why == "ahead" for mark in marks) else ""
        return Sums(month, sum(mark.held is not None for mark in asked), len(asked), why)

    @property
    def cells(self) -> int:
        return len(self.rows)

    @property
    def without_gap(self) -> int:
        """Cells that missed no month they were asked about."""
        return sum(bool(row.asked) and not row.missed for row in self.rows)

    @property
    def known(self) -> int:
        return sum(bool(row.asked) for row in self.rows)


def shade(percent: int) -> str:
    return next(kind for least, kind in _SCALE if percent >= least)


def year_of(
    rows: QuerySet[Any], units: Sequence[Branch], year: int, today: date, *, turnout: bool = True
) -> list[Row]:
    """Regular meetings among `rows` of these cells; where one held two in a month, its first. Without
    `turnout` the rolls are not read. Two questions."""
    keys = {one.pk for one in units}
    asked = rows.filter(kind="regular", held_on__year=year, organisation__in=keys)
    held = firsts(_read(asked, turnout=turnout))
    begun, months = _begun(keys), [date(year, month, 1) for month in MONTHS]
    return [
        Row(one, marks_of(months, held.get(one.pk, {}), begun.get(one.pk), today), today)
        for one in units
    ]


def firsts(meetings: Iterable[Held]) -> dict[int, dict[date, Held]]:
    """By cell and first day of the month: the first meeting of it, of meetings in the order of days."""
    held: dict[int, dict[date, Held]] = {}
    for one in meetings:
        held.setdefault(one.cell, {}).setdefault(one.held_on.replace(day=1), one)
    return held


def _read(rows: QuerySet[Any], *, turnout: bool) -> Iterable[Held]:
    first = MinutesVersion.objects.filter(meeting=OuterRef("pk"), number=1)
    told = rows.annotate(handed_in_on=Subquery(first.values("handed_in_on")[:1]))
    columns = ["pk", "organisation_id", "held_on", "state", "handed_in_on"]
    counts = turnouts(rows) if turnout else {}
    for pk, cell, held_on, state, handed_in in told.order_by("held_on", "pk").values_list(*columns):
        base, present = counts.get(pk, (0, 0))
        yield Held(pk, cell, held_on, state, base, present, handed_in)


def turnouts(rows: QuerySet[Any]) -> dict[int, tuple[int, int]]:
    """By meeting: how many were due, how many came."""
    counted = (
        rows.order_by()
        .values_list("pk")
        .annotate(
            base=Count("roll", filter=~Q(roll__state=Presence.OUTSIDE)),
            present=Count("roll", filter=Q(roll__state=Presence.PRESENT)),
        )
    )
    return {pk: (base, present) for pk, base, present in counted}


def _begun(cells: Collection[int]) -> dict[int, date]:
    """The first regular meeting each cell has recorded."""
    rows = Meeting.objects.filter(organisation__in=cells, kind="regular").order_by()
    return dict(rows.values_list("organisation").annotate(first=Min("held_on")))


def marks_of(
    months: Iterable[date], held: Mapping[date, Held], begun: date | None, today: date
) -> list[Mark]:
    """Of months by their first days. A cell's books of meetings begin with the first it recorded; months before
    are not known."""
    now, known = today.replace(day=1), begun.replace(day=1) if begun else date.max
    found = []
    for first in months:
        why = ""
        if first >= now:
            why = "ahead"
        elif first < known:
            why = "unknown"
        found.append(Mark(first.month, held.get(first), why))
    return found
