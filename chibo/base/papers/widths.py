"""Widths of the columns of a table, wide enough that no date or number, and no word of a head, is broken."""

import re
from collections.abc import Iterable, Sequence

from chibo.base.papers.blocks import Table, Text, plain
from chibo.base.papers.layout import Layout
from chibo.base.papers.printable import width_em

MM_PER_PT = 25.4 / 72
CELL_PADDING_MM = 3
# Dates, card numbers, sums of money; a longer run of digits may break.
_UNBROKEN = re.compile(r"(?<!\S)\d[\d/.,]{0,17}")


def column_widths(table: Table, layout: Layout, width_mm: float) -> list[float]:
    """In millimetres, by the shares of the columns; one too narrow for a number in it or a word of its head takes
    from the others what it needs, as far as they can give."""
    shares = sum(column.width for column in table.columns)
    widths = [width_mm * column.width / shares for column in table.columns]
    rows = [*table.rows, *([] if table.total is None else [table.total])]
    needed = [
        _needed((row[place] for row in rows), column.head, layout)
        for place, column in enumerate(table.columns)
    ]
    lacking = sum(max(0.0, need - width) for need, width in zip(needed, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(needed, widths, strict=True))
    if not lacking or lacking > spare:
        return widths
    kept = 1 - lacking / spare
    return [
        need + max(0.0, width - need) * kept for need, width in zip(needed, widths, strict=True)
    ]


def _needed(cells: Iterable[Text], head: str, layout: Layout) -> float:
    numbers = (found for cell in cells for found in _UNBROKEN.findall(plain(cell)))
    tokens = (*numbers, *head.split())
    widest = max((width_em(token) for token in tokens), default=0.0)
    return widest * layout.table_pt * MM_PER_PT + CELL_PADDING_MM if widest else 0.0


def inner(widths: Sequence[float]) -> list[float]:
    """What is left for words between the edges of the cells."""
    return [width - CELL_PADDING_MM for width in widths]
