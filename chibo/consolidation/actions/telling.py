"""Plans of other days told with all that became of them, from a data workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean_lines
from chibo.consolidation.models import (
    FollowUp,
    ForceMember,
    Measure,
    Plan,
    PlanMove,
    PlanStep,
    Secondment,
    SolutionGroup,
    Weakness,
)
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import check_below, check_paper, may_keep
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

# Columns of a row by the names of its model.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class ToldStep:
    """`unit` and `committee` are those a move led to."""

    kind: str
    on: date
    reason: str
    paper: Paper | None = None
    ends_after: date | None = None
    unit: Organisation | None = None
    committee: Organisation | None = None


@dataclass(frozen=True)
class ToldPlan:
    """The plan as it began, its parts as they stand. `measures`: pairs of a group's number and the work."""

    committee: Organisation
    unit: Organisation
    paper: Paper
    started_on: date
    first_ends_on: date
    causes: str
    aims: str = ""
    weaknesses: Sequence[Facts] = ()
    groups: Sequence[Facts] = ()
    measures: Sequence[tuple[int, Assignment]] = ()
    force: Sequence[Facts] = ()
    secondments: Sequence[Facts] = ()
    follow_ups: Sequence[Facts] = ()
    steps: Sequence[ToldStep] = field(default_factory=list)


@transaction.atomic
def tell_plan(told: ToldPlan, *, by: User, ref: str = "") -> Plan:
    """Keep a plan with its whole history, all or nothing; one line stands for it in the journal."""
    above, of = branch(told.committee, told.started_on), branch(told.unit, told.started_on)
    require(by, may_keep, above)
    check_has_come([told.started_on, *(one.on for one in told.steps)], _("ghi điều đã diễn ra"))
    check_below(of, above)
    check_paper(told.paper, told.started_on)
    plan = Plan(
        committee=told.committee,
        unit=told.unit,
        path=of.path,
        paper=told.paper,
        started_on=told.started_on,
        first_ends_on=told.first_ends_on,
        ends_on=told.first_ends_on,
        causes=clean_lines(told.causes),
        aims=clean_lines(told.aims),
    )
    steps = [_step(plan, one) for one in told.steps]
    plan.full_clean()
    plan.save()
    _parts(plan, told, steps)
    note_all(by, [Line("plan.told", plan, plan.path, after=snapshot(plan), ref=ref)])
    return plan


def _step(plan: Plan, one: ToldStep) -> PlanStep:
    """The step, and in memory the plan as it leaves it."""
    step = PlanStep(kind=one.kind, on=one.on, reason=clean_lines(one.reason), paper=one.paper)
    if one.kind == PlanMove.EXTENDED and one.ends_after:
        step.ends_before, step.ends_after = plan.ends_on, one.ends_after
        plan.ends_on = one.ends_after
    elif one.kind == PlanMove.MOVED:
        step.unit_before, step.committee_before = plan.unit, plan.committee
        plan.unit = one.unit or plan.unit
        plan.committee = one.committee or plan.committee
        plan.path = last_path(plan.unit.pk)
    elif one.kind == PlanMove.REOPENED:
        plan.closed_on, plan.outcome, plan.decision = None, "", None
    else:
        plan.closed_on, plan.outcome = one.on, step.reason
        plan.decision = one.paper if one.kind == PlanMove.CLOSED else None
    return step


def _parts(plan: Plan, told: ToldPlan, steps: Sequence[PlanStep]) -> None:
    groups = [SolutionGroup(**one) for one in told.groups]
    rows: list[Any] = [
        *(Weakness(**one) for one in told.weaknesses),
        *groups,
        *(ForceMember(**one) for one in told.force),
        *(Secondment(**one) for one in told.secondments),
        *(FollowUp(**one) for one in told.follow_ups),
        *steps,
    ]
    for row in rows:
        row.plan = plan
        row.full_clean()
        row.save()
    numbered = {one.number: one for one in groups}
    for number, work in told.measures:
        Measure.objects.create(group=numbered[number], work=work)
