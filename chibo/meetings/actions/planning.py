"""The schedule of meetings: laid down, moved, called off; what each is to deal with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.meetings.actions.order import one_place_on
from chibo.meetings.models import Meeting, PlannedItem, PlannedMeeting
from chibo.meetings.rules import check_plan_is_open, may_record
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branches, branches_by_day


@dataclass(frozen=True)
class Point:
    """A point of an agenda to come."""

    title: str
    paper: Paper | None = None
    is_thematic: bool = False


@dataclass(frozen=True)
class Planning:
    """One meeting to come. `made_on` is the day it was planned, when that is not today. Of what is brought in,
    `cancelled` is the day it was called off and why, `meeting` what it became."""

    organisation: Organisation
    kind: str
    planned_on: date
    starts_at: time
    place: str
    theme: str = ""
    leader: Person | None = None
    remark: str = ""
    points: Sequence[Point] = ()
    made_on: date | None = None
    first_on: date | None = None
    move_reason: str = ""
    cancelled: tuple[date, str] | None = None
    meeting: Meeting | None = None
    ref: str = ""


@transaction.atomic
def plan_meetings(planned: Sequence[Planning], *, by: User) -> list[PlannedMeeting]:
    """Lay down meetings to come with their agendas, all or none."""
    places = branches({one.organisation.pk for one in planned}, timezone.localdate())
    for one in planned:
        if one.organisation.pk not in places:
            raise Refusal(_("Đơn vị này không còn hoạt động; không lập lịch họp."))
    return _laid_down(planned, [places[one.organisation.pk].path for one in planned], by)


@transaction.atomic
def keep_plans(planned: Sequence[Planning], *, by: User) -> list[PlannedMeeting]:
    """Enter a schedule kept elsewhere, all or none: each line where its unit stood when it was laid down."""
    days = [_stood(one) for one in planned]
    units = [one.organisation.pk for one in planned]
    places = branches_by_day(set(zip(units, days, strict=True)))
    for key in zip(units, days, strict=True):
        if key not in places:
            raise NotInTree.on(key[1])
    paths = [places[key].path for key in zip(units, days, strict=True)]
    return _laid_down(planned, paths, by)


def _stood(one: Planning) -> date:
    """A unit that others merged into has their schedule from before its own beginning."""
    return max(one.made_on or timezone.localdate(), one.organisation.founded_on)


def _laid_down(planned: Sequence[Planning], paths: Sequence[str], by: User) -> list[PlannedMeeting]:
    for path in set(paths):
        require(by, may_record, path)
    plans = [_plan(one) for one in planned]
    PlannedMeeting.objects.bulk_create(plans, batch_size=500)
    PlannedItem.objects.bulk_create(
        [
            item
            for one, plan in zip(planned, plans, strict=True)
            for item in _items(plan, one.points, 1)
        ],
        batch_size=500,
    )
    lines = [
        Line("meeting.planned", plan, path, after=snapshot(plan), ref=one.ref)
        for one, plan, path in zip(planned, plans, paths, strict=True)
    ]
    note_all(by, lines)
    return plans


@transaction.atomic
def correct_plan(
    plan: PlannedMeeting,
    *,
    starts_at: time,
    place: str,
    theme: str,
    leader: Person | None,
    remark: str,
    by: User,
) -> PlannedMeeting:
    """Time, place, topic and who leads; the day is moved by `move_plan`."""
    hold(plan)
    before = _begin(plan, by)
    plan.starts_at, plan.place, plan.theme = starts_at, clean(place), clean(theme)
    plan.leader, plan.remark = leader, clean(remark)
    return _save(plan, "meeting.plan_corrected", before, by)


@transaction.atomic
def move_plan(plan: PlannedMeeting, on: date, reason: str, *, by: User) -> PlannedMeeting:
    """To another day, with the reason; the day first set stays on the record."""
    hold(plan)
    before = _begin(plan, by)
    if not clean(reason):
        raise Refusal(_("Ghi lý do dời ngày họp."))
    plan.planned_on, plan.move_reason = on, clean(reason)
    return _save(plan, "meeting.plan_moved", before, by, reason=plan.move_reason)


@transaction.atomic
def cancel_plan(plan: PlannedMeeting, reason: str, *, by: User) -> PlannedMeeting:
    """Called off, with the reason; the plan stays readable."""
    hold(plan)
    before = _begin(plan, by)
    plan.cancelled_on, plan.cancel_reason = timezone.localdate(), clean(reason)
    return _save(plan, "meeting.plan_cancelled", before, by, reason=plan.cancel_reason)


# ------------------------------------------------------------------ the agenda to come


@transaction.atomic
def add_points(plan: PlannedMeeting, points: Sequence[Point], *, by: User) -> list[PlannedItem]:
    """Put points at the end; those of a title that stands there already are left out."""
    hold(plan)
    _begin(plan, by)
    known = {item.title for item in plan.items.all()}
    fresh = [point for point in points if clean(point.title) not in known]
    last = max((item.position for item in plan.items.all()), default=0)
    items = _items(plan, fresh, last + 1)
    PlannedItem.objects.bulk_create(items)
    lines = [Line("meeting.plan_item_added", i, _path(plan), after=snapshot(i)) for i in items]
    note_all(by, lines)
    return items


@transaction.atomic
def move_point(item: PlannedItem, step: int, *, by: User) -> None:
    """One place up (-1) or down (+1); at the end of the list it stays."""
    hold(item.plan, item)
    _begin(item.plan, by)
    before = snapshot(item)
    items = one_place_on(item.plan.items.all(), item, step)
    if not items:
        return
    PlannedItem.objects.bulk_update(items, ["position"])
    item.refresh_from_db()
    note(by, "meeting.plan_item_moved", item, path=_path(item.plan), before=before)


@transaction.atomic
def drop_point(item: PlannedItem, *, by: User) -> None:
    """A point that will not be dealt with leaves the agenda; the journal keeps it."""
    hold(item.plan, item)
    _begin(item.plan, by)
    note(by, "meeting.plan_item_dropped", item, path=_path(item.plan), before=snapshot(item))
    item.delete()


def _plan(one: Planning) -> PlannedMeeting:
    plan = PlannedMeeting(
        organisation=one.organisation,
        kind=one.kind,
        planned_on=one.planned_on,
        first_on=one.first_on or one.planned_on,
        made_on=one.made_on or timezone.localdate(),
        starts_at=one.starts_at,
        place=clean(one.place),
        theme=clean(one.theme),
        leader=one.leader,
        remark=clean(one.remark),
        move_reason=clean(one.move_reason),
        meeting=one.meeting,
    )
    if one.cancelled:
        plan.cancelled_on, plan.cancel_reason = one.cancelled
    plan.clean_fields(exclude=["organisation", "leader", "meeting"])
    plan.validate_constraints()
    return plan


def _items(plan: PlannedMeeting, points: Sequence[Point], first: int) -> list[PlannedItem]:
    items = [
        PlannedItem(
            plan=plan,
            position=position,
            title=clean(point.title),
            paper=point.paper,
            is_thematic=point.is_thematic,
        )
        for position, point in enumerate(points, start=first)
    ]
    for item in items:
        item.clean_fields(exclude=["plan", "paper"])
    return items


def _path(plan: PlannedMeeting) -> str:
    found = branches({plan.organisation_id}, timezone.localdate()).get(plan.organisation_id)
    if found is None:
        raise Refusal(_("Đơn vị này không còn hoạt động; không lập lịch họp."))
    return found.path


def _begin(plan: PlannedMeeting, by: User) -> dict[str, object]:
    require(by, may_record, _path(plan))
    check_plan_is_open(plan)
    return snapshot(plan)


def _save(
    plan: PlannedMeeting, verb: str, before: dict[str, object], by: User, reason: str = ""
) -> PlannedMeeting:
    plan.full_clean()
    plan.save()
    note(by, verb, plan, path=_path(plan), before=before, reason=reason)
    return plan
