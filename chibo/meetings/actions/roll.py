"""The roll is marked: who came, who did not and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.meetings.models import Attendance, Meeting, Presence, Vote
from chibo.meetings.rules import check_may_write, may_record


@dataclass(frozen=True)
class Mark:
    """`person` is the key of somebody on the frozen roll."""

    person: int
    state: str
    reason: str = ""


@transaction.atomic
def mark_roll(meeting: Meeting, marks: Iterable[Mark], *, by: User) -> list[Attendance]:
    """Mark people of the frozen roll and return the rows that changed; a vote taken fixes who voted."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    roll = {row.person_id: row for row in meeting.roll.select_related("person")}
    lines = []
    for mark in marks:
        if mark.person not in roll:
            raise Refusal(_("Người được điểm danh không có trong danh sách của buổi này."))
        row = roll[mark.person]
        before = snapshot(row)
        row.state = mark.state
        row.reason = clean(mark.reason) if mark.state in _ABSENT else ""
        row.spoke = row.spoke and row.state == Presence.PRESENT
        if snapshot(row) != before:
            _check(row)
            lines.append(Line("meeting.marked", row, meeting.path, before, snapshot(row)))
    changed = [line.thing for line in lines if isinstance(line.thing, Attendance)]
    if changed and Vote.objects.filter(item__meeting=meeting).exists():
        raise Refusal(_("Đã ghi biểu quyết theo số có mặt này; bỏ kết quả biểu quyết trước."))
    Attendance.objects.bulk_update(changed, ["state", "reason", "spoke"], batch_size=500)
    note_all(by, lines)
    return changed


@transaction.atomic
def mark_speakers(meeting: Meeting, people: Collection[int], *, by: User) -> list[Attendance]:
    """Who spoke, by keys of people present on the roll; everybody else did not."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    present = meeting.roll.filter(state=Presence.PRESENT).select_related("person")
    roll = {row.person_id: row for row in present}
    if set(people) - roll.keys():
        raise Refusal(_("Chỉ đảng viên có mặt mới ghi là đã phát biểu."))
    changed = [row for key, row in roll.items() if row.spoke != (key in people)]
    lines = []
    for row in changed:
        before = snapshot(row)
        row.spoke = not row.spoke
        lines.append(Line("meeting.speaker_marked", row, meeting.path, before, snapshot(row)))
    Attendance.objects.bulk_update(changed, ["spoke"], batch_size=500)
    note_all(by, lines)
    return changed


_ABSENT = (Presence.WITH_REASON, Presence.WITHOUT_REASON)


def _check(row: Attendance) -> None:
    if row.state == Presence.WITH_REASON and not row.reason:
        raise Refusal(_("Ghi lý do vắng của {name}.").format(name=row.person.full_name))
    row.clean_fields(exclude=["meeting", "person"])
    row.validate_constraints(exclude=["meeting", "person"])
