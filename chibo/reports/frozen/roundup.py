"""What units handed in beside the own recount: line by line, and unit by unit where the figure can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chibo.base.figures import figure
from chibo.organisations.queries.tree import Branch
from chibo.reports.frozen.between import Sum, summed
from chibo.reports.models import Sheet
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import Form
from chibo.reports.statistics.building import Filled, asking_cells, fill
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
    filled: Filled
    sums: Mapping[str, Sum]
    apart: Mapping[str, Sequence[Apart]]


def roundup(form: Form, sent: Mapping[int, Sheet], numbers: Numbers, *, by_unit: bool) -> Roundup:
    """`by_unit`: also which units differ; it counts every line unit by unit."""
    filled = fill(form, numbers)
    sums = summed(filled, sent, numbers) if sent else {}
    return Roundup(filled, sums, _apart(form, sums, numbers) if by_unit and sent else {})


def _apart(form: Form, sums: Mapping[str, Sum], numbers: Numbers) -> dict[str, list[Apart]]:
    """Lines that also count moves between units are told by their parts."""
    asked = {
        line: _by_child(cell)
        for line, column, cell in asking_cells(form)
        if not column and line in sums and line not in form.inside and _tells_children(cell)
    }
    values = Values(numbers)
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
