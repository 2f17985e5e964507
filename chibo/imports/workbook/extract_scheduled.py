"""What a workbook carries of the schedule of meetings, and of the numbers units gave their own papers."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chibo.documents.models import GivenNumber
from chibo.imports.workbook.keys import order_of
from chibo.meetings.models import PlannedItem, PlannedMeeting

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Scheduled:
    of: "Extract"

    @property
    def _rows(self) -> Any:
        return self.of.known(PlannedMeeting.objects.filter(organisation__in=self.of.own), "made_on")

    @cached_property
    def plans(self) -> list[PlannedMeeting]:
        """By the day in force, then by unit."""
        place = order_of(self.of.organisation_keys)
        return sorted(
            self._rows.prefetch_related("items"),
            key=lambda row: (row.planned_on, place[row.organisation_id], row.kind, row.pk),
        )

    @cached_property
    def plan_keys(self) -> dict[int, str]:
        return self.of.keys_for("LB", self.plans)

    def papers(self) -> set[int]:
        """Asked apart: the order of plans is that of organisations, which papers name."""
        rows = PlannedItem.objects.filter(plan__in=self._rows).exclude(paper=None)
        return set(rows.values_list("paper", flat=True))

    @cached_property
    def numbers(self) -> list[GivenNumber]:
        """Given by units of the branch, in the order they were given."""
        rows = GivenNumber.objects.filter(
            paper__in=self.of.paper_keys, series__organisation__in=self.of.own
        )
        paper = order_of(self.of.paper_keys)
        return sorted(rows.select_related("series"), key=lambda row: paper[row.paper_id])
