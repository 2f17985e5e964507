"""Weaknesses are overcome with evidence; the plan is extended, closed, reopened or given up."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean_lines, format_date
from chibo.consolidation.models import Plan, PlanMove, PlanStep, Weakness
from chibo.consolidation.queries.plans import has_open_plan
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import (
    check_all_overcome,
    check_decision,
    check_in_time,
    check_issued,
    check_later,
    check_open,
    may_keep_at,
)
from chibo.documents.models import Paper


@transaction.atomic
def clear_weakness(weakness: Weakness, on: date, evidence: str, *, by: User) -> Weakness:
    """Overcome, with what shows it."""
    hold(weakness.plan, weakness)
    plan = weakness.plan
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_has_come([on], _("ghi khi đã khắc phục"))
    check_in_time(plan, on)
    before = snapshot(weakness)
    weakness.cleared_on, weakness.evidence = on, clean_lines(evidence)
    weakness.full_clean()
    weakness.save()
    note(by, "plan.weakness_cleared", weakness, path=plan.path, before=before)
    return weakness


@transaction.atomic
def extend_plan(
    plan: Plan, ends_on: date, reason: str, on: date, *, by: User, paper: Paper | None = None
) -> PlanStep:
    """More time, with the reason; the day first set stays known."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_later(plan, ends_on)
    step = _step(plan, PlanMove.EXTENDED, on, reason, paper)
    step.ends_before, step.ends_after = plan.ends_on, ends_on
    before = snapshot(plan)
    plan.ends_on = ends_on
    return _taken(plan, step, before, by)


@transaction.atomic
def close_plan(plan: Plan, on: date, outcome: str, decision: Paper | None, *, by: User) -> PlanStep:
    """The unit is recognised as out of weakness: nothing is left without evidence, and a paper says so."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_all_overcome(plan)
    check_decision(decision, on)
    step = _step(plan, PlanMove.CLOSED, on, outcome, decision)
    before = snapshot(plan)
    plan.closed_on, plan.outcome, plan.decision = on, step.reason, decision
    return _taken(plan, step, before, by)


@transaction.atomic
def cancel_plan(
    plan: Plan, on: date, reason: str, *, by: User, paper: Paper | None = None
) -> PlanStep:
    """Carried on no more although the unit was not recognised, such as when it is dissolved."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    step = _step(plan, PlanMove.CANCELLED, on, reason, paper)
    before = snapshot(plan)
    plan.closed_on, plan.outcome = on, step.reason
    return _taken(plan, step, before, by)


@transaction.atomic
def reopen_plan(
    plan: Plan, on: date, reason: str, *, by: User, paper: Paper | None = None
) -> PlanStep:
    """Taken up again: weak once more, or closed by mistake."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    if plan.closed_on is None:
        raise Refusal(_("Kế hoạch chưa kết thúc."))
    if on < plan.closed_on:
        raise Refusal(
            _("Kế hoạch kết thúc ngày {day}; mở lại từ ngày ấy trở đi.").format(
                day=format_date(plan.closed_on)
            )
        )
    if has_open_plan(plan.unit_id):
        raise Refusal(_("Đơn vị đang có kế hoạch củng cố khác; ghi tiếp vào kế hoạch đó."))
    step = _step(plan, PlanMove.REOPENED, on, reason, paper)
    before = snapshot(plan)
    plan.closed_on, plan.outcome, plan.decision = None, "", None
    return _taken(plan, step, before, by)


def _step(plan: Plan, kind: str, on: date, reason: str, paper: Paper | None) -> PlanStep:
    check_has_come([on], _("ghi khi đã quyết định"))
    check_in_time(plan, on)
    check_issued(paper, on)
    last = plan.steps.order_by("on").values_list("on", flat=True).last()
    if last and on < last:
        raise Refusal(
            _("Ngày ghi phải từ ngày {day} trở đi (bước trước của kế hoạch).").format(
                day=format_date(last)
            )
        )
    return PlanStep(plan=plan, kind=kind, on=on, reason=clean_lines(reason), paper=paper)


def _taken(plan: Plan, step: PlanStep, before: dict[str, object], by: User) -> PlanStep:
    step.full_clean(exclude=["plan", "paper"])
    plan.full_clean(exclude=["committee", "unit", "paper", "decision"])
    step.save()
    plan.save()
    note(by, f"plan.{step.kind}", plan, path=plan.path, before=before, reason=step.reason)
    return step
