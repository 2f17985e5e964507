"""Cases kept elsewhere, entered whole with everything that lies in them: how a data workbook comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Admission, Case, CaseCell, CaseStage, Recognition
from chibo.admissions.queries.stages import stage_order
from chibo.admissions.rules.cases import may_decide
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.members.models import Person
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class PastCase:
    """`facts`: plain columns of Case; `parts`: unsaved rows without their case; the days are those of the
    movements by which the person was admitted and recognised. `ref` names an import's row."""

    person: Person
    facts: Mapping[str, Any]
    parts: Sequence[Any]
    admitted_on: date | None = None
    recognised_on: date | None = None
    ref: str = ""


@transaction.atomic
def keep_cases(cases: Sequence[PastCase], *, by: User) -> list[Case]:
    """Enter cases as they were kept, all or none."""
    made = []
    lines = []
    for one in cases:
        path = _place(one)
        require(by, may_decide, path)
        case = _keep(one)
        made.append(case)
        lines.append(Line("case.kept", case, path, after=snapshot(case), ref=one.ref))
        lines += [
            Line("case.part_kept", part, path, after=snapshot(part), ref=one.ref)
            for part in one.parts
        ]
    note_all(by, lines)
    return made


def _place(one: PastCase) -> str:
    """Where the first cell stood that followed the person."""
    cells = sorted(
        (part for part in one.parts if isinstance(part, CaseCell)), key=lambda row: row.started_on
    )
    if not cells:
        raise Refusal(
            _("Hồ sơ của {name} chưa có chi bộ theo dõi.").format(name=one.person.full_name)
        )
    return branch(cells[0].cell, cells[0].started_on).path


def _keep(one: PastCase) -> Case:
    case = Case(person=one.person, **one.facts)
    case.admission = _admission(one)
    case.recognition = _recognition(one)
    case.full_clean()
    case.save()
    known = stage_order(case.rules_on)
    for part in one.parts:
        if isinstance(part, CaseStage) and part.stage not in known:
            raise Refusal(
                _("Hồ sơ theo quy định ngày này không có giai đoạn {stage}.").format(
                    stage=part.stage
                )
            )
        part.case = case
        part.full_clean()
        part.save()
    return case


def _admission(one: PastCase) -> Admission | None:
    if one.admitted_on is None:
        return None
    return Admission.objects.filter(person=one.person, ceremony_on=one.admitted_on).first()


def _recognition(one: PastCase) -> Recognition | None:
    if one.recognised_on is None:
        return None
    return Recognition.objects.filter(person=one.person, effective_on=one.recognised_on).first()
