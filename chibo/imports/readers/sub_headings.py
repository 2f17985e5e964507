"""Two rows of headings: 'Quê quán' above 'Quốc gia', 'Tỉnh/Thành', 'Chi tiết'."""

from collections.abc import Sequence

from chibo.imports.readers.heads import Cells, Head, is_numbering, name_column, words

_DEEPEST = 3


def head(rows: Sequence[Cells], at: int) -> Head | None:
    """None when the row beneath `at` is not a second row of headings."""
    last = at
    while last - at < _DEEPEST - 1 and _continues(rows, at, last + 1):
        last += 1
    if last == at:
        return None
    headings = _joined([rows[row] for row in range(at, last + 1)])
    return Head(tuple(range(at, last + 1)), tuple(headings), last + 1)


def _continues(rows: Sequence[Cells], at: int, below: int) -> bool:
    """Nobody is named there: the cell under the name's heading is empty or part of it."""
    if below >= len(rows) or is_numbering(rows[below]):
        return False
    name = name_column(rows[at])
    if name is None:
        return False
    under = words(rows[below][name])
    pairs = zip(rows[at], rows[below], strict=True)
    new = [words(cell) for above, cell in pairs if words(cell) not in ("", words(above))]
    wordy = not any(any(char.isdigit() for char in text) for text in new)
    return under in ("", words(rows[at][name])) and wordy and (bool(new) or under != "")


def _joined(layers: list[Cells]) -> list[str]:
    headings, above = [], ""
    for column in range(len(layers[0])):
        texts = [words(layer[column]) for layer in layers]
        above = texts[0] or (above if any(texts[1:]) else "")
        parts = list(dict.fromkeys(text for text in (above, *texts[1:]) if text))
        headings.append(" ".join(parts))
    return headings
