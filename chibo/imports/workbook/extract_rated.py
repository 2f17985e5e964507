"""What a workbook carries of ratings: cycles of the branch and those that rate its units and people, with the
lines of these alone, as far as the user reads names there."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from chibo.appraisal.models import Agency, Aim, CellProposal, Cycle, Decision, Kind, Rated
from chibo.appraisal.queries.cycles import units_read
from chibo.imports.workbook.keys import keys_of, order_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Appraised:
    of: "Extract"

    @cached_property
    def _units(self) -> dict[int, int]:
        return order_of(self.of.organisation_keys)

    @cached_property
    def _people(self) -> dict[int, int]:
        return order_of(self.of.person_keys)

    @cached_property
    def agencies(self) -> list[Agency]:
        rows = self.of.known(Agency.objects.filter(keeper__in=self.of.own))
        return sorted(
            rows, key=lambda row: (self._units[row.keeper_id], row.started_on, row.name, row.pk)
        )

    @cached_property
    def agency_keys(self) -> dict[int, str]:
        return keys_of("CQ", self.agencies)

    @property
    def _cycles(self) -> Any:
        """Asked before anything has a key."""
        listed = Rated.objects.filter(self._read, unit__in=self.of.own, cycle=OuterRef("pk"))
        held = Cycle.objects.filter(Q(organisation__in=self.of.own) | Q(Exists(listed)))
        return self.of.known(held, "frozen_on")

    @cached_property
    def _read(self) -> Q:
        units = set(
            units_read(self.of.by, timezone.localdate()).values_list("organisation", flat=True)
        )
        return Q(unit__in=units) | Q(cycle__organisation__in=units)

    @cached_property
    def cycles(self) -> list[Cycle]:
        return sorted(
            self._cycles,
            key=lambda row: (
                row.year,
                row.quarter,
                self._units[row.organisation_id],
                row.frozen_on,
                row.pk,
            ),
        )

    @cached_property
    def cycle_keys(self) -> dict[int, str]:
        return keys_of("KX", self.cycles)

    @cached_property
    def proposals(self) -> list[CellProposal]:
        rows = CellProposal.objects.filter(cycle__in=self.cycle_keys, cell__in=self.of.own)
        place = order_of(self.cycle_keys)
        found = self.of.known(rows, "held_on")
        return sorted(found, key=lambda row: (place[row.cycle_id], self._units[row.cell_id]))

    @cached_property
    def _proposed(self) -> set[int]:
        return {row.pk for row in self.proposals}

    @cached_property
    def decisions(self) -> list[Decision]:
        """Of cycles held above the branch, those that decided on somebody of it."""
        within = Rated.objects.filter(unit__in=self.of.own, decision=OuterRef("pk"))
        mine = Q(cycle__organisation__in=self.of.own) | Q(Exists(within))
        rows = Decision.objects.filter(mine, cycle__in=self.cycle_keys)
        place, papers = order_of(self.cycle_keys), order_of(self.of.paper_keys)
        found = self.of.known(rows, "decided_on")
        return sorted(
            found,
            key=lambda row: (
                place[row.cycle_id],
                row.decided_on,
                papers.get(row.paper_id or 0, -1),
                row.pk,
            ),
        )

    @cached_property
    def decision_keys(self) -> dict[int, str]:
        return keys_of("QX", self.decisions)

    @cached_property
    def rows(self) -> list[Rated]:
        """Of people the workbook has, of agencies and of organisations."""
        rows = Rated.objects.filter(self._read, cycle__in=self.cycle_keys, unit__in=self.of.own)
        found = rows.select_related("review", "commendation").prefetch_related(
            "scores", "opinions", "weaknesses__remedy"
        )
        there = (row for row in found if row.person_id is None or row.person_id in self._people)
        held = (row for row in there if row.agency_id is None or row.agency_id in self.agency_keys)
        place, kinds = order_of(self.cycle_keys), {kind: n for n, kind in enumerate(Kind.values)}
        return sorted(
            held,
            key=lambda row: (
                place[row.cycle_id],
                kinds[row.kind],
                self._units[row.unit_id],
                row.name_sort,
                self._people.get(row.person_id or 0, -1),
                row.office,
                row.pk,
            ),
        )

    @cached_property
    def row_keys(self) -> dict[int, str]:
        return keys_of("XL", self.rows)

    @cached_property
    def aims(self) -> list[Aim]:
        rows = self.of.known(Aim.objects.filter(unit__in=self.of.own), "registered_on")
        there = [row for row in rows if row.person_id is None or row.person_id in self._people]
        return sorted(
            there,
            key=lambda row: (
                row.year,
                self._units[row.unit_id],
                self._people.get(row.person_id or 0, -1),
            ),
        )

    # ---------------------------------------------------------- as it was on the day

    def is_proposed(self, row: Rated) -> bool:
        return row.proposal_id in self._proposed

    def is_decided(self, row: Rated) -> bool:
        return row.decision_id in self.decision_keys

    def is_told(self, row: Rated) -> bool:
        """What has no day of its own is told with the decision, or when all there is is taken."""
        return self.of.as_of is None or self.is_decided(row)

    def review(self, row: Rated) -> Any:
        review = getattr(row, "review", None)
        return review if review and self.of.until(review.written_on) else None

    def praise(self, row: Rated) -> Any:
        praise = getattr(row, "commendation", None)
        return praise if praise and self.of.until(praise.proposed_on) else None

    # ---------------------------------------------------------- what they name

    def organisations(self) -> set[int | None]:
        return set(self._cycles.values_list("organisation", flat=True))

    def papers(self) -> set[int]:
        rows = Decision.objects.filter(cycle__in=self._cycles.values("pk"))
        within = Rated.objects.filter(unit__in=self.of.own, decision=OuterRef("pk"))
        mine = rows.filter(Q(cycle__organisation__in=self.of.own) | Q(Exists(within)))
        known = self.of.known(mine, "decided_on")
        return set(known.exclude(paper=None).values_list("paper", flat=True))
