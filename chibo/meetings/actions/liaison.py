"""Committee members are assigned to cells and villages; their visits are planned and told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, clean_lines
from chibo.documents.models import Paper
from chibo.meetings.models import Liaison, Meeting, Visit, VisitWork
from chibo.meetings.queries.liaisons import last_came
from chibo.meetings.rules.liaison import (
    check_are_officers,
    check_area,
    check_below,
    check_end,
    check_in_charge_on,
    check_is_cell,
    check_is_open,
    may_assign,
    may_end,
    may_tell,
    path_of,
)
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import Branch, branch, branches, latest_paths


@dataclass(frozen=True)
class Following:
    """One person follows one cell or one village. `ref` names an import's row."""

    person: Person
    cell: Organisation | None = None
    place: Place | None = None
    topic: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Told:
    """What became of a visit. `raised` is what people said there, without their names."""

    came_on: date
    of_village: bool = False
    raised: str = ""
    remark: str = ""
    ref: str = ""


@transaction.atomic
def assign_liaisons(
    committee: Organisation,
    followings: Sequence[Following],
    on: date,
    *,
    by: User,
    paper: Paper | None = None,
) -> list[Liaison]:
    """From a day on each person follows a cell or village of the committee, all or none."""
    of = branch(committee, on)
    require(by, may_assign, of)
    check_has_come([on], _("ghi phân công khi đã có hiệu lực"))
    check_are_officers({one.person for one in followings}, of)
    _check_theirs(of, followings)
    made = [_liaison(committee, one, on, paper) for one in followings]
    Liaison.objects.bulk_create(made, batch_size=500)
    lines = [
        Line("liaison.assigned", liaison, of.path, after=snapshot(liaison), ref=one.ref)
        for one, liaison in zip(followings, made, strict=True)
    ]
    note_all(by, lines)
    return made


def _check_theirs(of: Branch, followings: Sequence[Following]) -> None:
    cells = branches({one.cell.pk for one in followings if one.cell}, of.on)
    for one in followings:
        if one.cell and one.cell.pk not in cells:
            raise Refusal(_("Chi bộ không hoạt động trong ngày bắt đầu phụ trách."))
        if one.cell:
            check_is_cell(cells[one.cell.pk])
            check_below(of, cells[one.cell.pk])
        if one.place:
            check_area(of, one.place.area_id, one.place.name)


def _liaison(committee: Organisation, one: Following, on: date, paper: Paper | None) -> Liaison:
    made = Liaison(
        committee=committee,
        person=one.person,
        cell=one.cell,
        place=one.place,
        topic=clean(one.topic),
        paper=paper,
        started_on=on,
    )
    made.clean_fields(exclude=["committee", "person", "cell", "place", "paper"])
    made.validate_constraints()
    return made


@transaction.atomic
def end_liaison(liaison: Liaison, on: date, reason: str, *, by: User) -> Liaison:
    """From that day on the person follows the place no more; visits planned from then on are called off."""
    hold(liaison)
    require(by, may_end, liaison)
    check_end(liaison, on, last_came(liaison))
    check_has_come([on], _("ghi khi đã thôi phụ trách"))
    before = snapshot(liaison)
    liaison.ended_on, liaison.end_reason = on, clean(reason)
    liaison.clean_fields(exclude=["committee", "person", "cell", "place", "paper"])
    liaison.validate_constraints()
    liaison.save()
    ahead = liaison.visits.filter(came_on=None, missed_on=None, planned_on__gte=on)
    ahead.update(missed_on=on, missed=_("Thôi phụ trách"))
    path = path_of(liaison)
    note(by, "liaison.ended", liaison, path=path, before=before, reason=clean(reason))
    return liaison


