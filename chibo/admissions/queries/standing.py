"""Where a cell stands on a day: under which sectional and which basic organisation."""

from dataclasses import dataclass
from datetime import date

from chibo.organisations.queries.tree import (
    Branch,
    ancestors,
    branch_at,
    grassroots_kinds,
)

SECTIONAL = "sectional_committee"


@dataclass(frozen=True)
class Line:
    """A cell with what stands above it. `basic` is the basic organisation, the cell itself when it is one."""

    cell: Branch
    sectional: Branch | None
    basic: Branch | None

    @property
    def has_committee(self) -> bool:
        """Whether a basic committee considers the case between the cell and the decision."""
        return self.basic is not None and self.basic.pk != self.cell.pk


def line_of(cell_id: int, on: date, path: str = "") -> Line | None:
    """None when the cell does not stand in the tree that day. Whoever knows where it stands names the `path`."""
    cell = branch_at(cell_id, path, on)
    if cell is None:
        return None
    above = [*ancestors(cell), cell]
    basic = [one for one in above if one.kind in grassroots_kinds()]
    sectional = [one for one in above if one.kind == SECTIONAL]
    return Line(cell, sectional[-1] if sectional else None, basic[-1] if basic else None)
