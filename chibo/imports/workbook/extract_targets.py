"""What a workbook carries of targets, indicators and frozen lists: those of units of the branch."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chibo.imports.workbook.keys import keys_of, order_of
from chibo.targets.models import (
    Cohort,
    CohortMember,
    IndicatorValue,
    OwnIndicator,
    Target,
    TargetResult,
    TargetVersion,
)

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Aimed:
    of: "Extract"

    def _unit(self, key: int) -> int:
        return order_of(self.of.organisation_keys).get(key, -1)

    @cached_property
    def values(self) -> list[IndicatorValue]:
        rows = self.of.known(IndicatorValue.objects.filter(organisation__in=self.of.own), "told_on")
        place = order_of(self.of.place_keys)
        units = order_of(self.of.organisation_keys)
        return sorted(
            rows,
            key=lambda row: (
                units[row.organisation_id],
                row.indicator,
                row.year,
                place.get(row.place_id or 0, -1),
                row.told_on,
                row.pk,
            ),
        )

    @cached_property
    def own_indicators(self) -> list[OwnIndicator]:
        used = {row.indicator for row in self.values} | {row.indicator for row in self.targets}
        return list(OwnIndicator.objects.filter(code__in=used).order_by("code"))

    @cached_property
    def cohorts(self) -> list[Cohort]:
        rows = self.of.known(Cohort.objects.filter(organisation__in=self.of.own), "frozen_on")
        units = order_of(self.of.organisation_keys)
        return sorted(rows, key=lambda row: (row.frozen_on, units[row.organisation_id], row.name))

    @cached_property
    def cohort_keys(self) -> dict[int, str]:
        return keys_of("NT", self.cohorts)

    @cached_property
    def cohort_people(self) -> list[CohortMember]:
        people, lists = order_of(self.of.person_keys), order_of(self.cohort_keys)
        rows = CohortMember.objects.filter(cohort__in=self.cohort_keys, person__in=list(people))
        return sorted(rows, key=lambda row: (lists[row.cohort_id], people[row.person_id]))

    @cached_property
    def targets(self) -> list[Target]:
        """Units from the root down, so that a whole stands before its parts."""
        rows = Target.objects.filter(organisation__in=self.of.own)
        if self.of.as_of:
            rows = rows.filter(versions__number=1, versions__proposed_on__lte=self.of.as_of)
        units = order_of(self.of.organisation_keys)
        found = rows.prefetch_related("versions", "results")
        return sorted(
            found,
            key=lambda row: (
                units[row.organisation_id],
                row.first_day,
                row.last_day,
                row.figure,
                row.indicator,
                row.key,
                row.measure,
                row.pk,
            ),
        )

    @cached_property
    def target_keys(self) -> dict[int, str]:
        return keys_of("CI", self.targets)

    @cached_property
    def versions(self) -> list[TargetVersion]:
        rows = [row for one in self.targets for row in one.versions.all()]
        return [row for row in rows if self.of.until(row.proposed_on)]

    @cached_property
    def results(self) -> list[TargetResult]:
        rows = [row for one in self.targets for row in one.results.all()]
        return [row for row in rows if self.of.until(row.recorded_on)]

    def organisations(self) -> set[int | None]:
        """Asked before anything has a key."""
        rows = Target.objects.filter(organisation__in=self.of.own)
        return set(rows.values_list("setter", flat=True))

    def papers(self) -> set[int]:
        rows = TargetVersion.objects.filter(target__organisation__in=self.of.own)
        return set(rows.exclude(paper=None).values_list("paper", flat=True))
