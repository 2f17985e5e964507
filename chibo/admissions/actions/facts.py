"""Admitting people to the Party and recognising them as official members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.admissions.actions.linking import link_admissions, link_recognitions, unlink
from chibo.admissions.models import Admission, Recognition
from chibo.admissions.rules.facts import (
    check_ceremony_after_decision,
    check_probations_over,
    may_admit,
)
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import Moving, move_members
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Movement, Person
from chibo.members.rules import may_withdraw_movement
from chibo.organisations.queries.tree import branches, branches_by_day


@dataclass(frozen=True)
class Admitting:
    """One admission: `entering.on` is the day of the ceremony, `entering.status` probationary."""

    entering: Entering
    decided_on: date
    referees: str = ""
    is_readmission: bool = False


@dataclass(frozen=True)
class Recognising:
    """One recognition: `effective_on` is the day the probation ended, however late decided."""

    person: Person
    effective_on: date
    decided_on: date
    paper: Paper | None = None
    ref: str = ""


@transaction.atomic
def admit_members(
    admitted: Sequence[Admitting], *, by: User, as_history: bool = False
) -> list[Admission]:
    """Enter new members with the facts of their admission, all or none (`as_history`: see enter_members)."""
    cells = branches_by_day({(one.entering.cell_id, one.entering.on) for one in admitted})
    for cell in cells.values():
        require(by, may_admit, cell)
    for one in admitted:
        check_ceremony_after_decision(one.entering.person, one.decided_on, one.entering.on)
    entries = [one.entering for one in admitted]
    movements = enter_members("admitted", entries, by=by, as_history=as_history)
    pairs = zip(admitted, movements, strict=True)
    admissions = [_admission(one, movement) for one, movement in pairs]
    Admission.objects.bulk_create(admissions, batch_size=500)
    _keep_dates(admissions)
    link_admissions(admissions)
    lines = [
        Line("admission.recorded", one, movement.to_path, after=snapshot(one))
        for one, movement in zip(admissions, movements, strict=True)
    ]
    note_all(by, lines)
    return admissions


def _admission(one: Admitting, movement: Movement) -> Admission:
    admission = Admission(
        person=one.entering.person,
        movement=movement,
        decided_on=one.decided_on,
        ceremony_on=one.entering.on,
        paper=one.entering.paper,
        referees=one.referees,
        is_readmission=one.is_readmission,
    )
    admission.clean_fields(exclude=["movement", "person", "paper"])
    return admission


def _keep_dates(admissions: Sequence[Admission]) -> None:
    """The file's day of joining is the day of the decision (Party age counts from it)."""
    people = [one.person for one in admissions]
    for one in admissions:
        one.person.joined_on, one.person.joined_known_to = one.decided_on, "day"
    Person.objects.bulk_update(people, ["joined_on", "joined_known_to"], batch_size=300)


@transaction.atomic
def recognise_members(
    recognised: Sequence[Recognising], *, by: User, as_history: bool = False
) -> list[Recognition]:
    """Recognise probationary members as official, each from the day the probation ended, all or none.

    `move_members` asks for permission in every cell: keeping its records is what may_admit asks too.
    """
    check_probations_over([(one.person, one.effective_on) for one in recognised])
    moves = [
        Moving(one.person, "recognised", one.effective_on, paper=one.paper, ref=one.ref)
        for one in recognised
    ]
    movements = move_members(moves, by=by, as_history=as_history)
    pairs = list(zip(recognised, movements, strict=True))
    recognitions = [_recognition(one, movement) for one, movement in pairs]
    Recognition.objects.bulk_create(recognitions, batch_size=500)
    link_recognitions(recognitions)
    people = [one.person for one in recognised]
    for one in recognised:
        one.person.official_on, one.person.official_known_to = one.effective_on, "day"
    Person.objects.bulk_update(people, ["official_on", "official_known_to"], batch_size=300)
    lines = [
        Line("recognition.recorded", row, movement.to_path, after=snapshot(row), ref=one.ref)
        for row, (one, movement) in zip(recognitions, pairs, strict=True)
    ]
    note_all(by, lines)
    return recognitions


@transaction.atomic
def recognise_member(
    person: Person, effective_on: date, decided_on: date, *, by: User, paper: Paper | None = None
) -> Recognition:
    """Recognise a probationary member as official from the day the probation ended."""
    return recognise_members([Recognising(person, effective_on, decided_on, paper)], by=by)[0]


@transaction.atomic
def withdraw_recognition(recognition: Recognition, reason: str, *, by: User) -> None:
    """Take back a recognition entered by mistake: the member is probationary again, without a day official."""
    hold(recognition)
    movement, person = recognition.movement, recognition.person
    require(by, may_withdraw_movement, movement)
    line = Line(
        "recognition.withdrawn",
        recognition,
        movement.to_path,
        before=snapshot(recognition),
        reason=clean(reason),
    )
    note_all(by, [line])
    day = recognition.effective_on
    unlink([recognition])
    recognition.delete()
    withdraw_movement(movement, reason, by=by)
    if person.official_on == day:
        person.official_on, person.official_known_to = None, ""
        person.save(update_fields=["official_on", "official_known_to"])


def _recognition(one: Recognising, movement: Movement) -> Recognition:
    recognition = Recognition(
        person=one.person,
        movement=movement,
        decided_on=one.decided_on,
        effective_on=one.effective_on,
        paper=one.paper,
    )
    recognition.clean_fields(exclude=["movement", "person", "paper"])
    return recognition


@transaction.atomic
def forget_admissions(
    admissions: Sequence[Admission],
    recognitions: Sequence[Recognition] = (),
    *,
    by: User,
    reason: str,
) -> None:
    """Take back admissions and recognitions that an import entered; only when all of it is undone."""
    days: list[tuple[Admission | Recognition, date]] = [
        (one, one.ceremony_on) for one in admissions
    ]
    days += [(one, one.effective_on) for one in recognitions]
    for day in {day for _one, day in days}:
        cells = {one.movement.to_cell_id or 0 for one, on in days if on == day}
        for cell in branches(cells, day).values():
            require(by, may_admit, cell)
    lines = [
        Line(
            f"{one._meta.model_name}.undone",
            one,
            one.movement.to_path,
            before=snapshot(one),
            reason=reason,
        )
        for one, _day in days
    ]
    note_all(by, lines)
    unlink([one for one, _day in days])
    Recognition.objects.filter(pk__in=[one.pk for one in recognitions]).delete()
    Admission.objects.filter(pk__in=[one.pk for one in admissions]).delete()
