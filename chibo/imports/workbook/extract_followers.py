"""What a workbook carries of committee members in charge: what they follow, when they came."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chibo.imports.workbook.keys import order_of
from chibo.meetings.models import Liaison, Visit

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Followers:
    of: "Extract"

    @cached_property
    def _all(self) -> list[Liaison]:
        """Assigned by or over units of the branch, as far as the people are in the workbook."""
        among = Q(committee__in=self.of.own) | Q(cell__in=self.of.own)
        rows = self.of.known(self.of.about_people(Liaison).filter(among))
        return list(rows.prefetch_related("visits__works"))

    @cached_property
    def liaisons(self) -> list[Liaison]:
        people, units = order_of(self.of.person_keys), order_of(self.of.organisation_keys)
        places = order_of(self.of.place_keys)

        def order(row: Liaison) -> tuple[Any, ...]:
            where = (units.get(row.cell_id or 0, -1), places.get(row.place_id or 0, -1))
            return (units[row.committee_id], row.started_on, people[row.person_id], *where, row.pk)

        return sorted(self._all, key=order)

    @cached_property
    def liaison_keys(self) -> dict[int, str]:
        return self.of.keys_for("PT", self.liaisons)

    @cached_property
    def visits(self) -> list[Visit]:
        """What is planned is known whatever its day; what happened, once it had."""
        day = self.of.as_of
        found = []
        for liaison in self.liaisons:
            rows = [row for row in liaison.visits.all() if row.planned_on or _by(row, day)]
            found += sorted(rows, key=lambda row: (row.planned_on or row.came_on, row.pk))
        return found

    def papers(self) -> set[int]:
        return {row.paper_id for row in self._all if row.paper_id}

    def organisations(self) -> set[int | None]:
        areas = {row.place.area_id for row in self._all if row.place}
        return areas | {key for row in self._all for key in (row.committee_id, row.cell_id)}


def _by(row: Visit, day: date | None) -> bool:
    return day is None or (row.came_on is not None and row.came_on <= day)
