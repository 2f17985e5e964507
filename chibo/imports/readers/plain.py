"""One row of headings, data right beneath."""

from collections.abc import Sequence

from chibo.imports.readers.heads import Cells, Head, words


def head(rows: Sequence[Cells], at: int) -> Head | None:
    return Head((at,), tuple(map(words, rows[at])), at + 1)
