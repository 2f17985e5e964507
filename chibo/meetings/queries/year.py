"""A year of regular meetings, cell by cell and month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chibo.meetings.models import State
from chibo.meetings.queries.meetings import Meetings, with_turnout
from chibo.organisations.queries.tree import Branch

_SCALE = ((95, "h4"), (90, "h3"), (80, "h2"), (0, "h1"))
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Cell:
    """One month of one cell: `meeting` is its regular meeting, if recorded."""

    month: int
    meeting: Any = None

    @property
    def percent(self) -> int | None:
        """Whole percent of those due who came, rounded down as the scale reads it."""
        if self.meeting is None or not self.meeting.base:
            return None
        return 100 * int(self.meeting.present) // int(self.meeting.base)

    @property
    def kind(self) -> str:
        """The mark of the heat-map."""
        if self.meeting is None:
            return "x"
        if self.meeting.state == State.HANDED_IN:
            return "s"
        if self.meeting.state != State.APPROVED:
            return "p"
        return next(kind for least, kind in _SCALE if (self.percent or 0) >= least)


@dataclass(frozen=True)
class Row:
    of: Branch
    cells: list[Cell]

    @property
    def held(self) -> int:
        return sum(cell.meeting is not None for cell in self.cells)


def year_of(rows: Meetings, units: Sequence[Branch], year: int) -> list[Row]:
    """Regular meetings among `rows`; where a cell held two in a month, its first."""
    asked = rows.filter(
        kind="regular", held_on__year=year, organisation__in=[one.pk for one in units]
    )
    found: dict[tuple[int, int], Any] = {}
    for meeting in with_turnout(asked).order_by("held_on", "pk"):
        found.setdefault((meeting.organisation_id, meeting.held_on.month), meeting)
    return [
        Row(one, [Cell(month, found.get((one.pk, month))) for month in MONTHS]) for one in units
    ]
