"""What a workbook carries of inspection: the books of units of the branch in whose name the user inspects.

Nobody else's workbook holds a line of it, nor does one hold what is about its exporter.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from chibo.imports.workbook.keys import keys_of, order_of
from chibo.inspection.models import (
    Complaint,
    Discipline,
    Inspected,
    Inspection,
    Programme,
    ProgrammeItem,
)
from chibo.inspection.queries.reach import (
    complaints_visible_to,
    disciplines_visible_to,
    inspections_visible_to,
    kept_here,
    programmes_visible_to,
)
from chibo.organisations.queries.tree import path_ids

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Overseen:
    of: "Extract"

    @cached_property
    def _units(self) -> dict[int, int]:
        return order_of(self.of.organisation_keys)

    def _kept(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        """Also of the rows the user reads only those their duty keeps: not what they are in the team of."""
        return self.of.known(
            rows.filter(kept_here(self.of.by), keeper__in=self.of.own).order_by(column, "pk"),
            column,
        )

    @cached_property
    def _people(self) -> set[int | None]:
        return {None, *(row.pk for row in self.of.people)}

    # ---------------------------------------------------------- rows, before anything has a key

    @cached_property
    def programmes(self) -> list[Programme]:
        found = self._kept(programmes_visible_to(self.of.by), "decided_on")
        return list(found.prefetch_related("items"))

    @cached_property
    def disciplines(self) -> list[Discipline]:
        found = self._kept(disciplines_visible_to(self.of.by), "decided_on")
        return [
            row for row in found.prefetch_related("violations") if row.person_id in self._people
        ]

    @cached_property
    def inspections(self) -> list[Inspection]:
        """With at least one object whose file the workbook holds."""
        found = self._kept(inspections_visible_to(self.of.by), "opened_on")
        rows = found.prefetch_related(
            "objects_inspected__violations", "team", "steps", "remedies", "pauses"
        )
        return [row for row in rows if self.objects(row)]

    def objects(self, row: Inspection) -> list[Inspected]:
        rows = [
            one
            for one in row.objects_inspected.all()
            if one.person_id in self._people and (not one.added_on or self.of.until(one.added_on))
        ]
        return sorted(rows, key=lambda one: one.pk)

    @cached_property
    def complaints(self) -> list[Complaint]:
        found = self._kept(complaints_visible_to(self.of.by), "received_on")
        decided = {None, *(row.pk for row in self.disciplines)}
        return [
            row for row in found if row.person_id in self._people and row.discipline_id in decided
        ]

    @cached_property
    def keepers(self) -> set[int]:
        """Whose books are in it."""
        rows: list[Any] = [*self.programmes, *self.disciplines, *self.inspections, *self.complaints]
        return {row.keeper_id for row in rows}

    def organisations(self) -> set[int | None]:
        found: set[int | None] = set(self.keepers)
        rows: list[Any] = [*self.programmes, *self.inspections, *self.complaints]
        found |= {row.unit_id for row in rows}
        for row in self.disciplines:
            found |= {row.unit_id, row.decided_by_id, path_ids(row.path)[-1]}
        for inspection in self.inspections:
            for one in self.objects(inspection):
                found |= {one.unit_id, path_ids(one.path)[-1]}
        return found

    def papers(self) -> set[int]:
        return {row.paper_id for row in self.disciplines if row.paper_id}

    # ---------------------------------------------------------- in order, with keys

    @cached_property
    def programme_keys(self) -> dict[int, str]:
        rows = sorted(
            self.programmes,
            key=lambda row: (
                row.year,
                self._units[row.keeper_id],
                self._units[row.unit_id],
                row.subject,
            ),
        )
        return keys_of("CT", rows)

    @cached_property
    def items(self) -> list[ProgrammeItem]:
        """Of the programmes in order, as they were entered."""
        place = order_of(self.programme_keys)
        rows = [item for row in self.programmes for item in row.items.all()]
        return sorted(rows, key=lambda row: (place[row.programme_id], row.pk))

    @cached_property
    def item_keys(self) -> dict[int, str]:
        return keys_of("MC", self.items)

    @cached_property
    def inspection_keys(self) -> dict[int, str]:
        return keys_of("KT", self.inspections)

    @cached_property
    def object_keys(self) -> dict[int, str]:
        return keys_of("DK", [one for row in self.inspections for one in self.objects(row)])

    @cached_property
    def discipline_keys(self) -> dict[int, str]:
        return keys_of("KL", self.disciplines)
