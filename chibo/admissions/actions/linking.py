"""Admissions and recognitions, however recorded, belong to the open case of their person."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.admissions.actions.stages import put_at_stage, standing_at
from chibo.admissions.models import Admission, Case, Recognition
from chibo.admissions.queries.stages import stage_order


def link_admissions(admissions: Sequence[Admission]) -> None:
    """The open case of each new member has reached probation. Who kept the non-member's file keeps it no more."""
    cases = _open_cases(admissions)
    for one in admissions:
        case = cases.get(one.person_id)
        if case is None or case.admission_id or one.ceremony_on < case.opened_on:
            continue
        case.admission = one
        case.decided_on = case.decided_on or one.decided_on
        case.decision = case.decision or one.paper
        case.save(update_fields=["admission", "decided_on", "decision"])
        _reach(case, "probation", one)
        one.person.keeper = None
        one.person.save(update_fields=["keeper"])


def link_recognitions(recognitions: Sequence[Recognition]) -> None:
    """The open case of each new official member waits for the card."""
    cases = _open_cases(recognitions)
    for one in recognitions:
        case = cases.get(one.person_id)
        if case is not None and case.admission_id and not case.recognition_id:
            case.recognition = one
            case.save(update_fields=["recognition"])
            _reach(case, "card", one)


def unlink(facts: Sequence[Admission | Recognition]) -> None:
    """Facts that are taken back leave the cases that led to them open, a stage earlier."""
    admissions = [one.pk for one in facts if isinstance(one, Admission)]
    recognitions = [one.pk for one in facts if isinstance(one, Recognition)]
    for case in Case.objects.filter(Q(admission__in=admissions) | Q(recognition__in=recognitions)):
        back = "ceremony" if case.admission_id in admissions else "recognition_decision"
        if case.admission_id in admissions:
            case.admission = None
        case.recognition = None
        case.closed_on, case.outcome = None, ""
        case.save(update_fields=["admission", "recognition", "closed_on", "outcome"])
        now = standing_at(case) or case.stages.order_by("-started_on", "-pk").first()
        if now is not None:
            put_at_stage(case, back, now.started_on, now, _("Hủy việc đã ghi"))


def _open_cases(facts: Sequence[Admission] | Sequence[Recognition]) -> dict[int, Case]:
    people = [one.person_id for one in facts]
    rows = Case.objects.filter(person__in=people, closed_on__isnull=True)
    return {row.person_id: row for row in rows.select_related("person")}


def _reach(case: Case, stage: str, fact: Admission | Recognition) -> None:
    """On the day of the fact, but not before the stage the case stands at began."""
    on = fact.ceremony_on if isinstance(fact, Admission) else fact.decided_on
    now, order = standing_at(case), stage_order(case.rules_on)
    if now is None or order.get(now.stage, 0) < order[stage]:
        put_at_stage(case, stage, max(on, now.started_on) if now else on, now)
