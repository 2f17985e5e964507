"""What a workbook carries of weak units: conclusions, plans and milestones of units of the branch."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chibo.consolidation.models import Conclusion, Milestone, Plan, PlanMove
from chibo.imports.workbook.keys import keys_of, order_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Strengthened:
    of: "Extract"

    @cached_property
    def _units(self) -> dict[int, int]:
        return order_of(self.of.organisation_keys)

    @cached_property
    def conclusions(self) -> list[Conclusion]:
        rows = self.of.known(Conclusion.objects.filter(unit__in=self.of.own), "concluded_on")
        return sorted(
            rows, key=lambda row: (self._units[row.unit_id], row.concluded_on, row.criterion)
        )

    @cached_property
    def plans(self) -> list[Plan]:
        """Of units below the committee in time, so that one is over before the next begins."""
        rows = self.of.known(Plan.objects.filter(unit__in=self.of.own)).prefetch_related(
            "weaknesses", "groups__measures", "force", "secondments__post", "follow_ups", "steps"
        )
        papers = order_of(self.of.paper_keys)
        return sorted(
            rows,
            key=lambda row: (row.started_on, self._units[row.unit_id], papers[row.paper_id]),
        )

    @cached_property
    def plan_keys(self) -> dict[int, str]:
        return keys_of("KC", self.plans)

    @cached_property
    def milestones(self) -> list[Milestone]:
        rows = self.of.known(Milestone.objects.filter(unit__in=self.of.own), "set_on")
        return sorted(rows, key=lambda row: (row.due_on, self._units[row.unit_id], row.what))

    def moves(self, plan: Plan) -> list[Any]:
        return [row for row in plan.steps.all() if row.kind == PlanMove.MOVED]

    # ---------------------------------------------------------- asked before anything has a key

    def organisations(self) -> set[int | None]:
        own = self.of.own
        plans = Plan.objects.filter(unit__in=own)
        moved = plans.filter(steps__kind=PlanMove.MOVED)
        return {
            *plans.values_list("committee", flat=True),
            *moved.values_list("steps__committee_before", flat=True),
            *moved.values_list("steps__unit_before", flat=True),
            *Conclusion.objects.filter(unit__in=own).values_list("committee", flat=True),
        }

    def papers(self) -> set[int]:
        plans = self.of.known(Plan.objects.filter(unit__in=self.of.own))
        marks = self.of.known(Milestone.objects.filter(unit__in=self.of.own), "set_on")
        found: set[int | None] = set()
        for column in ("paper", "secondments__paper", "steps__paper"):
            found |= set(plans.values_list(column, flat=True))
        found |= set(marks.values_list("decision", flat=True))
        return {key for key in found if key}
