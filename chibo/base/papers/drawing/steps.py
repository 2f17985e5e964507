"""From an opening to a closing number, a step a line: ends dark, what was added grey, what went an outline."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.papers.drawing.canvas import DARK, MIDDLE, WHITE, Canvas, fitting
from chibo.base.stepping import Span, stepped

_LINE, _THICK = 20, 13
_LABEL, _GAP, _LONGEST = 170, 6, 245
_FILLS = {"end": DARK, "up": MIDDLE, "down": WHITE}


@dataclass(frozen=True)
class Step:
    """The first and the last amount are the ends, those between what was added (or, below zero, taken away)."""

    label: str
    amount: int
    shown: str


def steps(lines: Sequence[Step]) -> tuple[str, int]:
    """The drawing, and the number its scale begins at; above 0 the ends are drawn cut off."""
    spans, origin = stepped([one.amount for one in lines], _LONGEST)
    canvas = Canvas(len(lines) * _LINE)
    for place, (one, span) in enumerate(zip(lines, spans, strict=True)):
        top = place * _LINE + 2
        canvas.words(0, top + _THICK - 3, fitting(one.label, _LABEL - _GAP))
        canvas.box(_LABEL + span.start, top, span.width, _THICK, _FILLS[span.kind])
        if origin and span.kind == "end":
            _cut(canvas, top)
        canvas.words(_LABEL + span.start + span.width + _GAP, top + _THICK - 3, one.shown)
        if place + 1 < len(lines):
            _lead_on(canvas, span, top + _THICK)
    return canvas.svg(), origin


def _cut(canvas: Canvas, top: float) -> None:
    for left in (6, 10):
        canvas.box(_LABEL + left, top - 1, 2, _THICK + 2, WHITE)


def _lead_on(canvas: Canvas, span: Span, bottom: float) -> None:
    at = _LABEL + span.reached
    canvas.line(at, bottom, at, bottom + _LINE - _THICK)
