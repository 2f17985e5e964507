"""Decisions of discipline are recorded, handed over, cancelled. The plural is the primitive."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.inspection.models import Discipline, Violation
from chibo.inspection.rules import (
    EXPULSION,
    Standing,
    check_act,
    check_authority,
    check_body,
    check_form,
    check_limitation,
    check_not_postponed,
    check_votes,
    holds_post,
    may_keep_about,
)
from chibo.members.actions.moving import Moving, move_members
from chibo.members.models import Membership, Person
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import NotInTree, branches_by_day


@dataclass(frozen=True)
class Violated:
    """One thing done wrong: `act` a code of forbidden_acts or "" for another ground."""

    ground: str
    what: str
    happened_on: date
    act: str = ""


@dataclass(frozen=True)
class NewDiscipline:
    """On a person or a unit. `effective_on` and `concluded_on` are the day of the decision where not given: a
    cell's decision takes effect when the vote is announced. `ref` names an import's row."""

    form: str
    body: str
    decided_by: Organisation
    decided_on: date
    why: str
    votes: int
    base: int
    violations: Sequence[Violated]
    person: Person | None = None
    unit: Organisation | None = None
    effective_on: date | None = None
    concluded_on: date | None = None
    decision_number: str = ""
    paper: Paper | None = None
    heard_on: date | None = None
    not_heard_because: str = ""
    cell_votes: int | None = None
    cell_base: int | None = None
    handed_on: date | None = None
    ref: str = field(default="", compare=False)


@transaction.atomic
def record_discipline(
    keeper: Organisation, given: Sequence[NewDiscipline], *, by: User
) -> list[Discipline]:
    """Each decision with its violations into the register of the keeper, all or none."""
    for one in given:
        require(by, may_keep_about, keeper.pk, one.person.pk if one.person else None)
    check_has_come(
        (day for one in given for day in _days(one)), _("ghi kỷ luật khi đã có quyết định")
    )
    made = [_record(keeper, one) for one in given]
    note_all(
        by,
        [
            Line("discipline.recorded", row, row.path, after=snapshot(row), ref=one.ref)
            for one, row in zip(given, made, strict=True)
        ],
    )
    _leave_the_books([row for row in made if row.form == EXPULSION], by)
    return made


def _leave_the_books(expelled: Sequence[Discipline], by: User) -> None:
    """Who keeps the members' books ends the membership at once; otherwise it waits for the office as work due."""
    rows = [row for row in expelled if row.person and has_power(by, Power.KEEP_RECORDS, row.path)]
    reason = _("Quyết định kỷ luật khai trừ")
    moves = [
        Moving(row.person, "expelled", row.effective_on, reason=reason, paper=row.paper)
        for row in rows
        if row.person
    ]
    if moves:
        move_members(moves, by=by)


def _days(one: NewDiscipline) -> list[date]:
    days = (one.decided_on, one.effective_on, one.concluded_on, one.heard_on, one.handed_on)
    return [*(day for day in days if day), *(each.happened_on for each in one.violations)]


def _record(keeper: Organisation, one: NewDiscipline) -> Discipline:
    check_body(one.body, one.decided_on)
    if not one.violations:
        raise Refusal(_("Ghi ít nhất một vi phạm làm căn cứ kỷ luật."))
    stood = _stood(one)
    row = _row(keeper, one, stood)
    violations = [
        Violation(
            discipline=row,
            ground=each.ground,
            act=each.act,
            what=clean(each.what),
            happened_on=each.happened_on,
        )
        for each in one.violations
    ]
    _check(row, one, stood, violations)
    saved(row)
    for each in violations:
        each.full_clean(exclude=["discipline"])
        each.discipline = row
    Violation.objects.bulk_create(violations)
    return row


