"""What units handed in beside the own recount: line by line, and unit by unit where the figure can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chibo.base.figures import figure
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.below import Below, Beside
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, fill
from chibo.reports.statistics.values import Cell, Values

CHILD = "child"


@dataclass(frozen=True)
class Apart:
    """A unit whose number is another now: what it sent, what is counted today."""

    unit: int
    sent: int
    now: int


@dataclass(frozen=True)
class Roundup:
    """Of one column: `sums` by line; `columns` are all that add up, `differ` how many cells differ in each."""

    filled: Filled
    below: Below
    column: int
    columns: Sequence[int]
    differ: Mapping[int, int]
    sums: Mapping[str, Beside]
    apart: Mapping[str, Sequence[Apart]]


def roundup(form: Form, below: Below, column: int, *, by_unit: bool) -> Roundup:
    """`column` counts from 0: the first that adds up, where that one does not. `by_unit`: also which units differ;
    it counts every line unit by unit."""
    filled = fill(form, below.numbers)
    cells = below.compared([filled]).get(form.slug, [])
    columns = sorted({one.column for one in cells})
    chosen = column if column in columns or not columns else columns[0]
    sums = {one.line: one for one in cells if one.column == chosen}
    differ = {at: sum(one.column == at and bool(one.gap) for one in cells) for at in columns}
    apart = _apart(form, sums, below) if by_unit and sums else {}
    return Roundup(filled, below, chosen, columns, differ, sums, apart)


def _apart(form: Form, sums: Mapping[str, Beside], below: Below) -> dict[str, list[Apart]]:
    """Lines that also count moves between units are told by their parts."""
    asked = {
        line: _by_child(one.cell)
        for line, one in sums.items()
        if line not in form.inside and _tells_children(one.cell)
    }
    below.know_units({cell.ask for cell in asked.values()})
    values = Values(below.numbers)
    values.prepare(asked.values())
    return {
        line: [
            Apart(unit, told, now)
            for unit, told in sums[line].units.items()
            if (now := _now(values, cell, unit)) != told
        ]
        for line, cell in asked.items()
    }


def _tells_children(cell: Cell) -> bool:
    return CHILD in figure(cell.ask.figure).dimensions


def _by_child(cell: Cell) -> Cell:
    return replace(cell, narrowed=(*cell.narrowed, (CHILD, "")))


def _now(values: Values, cell: Cell, unit: int) -> int:
    one = replace(cell, narrowed=(*cell.narrowed[:-1], (CHILD, str(unit))))
    return int(values.value(one).number or 0)


def names(units: Sequence[Branch]) -> dict[int, str]:
    return {one.pk: one.short_name for one in units}
