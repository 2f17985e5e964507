"""Minutes are handed in, approved or returned; what was approved is taken up again, never overwritten."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.base.text import clean
from chibo.meetings.models import Meeting, MinutesVersion, State
from chibo.meetings.queries.content import written
from chibo.meetings.queries.minutes.reading import minutes_of
from chibo.meetings.rules import (
    check_another_approves,
    check_complete,
    check_handed_in,
    check_said,
    may_approve,
    may_record,
)


@transaction.atomic
def hand_in(meeting: Meeting, *, by: User) -> MinutesVersion:
    """Keep the minutes whole as a version. Handed in twice they are the same version."""
    hold(meeting)
    require(by, may_record, meeting.path)
    last = meeting.versions.last()
    if last is not None and meeting.state == State.HANDED_IN:
        return last
    check_handed_in(meeting, State.DRAFT, State.RETURNED)
    check_complete(meeting, list(meeting.items.all()))
    _move(meeting, State.HANDED_IN, "meeting.handed_in", by)
    return MinutesVersion.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        handed_in_on=timezone.localdate(),
        handed_in_by=by,
        content=written(meeting) | {"said": asdict(minutes_of(meeting))},
    )


@transaction.atomic
def approve(meeting: Meeting, *, by: User) -> None:
    """The minutes handed in are in order."""
    hold(meeting)
    require(by, may_approve, meeting.path)
    check_handed_in(meeting, State.HANDED_IN)
    check_another_approves(meeting, by)
    _move(meeting, State.APPROVED, "meeting.approved", by)


@transaction.atomic
def return_with_comment(meeting: Meeting, comment: str, *, by: User) -> None:
    """What must be mended is said; approved minutes too are taken up again this way, and the version
    handed in before stays as it was."""
    hold(meeting)
    require(by, may_approve, meeting.path)
    check_handed_in(meeting, State.HANDED_IN, State.APPROVED)
    check_said(clean(comment))
    _move(meeting, State.RETURNED, "meeting.returned", by, said=clean(comment))


def _move(meeting: Meeting, state: State, verb: str, by: User, said: str = "") -> None:
    before = snapshot(meeting)
    meeting.state, meeting.said = state, said
    meeting.full_clean()
    meeting.save()
    note(by, verb, meeting, path=meeting.path, before=before, reason=said)
