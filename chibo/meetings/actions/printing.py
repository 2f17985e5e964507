"""Papers of meetings taken away as files: each leaves a line."""

from collections.abc import Sequence

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all, note_reading
from chibo.base.rules import require
from chibo.documents.models import Circulation
from chibo.meetings.models import Meeting
from chibo.meetings.rules import may_print
from chibo.organisations.queries.tree import Branch, organisation_of


@transaction.atomic
def print_papers(meetings: Sequence[Meeting], what: str, ending: str, *, by: User) -> None:
    """`what` is the paper in words ("Biên bản"), `ending` docx or pdf."""
    for meeting in meetings:
        require(by, may_print, meeting.path)
    reason = f"{what} .{ending}"
    note_all(by, [Line("meeting.printed", one, one.path, reason=reason) for one in meetings])


@transaction.atomic
def print_schedule(of: Branch, ending: str, *, by: User) -> None:
    """The schedule of a unit and those below it; `ending` is docx or pdf."""
    require(by, may_print, of.path)
    unit = organisation_of(of)
    note_reading(by, "meeting.schedule_printed", unit, path=of.path, reason=ending)


@transaction.atomic
def print_circulation(one: Circulation, of: Branch, ending: str, *, by: User) -> None:
    """Which cells made a paper known; `ending` is docx or pdf."""
    require(by, may_print, of.path)
    note_reading(by, "paper.circulation_printed", one, path=of.path, reason=ending)


@transaction.atomic
def print_liaisons(of: Branch, ending: str, *, by: User) -> None:
    """Who follows which cell and village; `ending` is docx or pdf."""
    require(by, may_print, of.path)
    unit = organisation_of(of)
    note_reading(by, "liaison.list_printed", unit, path=of.path, reason=ending)