def _check(
    row: Discipline, one: NewDiscipline, stood: Standing, violations: Sequence[Violation]
) -> None:
    places = branches_by_day({(one.decided_by.pk, one.decided_on)})
    if (one.decided_by.pk, one.decided_on) not in places:
        raise NotInTree.on(one.decided_on)
    check_form(row, row.person_id is not None and holds_post(row.person_id, row.decided_on))
    check_authority(row, places[one.decided_by.pk, one.decided_on], stood, violations)
    check_votes(row)
    check_not_postponed(row)
    check_limitation(row, violations)
    for each in violations:
        check_act(each)


def _stood(one: NewDiscipline) -> Standing:
    if one.unit is not None and one.person is None:
        places = branches_by_day({(one.unit.pk, one.decided_on)})
        if (one.unit.pk, one.decided_on) not in places:
            raise NotInTree.on(one.decided_on)
        place = places[one.unit.pk, one.decided_on]
        return Standing(place.path, None, place.parent_id)
    if one.person is None or one.unit is not None:
        raise Refusal(_("Chọn một đảng viên, hoặc một tổ chức đảng."))
    stay = Membership.objects.on(one.decided_on).filter(person=one.person).first()
    if stay is None:
        raise Refusal(
            _("{name} không có trong sổ đảng viên ngày quyết định.").format(
                name=one.person.full_name
            )
        )
    return Standing(stay.path, stay.cell_id, None, stay.status)


def _row(keeper: Organisation, one: NewDiscipline, stood: Standing) -> Discipline:
    return Discipline(
        keeper=keeper,
        person=one.person,
        unit=one.unit,
        path=stood.path,
        status=stood.status,
        form=one.form,
        body=one.body,
        decided_by=one.decided_by,
        decided_on=one.decided_on,
        effective_on=one.effective_on or one.decided_on,
        concluded_on=one.concluded_on or one.decided_on,
        decision_number=clean(one.decision_number),
        paper=one.paper,
        why=clean(one.why),
        heard_on=one.heard_on,
        not_heard_because=clean(one.not_heard_because),
        votes=one.votes,
        base=one.base,
        cell_votes=one.cell_votes,
        cell_base=one.cell_base,
        handed_on=one.handed_on,
    )


@transaction.atomic
def hand_over_decision(
    row: Discipline,
    *,
    by: User,
    decision_number: str = "",
    handed_on: date | None = None,
    paper: Paper | None = None,
) -> Discipline:
    """The paper has its number, and was handed to whom it concerns: complaints count from that day."""
    hold(row)
    require(by, may_keep_about, row.keeper_id, row.person_id)
    check_has_come([handed_on] if handed_on else [], _("ghi khi đã trao quyết định"))
    if handed_on and handed_on < row.decided_on:
        raise Refusal(_("Ngày trao quyết định không trước ngày quyết định."))
    before = snapshot(row)
    row.decision_number = clean(decision_number) or row.decision_number
    row.handed_on = handed_on or row.handed_on
    row.paper = paper or row.paper
    saved(row)
    note(by, "discipline.handed_over", row, path=row.path, before=before)
    return row


@transaction.atomic
def cancel_discipline(row: Discipline, on: date, reason: str, *, by: User) -> Discipline:
    """The decision is annulled, after a complaint or by the level above; it stays to be read."""
    hold(row)
    require(by, may_keep_about, row.keeper_id, row.person_id)
    if row.cancelled_on:
        raise Refusal(_("Quyết định này đã hủy."))
    check_has_come([on], _("ghi khi đã hủy"))
    if on < row.decided_on:
        raise Refusal(_("Ngày hủy không trước ngày quyết định."))
    before = snapshot(row)
    row.cancelled_on, row.cancel_reason = on, clean(reason)
    saved(row)
    note(by, "discipline.cancelled", row, path=row.path, before=before)
    return row


@transaction.atomic
def read_discipline(row: Discipline, *, by: User) -> None:
    """Every look at a decision leaves a line."""
    require(by, may_keep_about, row.keeper_id, row.person_id)
    note_reading(by, "discipline.read", row, path=row.path)
