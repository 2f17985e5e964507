"""One bar a line, from the same edge, on one scale; part of it may be drawn darker."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.papers.drawing.canvas import DARK, LIGHT, WIDTH, Canvas, fitting, wide

_LINE, _THICK, _TOP = 15, 11, 22
_LABEL, _GAP, _LONGEST = 170, 6, 210
# Of one drawing: two stand on one page of paper, and so many rows are a page on the screen.
MOST_BARS = 20


@dataclass(frozen=True)
class Bar:
    """`shown` stands behind the bar; `part` of the value is drawn darker."""

    label: str
    value: float
    shown: str
    part: float | None = None


def bars(lines: Sequence[Bar], legend: tuple[str, str] | None = None) -> list[str]:
    """As many drawings as pages are needed, all on the scale of the longest bar. `legend` names the bar and its
    darker part."""
    longest = max((one.value for one in lines), default=0) or 1
    pages = [lines[at : at + MOST_BARS] for at in range(0, len(lines), MOST_BARS)]
    return [_drawn(page, longest, legend) for page in pages]


def _drawn(lines: Sequence[Bar], longest: float, legend: tuple[str, str] | None) -> str:
    top = _TOP if legend else 2
    canvas = Canvas(top + len(lines) * _LINE + 2)
    if legend:
        _name_fills(canvas, legend)
    for place, one in enumerate(lines):
        _draw(canvas, one, top + place * _LINE, longest)
    canvas.line(_LABEL, top - 1, _LABEL, top + len(lines) * _LINE)
    return canvas.svg()


def _name_fills(canvas: Canvas, legend: tuple[str, str]) -> None:
    left: float = _LABEL
    for words, fill in zip(legend, (LIGHT, DARK), strict=True):
        canvas.box(left, 4, 9, 9, fill)
        canvas.words(left + 13, 12, words)
        left += wide(words) + 34


def _draw(canvas: Canvas, one: Bar, top: float, longest: float) -> None:
    scale = _LONGEST / longest
    base = top + _THICK - 1.5
    canvas.words(0, base, fitting(one.label, _LABEL - _GAP))
    if one.value:
        canvas.box(_LABEL, top + 0.5, one.value * scale, _THICK, LIGHT)
    if one.part:
        canvas.box(_LABEL, top + 0.5, one.part * scale, _THICK, DARK)
    left = _LABEL + one.value * scale + _GAP
    canvas.words(left, base, fitting(one.shown, WIDTH - left))