@transaction.atomic
def plan_visits(
    liaison: Liaison, days: Collection[date], *, by: User, of_village: bool = False
) -> list[Visit]:
    """Days on which the committee member means to come."""
    hold(liaison)
    require(by, may_tell, liaison)
    made = []
    for day in sorted(days):
        check_in_charge_on(liaison, day)
        visit = Visit(liaison=liaison, planned_on=day, of_village=of_village)
        visit.clean_fields(exclude=["liaison", "meeting"])
        visit.validate_constraints()
        made.append(visit)
    Visit.objects.bulk_create(made)
    path = path_of(liaison)
    note_all(by, [Line("visit.planned", one, path, after=snapshot(one)) for one in made])
    return made


@transaction.atomic
def tell_visits(
    told: Sequence[tuple[Liaison, Told]], *, by: User, planned: Visit | None = None
) -> list[Visit]:
    """The committee members came; `planned` is the visit of the schedule this was, when one is told."""
    hold(*([planned] if planned else []))
    check_has_come((one.came_on for _liaison, one in told), _("ghi khi đã dự họp"))
    for liaison in {liaison.pk: liaison for liaison, _one in told}.values():
        require(by, may_tell, liaison)
    for liaison, one in told:
        check_in_charge_on(liaison, one.came_on)
    if planned:
        check_is_open(planned)
    meetings = _met(told)
    made = [
        _visit(liaison, one, planned, meetings.get((liaison.cell_id or 0, one.came_on)))
        for liaison, one in told
    ]
    _save_visits(made, planned)
    paths = latest_paths(liaison.committee_id for liaison, _one in told)
    lines = [
        Line("visit.told", visit, paths[liaison.committee_id], after=snapshot(visit), ref=one.ref)
        for (liaison, one), visit in zip(told, made, strict=True)
    ]
    note_all(by, lines)
    return made


def _met(told: Sequence[tuple[Liaison, Told]]) -> dict[tuple[int, date], Meeting]:
    """The first meeting of a cell on a day, by both."""
    rows = Meeting.objects.filter(
        organisation__in={liaison.cell_id for liaison, _one in told if liaison.cell_id},
        held_on__in={one.came_on for _liaison, one in told},
    )
    return {(row.organisation_id, row.held_on): row for row in rows.order_by("-pk")}


def _visit(liaison: Liaison, told: Told, planned: Visit | None, met: Meeting | None) -> Visit:
    visit = planned or Visit(liaison=liaison)
    visit.came_on, visit.of_village = told.came_on, told.of_village
    visit.raised, visit.remark = clean_lines(told.raised), clean_lines(told.remark)
    visit.meeting = None if told.of_village else met
    visit.clean_fields(exclude=["liaison", "meeting"])
    return visit


def _save_visits(made: Sequence[Visit], planned: Visit | None) -> None:
    for visit in made:
        visit.validate_constraints()
    if planned:
        planned.save()
    else:
        Visit.objects.bulk_create(made, batch_size=500)


@transaction.atomic
def miss_visit(visit: Visit, reason: str, on: date, *, by: User) -> Visit:
    """A planned visit did not come about; `on` is the day that was said."""
    hold(visit.liaison, visit)
    require(by, may_tell, visit.liaison)
    check_is_open(visit)
    check_has_come([on], _("ghi khi đã biết không dự được"))
    before = snapshot(visit)
    visit.missed_on, visit.missed = on, clean(reason)
    visit.clean_fields(exclude=["liaison", "meeting"])
    visit.validate_constraints()
    visit.save()
    path = path_of(visit.liaison)
    note(by, "visit.missed", visit, path=path, before=before)
    return visit


@transaction.atomic
def give_work_after_visit(visit: Visit, giving: Giving, *, by: User) -> VisitWork:
    """Work given in the committee's name after what was seen there."""
    return link_work(visit, give_work([giving], by=by)[0], by=by)


@transaction.atomic
def link_work(visit: Visit, work: Assignment, *, by: User) -> VisitWork:
    """Say that work was given after this visit."""
    hold(visit.liaison, visit)
    require(by, may_tell, visit.liaison)
    made = VisitWork(visit=visit, assignment=work)
    made.clean_fields(exclude=["visit", "assignment"])
    made.validate_constraints()
    made.save()
    note(by, "visit.work_given", made, path=path_of(visit.liaison))
    return made
