"""Wholes side by side, each falling into the same few parts: a bar a line, every bar as long as the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.papers.drawing.canvas import (
    BLACK,
    DARK,
    LIGHT,
    MIDDLE,
    WHITE,
    WIDTH,
    Canvas,
    fitting,
    wide,
)

_LINE, _THICK = 20, 15
_LABEL, _GAP = 110, 6
_FILLS = (DARK, MIDDLE, LIGHT, WHITE)


@dataclass(frozen=True)
class Share:
    """`parts`: the mark the table gives each, how many there are, and which of the greys, from the darkest."""

    label: str
    parts: Sequence[tuple[str, int, int]]


def shares(lines: Sequence[Share]) -> str:
    """Each part says its mark and number where they fit."""
    canvas = Canvas(len(lines) * _LINE)
    for place, one in enumerate(lines):
        _draw(canvas, one, place * _LINE + 1)
    return canvas.svg()


def _draw(canvas: Canvas, one: Share, top: float) -> None:
    base, room = top + _THICK - 4, WIDTH - _LABEL - 1
    canvas.words(0, base, fitting(one.label, _LABEL - _GAP))
    whole, left = sum(number for _mark, number, _grey in one.parts), float(_LABEL)
    for mark, number, grey in one.parts:
        width = room * number / whole if whole else 0
        if not width:
            continue
        fill = _FILLS[grey]
        canvas.box(left, top, width, _THICK, fill)
        words = next((text for text in (f"{mark}: {number}", mark) if wide(text) + 4 < width), "")
        on = WHITE if fill == DARK else BLACK
        canvas.words(left + width / 2, base, words, fill=on, middle=True)
        left += width
