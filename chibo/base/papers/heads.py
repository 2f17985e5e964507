"""The head of a table, one or two rows, as cells that span."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from chibo.base.papers.blocks import Column


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell whose top left corner is at `row`, `column`."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def head_cells(columns: Sequence[Column]) -> list[HeadCell]:
    """Row by row; a column without a group fills both rows when others have one."""
    deep = 2 if any(column.group for column in columns) else 1
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, members in groupby(enumerate(columns), key=lambda pair: pair[1].group):
        places = [place for place, _ in members]
        if group:
            upper.append(HeadCell(group, 0, places[0], columns=len(places)))
            lower += [HeadCell(columns[place].head, 1, place) for place in places]
        else:
            upper += [HeadCell(columns[place].head, 0, place, rows=deep) for place in places]
    return upper + lower
