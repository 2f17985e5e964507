"""All that hangs on one plan, as it stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from chibo.assignments.models import Assignment, WorkStep
from chibo.assignments.queries.works import CANCELLED, DONE, OPEN, OVERDUE, VERIFIED
from chibo.base.asking import objects_together
from chibo.consolidation.models import (
    FollowUp,
    ForceMember,
    Measure,
    Plan,
    PlanStep,
    Secondment,
    SolutionGroup,
    Weakness,
)
from chibo.consolidation.queries.plans import unit_names


@dataclass(frozen=True)
class Done:
    """A measure: `who` does it, its `state` of the works' states, and the latest `evidence`."""

    work: Assignment
    who: str
    state: str
    evidence: str

    @property
    def is_done(self) -> bool:
        return self.state in (DONE, VERIFIED)


@dataclass(frozen=True)
class Grouped:
    group: SolutionGroup
    measures: list[Done]


@dataclass(frozen=True)
class Content:
    weaknesses: list[Weakness]
    groups: list[Grouped]
    force: list[ForceMember]
    secondments: list[Secondment]
    follow_ups: list[FollowUp]
    steps: list[PlanStep]

    @property
    def cleared(self) -> int:
        return sum(row.cleared_on is not None for row in self.weaknesses)

    @property
    def measures(self) -> list[Done]:
        """Those not taken back."""
        return [one for row in self.groups for one in row.measures if one.state != CANCELLED]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.measures)

    @property
    def overdue(self) -> int:
        return sum(one.state == OVERDUE for one in self.measures)


def content_of(plan: Plan, on: date) -> Content:
    force = ForceMember.objects.on(on).filter(plan=plan).select_related("person")
    order = {"head": 0, "deputy": 1, "member": 2}
    sent = plan.secondments.select_related("post__person", "paper")
    weaknesses, groups, told = objects_together(
        plan.weaknesses.all(), plan.groups.all(), plan.follow_ups.all()
    )
    by_kind = sorted(told, key=lambda row: row.kind)
    return Content(
        sorted(weaknesses, key=lambda row: row.pk),
        _grouped(sorted(groups, key=lambda row: row.number), on),
        sorted(force, key=lambda row: (order[row.role], row.pk)),
        list(sent),
        sorted(by_kind, key=lambda row: row.first_day, reverse=True),
        list(plan.steps.select_related("paper").order_by("-on", "-pk")),
    )


def _grouped(groups: Sequence[SolutionGroup], on: date) -> list[Grouped]:
    told = WorkStep.objects.filter(assignment=OuterRef("work"), evidence__gt="")
    latest = told.order_by("-on", "-pk").values("evidence")[:1]
    rows = Measure.objects.filter(group__in=groups).annotate(evidence=Subquery(latest))
    measures = list(rows.select_related("work__person").order_by("pk"))
    names = unit_names([one.work.unit_id for one in measures], on)
    return [
        Grouped(row, [_done(one, names, on) for one in measures if one.group_id == row.pk])
        for row in groups
    ]


def _done(measure: Any, names: dict[int, str], on: date) -> Done:
    work = measure.work
    who = work.person.full_name if work.person else names.get(work.unit_id or 0, "")
    return Done(work, who, _state(work, on), measure.evidence or "")


def _state(work: Assignment, on: date) -> str:
    """As `assignments.queries.works.with_state` says it, of a row at hand."""
    for day, word in (
        (work.cancelled_on, CANCELLED),
        (work.verified_on, VERIFIED),
        (work.done_on, DONE),
    ):
        if day and day <= on:
            return word
    return OVERDUE if work.due_on < on else OPEN
