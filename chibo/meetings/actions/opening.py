"""A meeting is opened: its roll frozen, its agenda begun with work still open."""

import uuid
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean
from chibo.meetings.models import AgendaItem, Attendance, Guest, Meeting, PlannedMeeting
from chibo.meetings.queries.content import returning_work
from chibo.meetings.queries.plans import plan_for
from chibo.meetings.queries.roll import due_at
from chibo.meetings.rules import check_may_write, check_plan_is_open, may_record
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


@dataclass(frozen=True)
class Opening:
    """What is known when a meeting begins. `client_id` is made where it is typed."""

    client_id: uuid.UUID
    kind: str
    held_on: date
    starts_at: time
    place: str
    chair: Person | None = None
    minute_taker: Person | None = None
    ends_at: time | None = None
    theme: str = ""
    dues_status: str = ""
    remark: str = ""


@transaction.atomic
def open_meeting(
    organisation: Organisation,
    opening: Opening,
    *,
    by: User,
    plan: PlannedMeeting | None = None,
) -> Meeting:
    """The roll is that of the day's books, everybody present; the same `client_id` again is the same meeting.

    It takes the agenda of `plan`, or of what the schedule holds for it (queries.plans.plan_for)."""
    of = branch(organisation, opening.held_on)
    require(by, may_record, of.path)
    known = Meeting.objects.filter(client_id=opening.client_id, organisation=organisation).first()
    if known is not None:
        return known
    check_has_come([opening.held_on], _("ghi buổi sinh hoạt khi đã đến ngày"))
    meeting = Meeting(organisation=organisation, path=of.path, client_id=opening.client_id)
    _fill(meeting, opening)
    meeting.full_clean()
    meeting.save()
    _freeze_roll(meeting, of)
    _begin_agenda(meeting, of, plan or plan_for(of.pk, meeting.kind, meeting.held_on))
    note(by, "meeting.opened", meeting, path=meeting.path)
    return meeting


@transaction.atomic
def correct_opening(meeting: Meeting, opening: Opening, *, by: User) -> Meeting:
    """Times, place, who led and wrote. The day and the kind stay: the roll was frozen for them."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    before = snapshot(meeting)
    day, kind = meeting.held_on, meeting.kind
    _fill(meeting, opening)
    meeting.held_on, meeting.kind = day, kind
    meeting.full_clean()
    meeting.save()
    note(by, "meeting.corrected", meeting, path=meeting.path, before=before)
    return meeting


@transaction.atomic
def name_guest(
    meeting: Meeting, name: str, post: str, *, is_in_charge: bool, by: User, unit: str = ""
) -> Guest:
    """Who came without being on the roll, and whom they belong to; the same name again is the same guest."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    guest = Guest.objects.filter(meeting=meeting, name=clean(name)).first()
    guest = guest or Guest(meeting=meeting, name=clean(name))
    guest.post, guest.is_in_charge = clean(post), is_in_charge
    guest.unit = clean(unit)
    guest.full_clean(exclude=["meeting"])
    guest.save()
    note(by, "meeting.guest_named", guest, path=meeting.path)
    return guest


def _fill(meeting: Meeting, opening: Opening) -> None:
    meeting.kind, meeting.held_on = opening.kind, opening.held_on
    meeting.starts_at, meeting.ends_at = opening.starts_at, opening.ends_at
    meeting.place, meeting.theme = clean(opening.place), clean(opening.theme)
    meeting.chair, meeting.minute_taker = opening.chair, opening.minute_taker
    meeting.dues_status, meeting.remark = clean(opening.dues_status), clean(opening.remark)


def _freeze_roll(meeting: Meeting, of: Branch) -> None:
    rows = due_at(meeting.kind, of)
    for row in rows:
        row.meeting = meeting
    Attendance.objects.bulk_create(rows, batch_size=500)


def _begin_agenda(meeting: Meeting, of: Branch, plan: PlannedMeeting | None) -> None:
    """Work still open first, then what was planned."""
    items = [
        AgendaItem(
            title=_("Kết quả việc đã giao: {what}").format(what=work.what)[:300], returning=work
        )
        for work in returning_work(of)
    ]
    if plan is not None:
        items += [
            AgendaItem(title=item.title, paper=item.paper, is_thematic=item.is_thematic)
            for item in plan.items.select_related("paper")
        ]
        check_plan_is_open(plan)
        plan.meeting = meeting
        plan.save(update_fields=["meeting"])
    for position, item in enumerate(items, start=1):
        item.meeting, item.organisation_id = meeting, meeting.organisation_id
        item.client_id, item.position = uuid.uuid4(), position
    AgendaItem.objects.bulk_create(items)
