"""What is due of meetings: months nobody recorded, a quarter without a theme, minutes on their way."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from chibo.accounts.models import User
from chibo.base.asking import Ask, told_together
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.meetings.due.cells import Gap, gaps_of, low_turnouts
from chibo.meetings.due.circulated import circulated_asks
from chibo.meetings.due.counted import counted_rows, counted_tallies, paths_in
from chibo.meetings.due.followers import followers_asks
from chibo.meetings.due.lines import gap_line, minutes_line, tally_of, turnout_line
from chibo.meetings.due.minutes import Waiting, waiting_among
from chibo.meetings.due.planned import planned_asks
from chibo.meetings.due.reading import (
    CellSeen,
    MeetingSeen,
    cell_rows,
    cells_seen,
    light_rows,
    meeting_rows,
    meetings_seen,
)
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """The cells with where their books begin, and their last meetings with their turnout, told together."""
    if not is_at_work(branch) or not has_power(user, Power.SEE_NAMES, branch.path):
        return []
    cells: list[CellSeen] = []

    def keep(found: list[Any]) -> list[Due]:
        cells.extend(cells_seen(found))
        return []

    def told(found: list[Any]) -> list[Due]:
        return _lines(user, branch, on, cells, meetings_seen(found))

    return [
        Ask(RowsOf(cell_rows, branch, on), keep),
        Ask(RowsOf(meeting_rows, branch, on), told),
        *planned_asks(branch, on),
        *followers_asks(user, branch, on),
        *circulated_asks(branch, on),
    ]


def _lines(
    user: User,
    branch: Branch,
    on: date,
    cells: Sequence[CellSeen],
    meetings: Sequence[MeetingSeen],
) -> list[Due]:
    return [
        *(
            gap_line(gap, records=has_power(user, Power.RECORD_MEETINGS, gap.cell.path))
            for gap in gaps_of(cells, meetings, on)
        ),
        *(turnout_line(one) for one in low_turnouts(cells, meetings, on)),
        *(
            minutes_line(one, branch, records=has_power(user, Power.RECORD_MEETINGS, one.path))
            for one in waiting_among(meetings, cells)
            if not one.is_for_approval or has_power(user, Power.APPROVE, one.path)
        ),
    ]


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit, without how many came; what is late of the schedule, petitions, visits and
    papers to make known."""
    own = [RowsOf(compose, branch, on) for compose in (cell_rows, light_rows)]
    rows = [*own, *counted_rows(branch, on)]
    return told_together(rows, lambda found: _by_unit(branch, on, found))


def _by_unit(branch: Branch, on: date, rows: Sequence[list[Any]]) -> list[Tally]:
    there, held, *counted = rows
    cells, meetings = cells_seen(there), meetings_seen(held)
    found: list[Gap | Waiting] = [
        *gaps_of(cells, meetings, on),
        *waiting_among(meetings, cells),
    ]
    paths = {one.owner_path for one in found} | paths_in(counted)
    if not paths:
        return []
    units = units_by_path(paths, branch)
    alike = Counter((units[one.owner_path], one.alike) for one in found)
    return [
        *(tally_of(unit, kind, n) for (unit, kind), n in alike.items()),
        *counted_tallies(counted, units, on),
    ]
