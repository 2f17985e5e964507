"""What is due of meetings: months nobody recorded, a quarter without a theme, minutes on their way."""

from collections import Counter
from datetime import date

from chibo.accounts.models import User
from chibo.base.due import Due, Tally
from chibo.meetings.due.cells import Gap, gaps_of, low_turnouts
from chibo.meetings.due.lines import gap_line, minutes_line, tally_of, turnout_line
from chibo.meetings.due.minutes import Waiting, waiting_among
from chibo.meetings.due.reading import read_cells, read_lightly, read_meetings
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def due(user: User, branch: Branch, on: date) -> list[Due]:
    """Two questions: the cells with where their books begin, and their last meetings with their turnout."""
    if not is_at_work(branch) or not has_power(user, Power.SEE_NAMES, branch.path):
        return []
    cells = read_cells(branch, on)
    meetings = read_meetings(branch, on)
    return [
        *(gap_line(gap) for gap in gaps_of(cells, meetings, on)),
        *(turnout_line(one) for one in low_turnouts(cells, meetings, on)),
        *(
            minutes_line(one, branch)
            for one in waiting_among(meetings, cells)
            if not one.is_for_approval or has_power(user, Power.APPROVE, one.path)
        ),
    ]


def tallies(branch: Branch, on: date) -> list[Tally]:
    """The same by unit, without how many came."""
    cells, meetings = read_cells(branch, on), read_lightly(branch, on)
    found: list[Gap | Waiting] = [
        *gaps_of(cells, meetings, on),
        *waiting_among(meetings, cells),
    ]
    if not found:
        return []
    units = units_by_path({one.owner_path for one in found}, branch)
    counted = Counter((units[one.owner_path], one.alike) for one in found)
    return [tally_of(unit, alike, n) for (unit, alike), n in counted.items()]
