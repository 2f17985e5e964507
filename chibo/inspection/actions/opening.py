"""An inspection is opened by a decision: who leads it, whom it looks at, who is in the team, who may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import NotAllowed, Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean, format_date
from chibo.inspection.models import (
    Inspected,
    Inspection,
    InspectionStep,
    ObjectKind,
    ProgrammeItem,
    Reader,
    TeamMember,
)
from chibo.inspection.rules import (
    check_cell_thematic,
    check_kind,
    check_not_concluded,
    check_subject,
    check_under_way,
    check_unit,
    may_handle,
    may_inspect,
    may_read,
)
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, NotInTree, branch, branches_by_day


@dataclass(frozen=True)
class Looked:
    """Whom an inspection looks at: a member, a unit, or the committee of a unit."""

    person: Person | None = None
    unit: Organisation | None = None
    committee: bool = False

    @property
    def kind(self) -> str:
        if self.person:
            return ObjectKind.MEMBER
        return ObjectKind.COMMITTEE if self.committee else ObjectKind.ORGANISATION


@dataclass(frozen=True)
class NewInspection:
    """`team` are persons with their role (models.TeamRole). `dispersed` is asked of a cell that supervises by
    theme. `ref` names an import's row."""

    unit: Organisation
    subject: str
    nature: str
    manner: str
    topic: str
    opened_on: date
    objects: Sequence[Looked]
    team: Sequence[tuple[Person, str]] = ()
    item: ProgrammeItem | None = None
    decision_number: str = ""
    outline: str = ""
    looks_from: date | None = None
    looks_until: date | None = None
    dispersed: bool = False
    ref: str = field(default="", compare=False)


