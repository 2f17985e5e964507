"""Admitting people to the Party and recognising them as official members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.admissions.models import Admission, Recognition
from chibo.admissions.rules import check_ceremony_after_decision, check_probation_over, may_admit
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.audit.sources import row
from chibo.base.rules import require
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import make_official
from chibo.members.models import Membership, Movement, Person, Status
from chibo.organisations.queries.tree import branches


@dataclass(frozen=True)
class Admitting:
    """One admission: `entering.on` is the day of the ceremony, `entering.status` probationary."""

    entering: Entering
    decided_on: date
    referees: str = ""
    is_readmission: bool = False


@transaction.atomic
def admit_members(admitted: Sequence[Admitting], *, by: User) -> list[Admission]:
    """Enter new members with the facts of their admission, all or none."""
    cells = {one.entering.cell_id for one in admitted}
    for cell in branches(cells, max(one.entering.on for one in admitted)).values():
        require(by, may_admit, cell)
    for one in admitted:
        check_ceremony_after_decision(one.entering.person, one.decided_on, one.entering.on)
    movements = enter_members("admitted", [one.entering for one in admitted], by=by)
    pairs = zip(admitted, movements, strict=True)
    admissions = [_admission(one, movement) for one, movement in pairs]
    Admission.objects.bulk_create(admissions, batch_size=500)
    _keep_dates(admissions)
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
def recognise_member(
    person: Person, effective_on: date, decided_on: date, *, by: User, paper: Paper | None = None
) -> Recognition:
    """Recognise a probationary member as official from the day the probation ended."""
    stay = Membership.objects.filter(person=person, status=Status.PROBATIONARY).latest("started_on")
    require(by, may_admit, branches([stay.cell_id], effective_on)[stay.cell_id])
    check_probation_over(person, effective_on)
    movement = make_official(person, effective_on, by=by, paper=paper)
    recognition = Recognition(
        person=person,
        movement=movement,
        decided_on=decided_on,
        effective_on=effective_on,
        paper=paper,
    )
    recognition.full_clean()
    recognition.save()
    person.official_on, person.official_known_to = effective_on, "day"
    person.save(update_fields=["official_on", "official_known_to"])
    line = Line("recognition.recorded", recognition, movement.to_path, after=snapshot(recognition))
    note_all(by, [line])
    return recognition


@transaction.atomic
def recognise_members(
    recognised: Sequence[tuple[Person, date, str]], *, by: User
) -> list[Recognition]:
    """Recognise many, each (person, day it takes effect, row of the import that says so)."""
    found = []
    for person, effective_on, ref in recognised:
        with row(ref):
            found.append(recognise_member(person, effective_on, effective_on, by=by))
    return found


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
    Recognition.objects.filter(pk__in=[one.pk for one in recognitions]).delete()
    Admission.objects.filter(pk__in=[one.pk for one in admissions]).delete()
