"""What a workbook carries of papers sent round to cells: those committees of the branch asked for."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chibo.documents.models import CirculatedTo, Circulation
from chibo.imports.workbook.keys import order_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Circulated:
    of: "Extract"

    @property
    def _rows(self) -> Any:
        return self.of.known(Circulation.objects.filter(organisation__in=self.of.own), "asked_on")

    @cached_property
    def circulations(self) -> list[Circulation]:
        paper, unit = order_of(self.of.paper_keys), order_of(self.of.organisation_keys)
        return sorted(
            self._rows,
            key=lambda row: (row.asked_on, unit[row.organisation_id], paper[row.paper_id], row.pk),
        )

    @cached_property
    def keys(self) -> dict[int, str]:
        return self.of.keys_for("PB", self.circulations)

    @cached_property
    def cells(self) -> list[CirculatedTo]:
        circulation, cell = order_of(self.keys), order_of(self.of.organisation_keys)
        rows = CirculatedTo.objects.filter(circulation__in=self.keys, cell__in=cell)
        return sorted(rows, key=lambda row: (circulation[row.circulation_id], cell[row.cell_id]))

    def papers(self) -> set[int]:
        """Asked apart: the order of circulations is that of papers."""
        return set(self._rows.values_list("paper", flat=True))