@transaction.atomic
def open_inspections(
    keeper: Organisation, given: Sequence[NewInspection], *, by: User
) -> list[Inspection]:
    """Each inspection with whom it looks at and its team, into the books of the keeper, all or none."""
    require(by, may_inspect, keeper.pk)
    check_has_come((one.opened_on for one in given), _("ghi khi đã có quyết định"))
    made, lines = [], []
    for one in given:
        row = _opened(keeper, one, by)
        made.append(row)
        lines.append(Line("inspection.opened", row, row.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return made


def _opened(keeper: Organisation, one: NewInspection, by: User) -> Inspection:
    place = branch(one.unit, one.opened_on)
    check_subject(one.subject, one.opened_on)
    check_kind(one.subject, one.nature, one.manner, one.opened_on)
    check_unit(one.subject, place)
    check_cell_thematic(one.subject, one.nature, one.manner, place, dispersed=one.dispersed)
    row = saved(_row(keeper, one, place))
    number = row.decision_number
    InspectionStep.objects.create(inspection=row, code="decision", on=row.opened_on, number=number)
    _look_at(row, one.objects, place, by)
    _put_in_team(row, one.team)
    return row


def _row(keeper: Organisation, one: NewInspection, place: Branch) -> Inspection:
    return Inspection(
        keeper=keeper,
        unit=one.unit,
        path=place.path,
        subject=one.subject,
        nature=one.nature,
        manner=one.manner,
        item=one.item,
        topic=clean(one.topic),
        outline=one.outline.strip(),
        looks_from=one.looks_from,
        looks_until=one.looks_until,
        opened_on=one.opened_on,
        decision_number=clean(one.decision_number),
    )


def _look_at(
    row: Inspection,
    objects: Sequence[Looked],
    place: Branch,
    by: User,
    *,
    added_on: date | None = None,
    number: str = "",
) -> list[Inspected]:
    """From the day the inspection opened, or added on a later one, by a decision with that number."""
    if not objects:
        raise Refusal(_("Chọn ít nhất một đối tượng kiểm tra, giám sát."))
    mine = own_files(by)
    if any(one.person and one.person.pk in mine for one in objects):
        raise NotAllowed(_("Đồng chí không ghi cuộc kiểm tra mà mình là đối tượng."))
    paths = _paths(added_on or row.opened_on, objects)
    _check_within(place, paths)
    made = [
        Inspected(
            inspection=row,
            kind=one.kind,
            unit=one.unit,
            person=one.person,
            path=path,
            added_on=added_on,
            added_number=clean(number),
        )
        for one, path in zip(objects, paths, strict=True)
    ]
    if len({(one.kind, one.person_id, one.unit_id) for one in made}) < len(made):
        raise Refusal(_("Một đối tượng được chọn hai lần."))
    Inspected.objects.bulk_create(made)
    return made


def _check_within(place: Branch, paths: Sequence[str]) -> None:
    if not all(path.startswith(place.path) for path in paths):
        raise Refusal(
            _("{name} chỉ kiểm tra tổ chức, đảng viên thuộc phạm vi của mình.").format(
                name=place.name
            )
        )


def _paths(day: date, objects: Sequence[Looked]) -> list[str]:
    """Where each stands on the day the inspection begins to look at them."""
    people = {one.person.pk for one in objects if one.person}
    stays = Membership.objects.on(day).filter(person__in=people)
    stood = dict(stays.values_list("person_id", "path"))
    units = branches_by_day({(one.unit.pk, day) for one in objects if one.unit})
    paths = []
    for one in objects:
        if one.person:
            if one.person.pk not in stood:
                raise Refusal(
                    _("{name} không có trong sổ đảng viên ngày {day}.").format(
                        name=one.person.full_name, day=format_date(day)
                    )
                )
            paths.append(stood[one.person.pk])
        elif one.unit and (one.unit.pk, day) in units:
            paths.append(units[one.unit.pk, day].path)
        else:
            raise NotInTree.on(day)
    return paths


def _put_in_team(row: Inspection, team: Sequence[tuple[Person, str]]) -> list[TeamMember]:
    looked_at = set(row.objects_inspected.values_list("person_id", flat=True))
    made = []
    for person, role in team:
        if person.pk in looked_at:
            raise Refusal(
                _("{name} là đối tượng kiểm tra, không tham gia đoàn.").format(
                    name=person.full_name
                )
            )
        made.append(saved(TeamMember(inspection=row, person=person, role=role)))
    return made


@transaction.atomic
def add_objects(
    inspection: Inspection, objects: Sequence[Looked], on: date, *, by: User, number: str = ""
) -> list[Inspected]:
    """It looks at more than it was opened for, from a day on; they no longer read it, nor are in the team."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_not_concluded(inspection)
    check_has_come([on], _("ghi khi đã quyết định bổ sung"))
    if on < inspection.opened_on:
        raise Refusal(_("Bổ sung đối tượng từ ngày mở cuộc kiểm tra trở đi."))
    _check_new(inspection, objects)
    place = branch(inspection.unit, on)
    made = _look_at(inspection, objects, place, by, added_on=on, number=number)
    note_all(
        by,
        [
            Line("inspection.object_added", row, inspection.path, after=snapshot(row))
            for row in made
        ],
    )
    return made


def _check_new(inspection: Inspection, objects: Sequence[Looked]) -> None:
    known = set(inspection.objects_inspected.values_list("kind", "person_id", "unit_id"))
    team = set(inspection.team.values_list("person_id", flat=True))
    for one in objects:
        person, unit = one.person and one.person.pk, one.unit and one.unit.pk
        named = one.person.full_name if one.person else str(one.unit)
        if (one.kind, person, unit) in known:
            raise Refusal(_("{name} đã là đối tượng của cuộc này.").format(name=named))
        if person in team:
            raise Refusal(
                _("{name} đang trong đoàn kiểm tra, không là đối tượng được.").format(name=named)
            )


@transaction.atomic
def join_team(
    inspection: Inspection, team: Sequence[tuple[Person, str]], *, by: User
) -> list[TeamMember]:
    """More people into the team: they read the file from now on."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_not_concluded(inspection)
    made = _put_in_team(inspection, team)
    note_all(
        by,
        [Line("inspection.team_joined", row, inspection.path, after=snapshot(row)) for row in made],
    )
    return made


@transaction.atomic
def name_reader(inspection: Inspection, user: User, reason: str, on: date, *, by: User) -> Reader:
    """A user may read this inspection, for a reason; never one whom it looks at."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_under_way(inspection)
    check_has_come([on], _("ghi khi được phân công"))
    mine = own_files(user)
    if mine and inspection.objects_inspected.filter(person__in=mine).exists():
        raise Refusal(_("Đối tượng kiểm tra không được xem hồ sơ."))
    row = Reader(inspection=inspection, user=user, reason=clean(reason), named_on=on)
    if not row.reason:
        raise Refusal(_("Ghi lý do được xem hồ sơ."))
    saved(row)
    note_all(by, [Line("inspection.reader_named", row, inspection.path, after=snapshot(row))])
    return row


@transaction.atomic
def dismiss_reader(row: Reader, on: date, *, by: User) -> Reader:
    """The user no longer reads the inspection."""
    hold(row.inspection, row)
    require(by, may_handle, row.inspection)
    check_has_come([on], _("ghi khi đã thôi"))
    before = snapshot(row)
    row.ended_on = on
    saved(row)
    note_all(
        by,
        [Line("inspection.reader_dismissed", row, row.inspection.path, before, snapshot(row))],
    )
    return row


@transaction.atomic
def read_inspection(inspection: Inspection, *, by: User, reason: str = "") -> None:
    """Every look at the file leaves a line."""
    require(by, may_read, inspection)
    note_reading(by, "inspection.read", inspection, path=inspection.path, reason=reason)


@transaction.atomic
def read_register(keeper: Organisation, book: str, *, by: User) -> None:
    """A list of the keeper was looked at, which names whom it is about: `book` is its code and year."""
    require(by, may_inspect, keeper.pk)
    note_reading(by, "inspection.register_read", keeper, reason=book)


@transaction.atomic
def print_book(keeper: Organisation, book: str, *, by: User) -> None:
    """A register of the keeper was taken out on paper: `book` is its code."""
    require(by, may_inspect, keeper.pk)
    note_reading(by, "inspection.book_printed", keeper, path="", reason=book)
