"""All that hangs on one plan, as it stands on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import CANCELLED, DONE, OPEN, OVERDUE, VERIFIED
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
    return Content(
        list(plan.weaknesses.all()),
        _groups(plan, on),
        sorted(force, key=lambda row: (order[row.role], row.pk)),
        list(sent),
        list(plan.follow_ups.order_by("-first_day", "kind")),
        list(plan.steps.select_related("paper").order_by("-on", "-pk")),
    )


def _groups(plan: Plan, on: date) -> list[Grouped]:
    measures = Measure.objects.select_related("work__person").prefetch_related("work__steps")
    found = list(plan.groups.prefetch_related(Prefetch("measures", measures)))
    works = [one.work for row in found for one in row.measures.all()]
    names = unit_names([work.unit_id for work in works], on)
    return [
        Grouped(row, [_done(one.work, names, on) for one in row.measures.all()]) for row in found
    ]


def _done(work: Assignment, names: dict[int, str], on: date) -> Done:
    told: list[Any] = [step for step in work.steps.all() if step.evidence]
    who = work.person.full_name if work.person else names.get(work.unit_id or 0, "")
    return Done(work, who, _state(work, on), told[-1].evidence if told else "")


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
