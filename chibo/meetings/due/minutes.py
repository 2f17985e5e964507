"""Minutes on their way: to be handed in, to be mended, to be approved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from chibo.meetings.due.reading import CellSeen, MeetingSeen
from chibo.meetings.models import State
from chibo.meetings.queries.in_time import WITHIN, last_day
from chibo.organisations.models.organisation import SEGMENT

# How long the committee has to approve; ours, not a rule of the Party.
TO_APPROVE = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """Minutes somebody has to do something about. `path` is where the unit that met hangs, `name` its name."""

    meeting: MeetingSeen
    path: str
    name: str

    @property
    def is_for_approval(self) -> bool:
        return self.meeting.state == State.HANDED_IN

    @property
    def owner_path(self) -> str:
        """The committee above approves; a whole organisation's own minutes it approves itself."""
        return self.path[:-SEGMENT] if self.is_for_approval else self.path

    @property
    def kind(self) -> str:
        return {
            State.DRAFT: "minutes_due",
            State.RETURNED: "minutes_returned",
            State.HANDED_IN: "minutes_to_approve",
        }[State(self.meeting.state)]

    @property
    def what(self) -> str:
        return {
            State.DRAFT: _("Nộp biên bản sinh hoạt"),
            State.RETURNED: _("Sửa biên bản bị trả lại"),
            State.HANDED_IN: _("Duyệt biên bản sinh hoạt"),
        }[State(self.meeting.state)]

    @property
    def due_on(self) -> date | None:
        """Nothing says by when returned minutes come back."""
        if self.meeting.state == State.RETURNED:
            return None
        if self.is_for_approval:
            return (self.meeting.handed_in_on or self.meeting.held_on) + TO_APPROVE
        return last_day(self.meeting.held_on)

    @property
    def rule_code(self) -> str:
        return WITHIN if self.meeting.state == State.DRAFT else ""

    @property
    def alike(self) -> tuple[str, str, date | None, str, str]:
        return (self.kind, self.what, self.due_on, "", self.rule_code)


def waiting_among(meetings: Sequence[MeetingSeen], cells: Sequence[CellSeen]) -> Iterator[Waiting]:
    """Of cells; what a committee records of itself it looks after itself."""
    known = {cell.pk: cell for cell in cells}
    for one in meetings:
        if one.state != State.APPROVED and one.cell in known:
            yield Waiting(one, known[one.cell].path, known[one.cell].name)
