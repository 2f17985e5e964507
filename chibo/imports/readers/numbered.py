"""Headings over a row of (1) (2) (3), with or without a second line of words between them."""

from collections.abc import Sequence

from chibo.imports.readers import sub_headings
from chibo.imports.readers.heads import Cells, Head, is_numbering, words


def head(rows: Sequence[Cells], at: int) -> Head | None:
    """None when no row of numbers stands beneath the heading."""
    upper = sub_headings.head(rows, at) or Head((at,), tuple(map(words, rows[at])), at + 1)
    if upper.first >= len(rows) or not is_numbering(rows[upper.first]):
        return None
    return Head(upper.rows, upper.headings, upper.first + 1)
