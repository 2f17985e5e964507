"""The desk in counts: what its page shows, without a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chibo.cleaning.rules.areas import OF_FILES
from chibo.cleaning.rules.checking import Checked


@dataclass
class CellState:
    """One cell: its members, and how many of them have no finding, by area and under ""."""

    key: int
    name: str
    members: int = 0
    clean: dict[str, int] = field(default_factory=dict)
    findings: int = 0


@dataclass(frozen=True)
class Summary:
    """`kept` are findings confirmed right, `of_units` those of organisations; cells in the order of the tree."""

    members: int
    clean: int
    found: int
    of_units: int
    kept: int
    by_rule: Mapping[str, int]
    by_severity: Mapping[str, int]
    cells: list[CellState]


def summed(checked: Checked) -> Summary:
    return Summary(
        members=len(checked.files),
        clean=checked.clean,
        found=len(checked.found),
        of_units=sum(1 for one in checked.found if one.unit),
        kept=checked.kept,
        by_rule=dict(checked.by_rule),
        by_severity=dict(checked.by_severity),
        cells=_cells(checked),
    )


def _cells(checked: Checked) -> list[CellState]:
    """Cells with members."""
    states: dict[int, CellState] = {}
    names = {unit.organisation_id: unit.short_name for unit in checked.units}
    for file in checked.files:
        if file.cell_id in names:
            new = CellState(file.cell_id, names[file.cell_id])
            state = states.setdefault(file.cell_id, new)
            state.members += 1
            for area in ("", *OF_FILES):
                spotless = file.person_id not in checked.troubled[area]
                state.clean[area] = state.clean.get(area, 0) + spotless
    for one in checked.found:
        if state_of := states.get(one.cell_id):
            state_of.findings += 1
    return list(states.values())
