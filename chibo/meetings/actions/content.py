"""What was said, voted and given as work at a meeting."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.meetings.actions.order import one_place_on
from chibo.meetings.models import AgendaItem, ItemWork, Meeting, Vote
from chibo.meetings.queries.roll import voters
from chibo.meetings.rules import check_counts, check_may_write, may_record
from chibo.members.models import Person


@dataclass(frozen=True)
class Said:
    """A point of the agenda and what was said on it. `client_id` is made where it was written."""

    client_id: uuid.UUID
    title: str
    opinions: str = ""
    conclusion: str = ""
    paper: Paper | None = None


@transaction.atomic
def add_item(
    meeting: Meeting, client_id: uuid.UUID, title: str, *, by: User, paper: Paper | None = None
) -> AgendaItem:
    """One more point of the agenda; the same `client_id` again is the same point."""
    hold(meeting)
    require(by, may_record, meeting.path)
    known = meeting.items.filter(client_id=client_id).first()
    if known is not None:
        return known
    check_may_write(meeting)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=meeting,
        organisation_id=meeting.organisation_id,
        client_id=client_id,
        position=last + 1,
        title=clean(title),
        paper=paper,
    )
    item.full_clean(exclude=["meeting", "organisation", "paper"])
    item.save()
    note(by, "meeting.item_added", item, path=meeting.path)
    return item


@transaction.atomic
def add_items(
    meeting: Meeting, titles: Sequence[tuple[str, bool]], *, by: User
) -> list[AgendaItem]:
    """Points at the end of the agenda, each with whether it stands in the thematic part; those of a
    title that stands there already are left out."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    items = list(meeting.items.all())
    known = {item.title for item in items}
    last = max((item.position for item in items), default=0)
    fresh = [
        AgendaItem(
            meeting=meeting,
            organisation_id=meeting.organisation_id,
            client_id=uuid.uuid4(),
            position=position,
            title=clean(title),
            is_thematic=themed,
        )
        for position, (title, themed) in enumerate(
            (one for one in titles if clean(one[0]) not in known), start=last + 1
        )
    ]
    AgendaItem.objects.bulk_create(fresh)
    note_all(by, [Line("meeting.item_added", i, meeting.path, after=snapshot(i)) for i in fresh])
    return fresh


@transaction.atomic
def add_said_items(meeting: Meeting, said: Sequence[Said], *, by: User) -> list[AgendaItem]:
    """Points at the end of the agenda together with what was said on them, in one go."""
    hold(meeting)
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    items = [
        AgendaItem(
            meeting=meeting,
            organisation_id=meeting.organisation_id,
            client_id=one.client_id,
            position=position,
            title=clean(one.title),
            opinions=one.opinions.strip(),
            conclusion=one.conclusion.strip(),
            paper=one.paper,
        )
        for position, one in enumerate(said, start=last + 1)
    ]
    for item in items:
        item.clean_fields(exclude=["meeting", "organisation", "paper", "returning"])
    AgendaItem.objects.bulk_create(items)
    note_all(by, [Line("meeting.item_added", i, meeting.path, after=snapshot(i)) for i in items])
    return items


@transaction.atomic
def move_item(item: AgendaItem, step: int, *, by: User) -> None:
    """One place up (-1) or down (+1) on the agenda; at the end of the list it stays."""
    hold(item.meeting, item)
    require(by, may_record, item.meeting.path)
    check_may_write(item.meeting)
    before = snapshot(item)
    items = one_place_on(item.meeting.items.all(), item, step)
    if not items:
        return
    AgendaItem.objects.bulk_update(items, ["position"])
    item.refresh_from_db()
    note(by, "meeting.item_moved", item, path=item.meeting.path, before=before)


@transaction.atomic
def drop_item(item: AgendaItem, *, by: User) -> None:
    """A point that was not dealt with leaves the agenda while nothing is recorded on it."""
    hold(item.meeting, item)
    require(by, may_record, item.meeting.path)
    check_may_write(item.meeting)
    has_vote = Vote.objects.filter(item=item).exists()
    if item.is_recorded or has_vote or item.works.exists():
        raise Refusal(_("Nội dung này đã ghi ý kiến, biểu quyết hoặc giao việc, không bỏ được."))
    note(by, "meeting.item_dropped", item, path=item.meeting.path, before=snapshot(item))
    item.delete()


@transaction.atomic
def record_item(
    item: AgendaItem, *, title: str, opinions: str, conclusion: str, by: User
) -> AgendaItem:
    """What was said on a point and how it was concluded; the same words again leave no line."""
    hold(item.meeting, item)
    require(by, may_record, item.meeting.path)
    check_may_write(item.meeting)
    before = snapshot(item)
    item.title = clean(title)
    item.opinions, item.conclusion = opinions.strip(), conclusion.strip()
    if snapshot(item) == before:
        return item
    item.full_clean(exclude=["meeting", "paper", "returning"])
    # Its place on the agenda may have changed on another device since it was read.
    item.save(update_fields=["title", "opinions", "conclusion"])
    note(by, "meeting.item_recorded", item, path=item.meeting.path, before=before)
    return item


@transaction.atomic
def record_vote(item: AgendaItem, in_favour: int, against: int, other: int, *, by: User) -> Vote:
    """The three counts of the official members present; everything else is read off the roll."""
    hold(item.meeting, item)
    meeting = item.meeting
    require(by, may_record, meeting.path)
    check_may_write(meeting)
    of = voters(meeting)
    check_counts(of, in_favour, against, other)
    vote = Vote.objects.filter(item=item).first() or Vote(item=item)
    before = snapshot(vote) if vote.pk else None
    vote.entitled, vote.away = of.entitled, of.away
    vote.excused_absent, vote.absent = of.excused_absent, of.absent
    vote.in_favour, vote.against, vote.other = in_favour, against, other
    vote.full_clean(exclude=["item"])
    vote.save()
    note(by, "meeting.voted", vote, path=meeting.path, before=before)
    return vote


@transaction.atomic
def drop_vote(item: AgendaItem, *, by: User) -> None:
    """A count entered by mistake is taken back while the minutes are still being written."""
    hold(item.meeting, item)
    require(by, may_record, item.meeting.path)
    check_may_write(item.meeting)
    vote = Vote.objects.filter(item=item).first()
    if vote is None:
        raise Refusal(_("Nội dung này chưa ghi biểu quyết."))
    note(by, "meeting.vote_dropped", vote, path=item.meeting.path, before=snapshot(vote))
    vote.delete()


@transaction.atomic
def give_item_work(
    item: AgendaItem, client_id: uuid.UUID, what: str, person: Person, due_on: date, *, by: User
) -> Assignment:
    """Work the item ends in, given on the day of the meeting; the same `client_id` again is the same work."""
    hold(item.meeting, item)
    meeting = item.meeting
    require(by, may_record, meeting.path)
    known = ItemWork.objects.filter(client_id=client_id, item=item).first()
    if known is not None:
        return known.assignment
    check_may_write(meeting)
    giving = Giving(
        giver=meeting.organisation,
        what=what,
        given_on=meeting.held_on,
        due_on=due_on,
        person=person,
        origin=meeting.title,
    )
    (work,) = give_work([giving], by=by)
    ItemWork.objects.create(item=item, assignment=work, client_id=client_id)
    return work
