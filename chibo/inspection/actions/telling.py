"""Programmes, inspections, decisions and letters told with all that became of them, from a data workbook.

Need to know holds here too: where somebody inspects in the name of the keeper, only they bring its books in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.inspection.models import (
    Complaint,
    Discipline,
    FoundViolation,
    Inspected,
    Inspection,
    InspectionStep,
    Pause,
    Programme,
    ProgrammeItem,
    Remedy,
    TeamMember,
    Violation,
)
from chibo.inspection.queries.places import paths_on
from chibo.inspection.rules import (
    Standing,
    check_act,
    check_authority,
    check_body,
    check_form,
    check_kind,
    check_limitation,
    check_pause,
    check_refusal,
    check_subject,
    check_told_by_who_reads,
    check_unit,
    check_votes,
    may_tell,
)
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, branches_by_day

# Columns of a row by the names of its model.
Facts = Mapping[str, Any]
# Days that may lie ahead: what a programme plans, and the time an inspection looks at.
_AHEAD = ("starts_on", "until", "looks_from", "looks_until")


@dataclass(frozen=True)
class ToldProgramme:
    keeper: Organisation
    unit: Organisation
    facts: Facts
    items: Sequence[Facts] = ()
    ref: str = ""


@dataclass(frozen=True)
class ToldObject:
    """`stood`: the cell of the member, or the unit itself, on the day the inspection began to look at them."""

    stood: Organisation
    facts: Facts
    unit: Organisation | None = None
    person: Person | None = None
    violations: Sequence[Facts] = ()
    pauses: Sequence[Facts] = ()


@dataclass(frozen=True)
class ToldInspection:
    keeper: Organisation
    unit: Organisation
    facts: Facts
    objects: Sequence[ToldObject]
    item: ProgrammeItem | None = None
    team: Sequence[tuple[Person, str]] = ()
    steps: Sequence[Facts] = ()
    remedies: Sequence[Assignment] = ()
    pauses: Sequence[Facts] = ()
    ref: str = ""


@dataclass(frozen=True)
class ToldDiscipline:
    """`stood`: the cell of the member, or the unit itself, on the day of the decision. `facts` may name the
    paper."""

    keeper: Organisation
    stood: Organisation
    decided_by: Organisation
    facts: Facts
    violations: Sequence[Facts]
    person: Person | None = None
    unit: Organisation | None = None
    ref: str = ""


@dataclass(frozen=True)
class ToldComplaint:
    keeper: Organisation
    facts: Facts
    discipline: Discipline | None = None
    person: Person | None = None
    unit: Organisation | None = None
    inspection: Inspection | None = None
    ref: str = field(default="", compare=False)


def _require(
    by: User,
    keeper: Organisation,
    on: date,
    facts: Iterable[Facts],
    people: Iterable[Person | None],
) -> str:
    """Where the keeper stood. Refuses days to come, a record about the user, and books somebody else reads."""
    path = branch(keeper, on).path
    require(by, may_tell, path, {one.pk for one in people if one})
    check_told_by_who_reads(by, keeper)
    days = [
        value
        for one in facts
        for name, value in one.items()
        if isinstance(value, date) and name not in _AHEAD
    ]
    check_has_come(days, _("ghi điều đã diễn ra"))
    return path


@transaction.atomic
def tell_programmes(given: Sequence[ToldProgramme], *, by: User) -> list[Programme]:
    """Programmes with their items in the order given, all or none."""
    made, lines = [], []
    for one in given:
        on = one.facts["decided_on"]
        path = _require(by, one.keeper, on, [one.facts, *one.items], ())
        check_subject(one.facts["subject"], on)
        check_unit(one.facts["subject"], branch(one.unit, on))
        row = saved(Programme(keeper=one.keeper, unit=one.unit, **one.facts))
        for item in one.items:
            check_kind(row.subject, item["nature"], item["manner"], on)
            saved(ProgrammeItem(programme=row, **item))
        made.append(row)
        lines.append(Line("programme.told", row, path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return made


@transaction.atomic
def tell_inspections(given: Sequence[ToldInspection], *, by: User) -> list[Inspection]:
    """Inspections with objects, team, steps, findings and remedies, all or none."""
    made, lines = [], []
    for one in given:
        row = _inspection(one, by)
        made.append(row)
        lines.append(Line("inspection.told", row, row.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return made


def _inspection(one: ToldInspection, by: User) -> Inspection:
    on, subject = one.facts["opened_on"], one.facts["subject"]
    facts = [one.facts, *one.steps, *one.pauses, *(row.facts for row in one.objects)]
    facts += [pause for row in one.objects for pause in row.pauses]
    _require(by, one.keeper, on, facts, (row.person for row in one.objects))
    place = branch(one.unit, on)
    check_subject(subject, on)
    check_kind(subject, one.facts["nature"], one.facts["manner"], on)
    check_unit(subject, place)
    if not one.objects:
        raise Refusal(_("Chọn ít nhất một đối tượng kiểm tra, giám sát."))
    row = saved(
        Inspection(keeper=one.keeper, unit=one.unit, item=one.item, path=place.path, **one.facts)
    )
    _objects(row, one.objects)
    for step in one.steps:
        saved(InspectionStep(inspection=row, **step))
    for person, role in one.team:
        saved(TeamMember(inspection=row, person=person, role=role))
    for work in one.remedies:
        saved(Remedy(inspection=row, work=work))
    _pauses(row, None, one.pauses)
    return row


def _objects(row: Inspection, objects: Sequence[ToldObject]) -> None:
    stood = [(one.stood.pk, one.facts["added_on"] or row.opened_on) for one in objects]
    paths = paths_on(set(stood))
    for one, place in zip(objects, stood, strict=True):
        path = paths[place]
        if not path.startswith(row.path):
            raise Refusal(
                _("{name} chỉ kiểm tra tổ chức, đảng viên thuộc phạm vi của mình.").format(
                    name=row.unit
                )
            )
        looked = saved(
            Inspected(inspection=row, unit=one.unit, person=one.person, path=path, **one.facts)
        )
        for each in one.violations:
            saved(FoundViolation(inspected=looked, **each))
        _pauses(row, looked, one.pauses)


def _pauses(row: Inspection, looked: Inspected | None, pauses: Sequence[Facts]) -> None:
    for one in pauses:
        pause = Pause(inspection=row, inspected=looked, **one)
        check_pause(pause)
        saved(pause)


@transaction.atomic
def tell_disciplines(given: Sequence[ToldDiscipline], *, by: User) -> list[Discipline]:
    """Decisions with the violations they rest on, cancelled ones too, all or none. Whoever was expelled has
    left the books by a movement of their own."""
    made, lines = [], []
    for one in given:
        row = _discipline(one, by)
        made.append(row)
        lines.append(Line("discipline.told", row, row.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return made


def _discipline(one: ToldDiscipline, by: User) -> Discipline:
    on = one.facts["decided_on"]
    _require(by, one.keeper, on, [one.facts, *one.violations], [one.person])
    if not one.violations:
        raise Refusal(_("Ghi ít nhất một vi phạm làm căn cứ kỷ luật."))
    row = Discipline(
        keeper=one.keeper,
        person=one.person,
        unit=one.unit,
        path=paths_on({(one.stood.pk, on)})[one.stood.pk, on],
        decided_by=one.decided_by,
        **one.facts,
    )
    violations = [Violation(**each) for each in one.violations]
    _check(row, one, violations)
    saved(row)
    for each in violations:
        each.discipline = row
        saved(each)
    return row


def _check(row: Discipline, one: ToldDiscipline, violations: Sequence[Violation]) -> None:
    """As when it was recorded, but for the posts: a dismissal has ended them."""
    on = row.decided_on
    check_body(row.body, on)
    check_form(row, held_posts=True)
    where = branches_by_day({(one.stood.pk, on)}).get((one.stood.pk, on))
    stood = Standing(
        row.path,
        one.stood.pk if one.person else None,
        where.parent_id if where and one.unit else None,
        row.status,
    )
    check_authority(row, branch(one.decided_by, on), stood, violations)
    check_votes(row)
    check_limitation(row, violations)
    for each in violations:
        check_act(each)


@transaction.atomic
def tell_complaints(given: Sequence[ToldComplaint], *, by: User) -> list[Complaint]:
    """Letters as they were received and settled; the decision a complaint overturned tells so itself."""
    made, lines = [], []
    for one in given:
        accused = [one.person, one.discipline.person if one.discipline else None]
        path = _require(by, one.keeper, one.facts["received_on"], [one.facts], accused)
        check_refusal(one.facts["kind"], one.facts["refused"])
        row = saved(
            Complaint(
                keeper=one.keeper,
                discipline=one.discipline,
                person=one.person,
                unit=one.unit,
                inspection=one.inspection,
                **one.facts,
            )
        )
        made.append(row)
        lines.append(Line("complaint.told", row, path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return made
