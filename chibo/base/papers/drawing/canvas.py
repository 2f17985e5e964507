"""A sheet to draw on, as SVG: words are set, never read as markup."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from chibo.base.papers.printable import printable, width_em

# The lines of an upright page, 165 mm.
WIDTH = 468
LETTER = 10
DARK, MIDDLE, LIGHT, WHITE, BLACK = "#4d4d4d", "#9a9a9a", "#d4d4d4", "#ffffff", "#000000"
# `width_em` is generous, for words that must not run over; these may come near each other.
_USUAL = 0.86


@dataclass
class Canvas:
    """Words stand above all shapes."""

    height: float
    _root: Element = field(init=False)
    _shapes: Element = field(init=False)

    def __post_init__(self) -> None:
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {_short(self.height)}",
                "font-family": "Tinos",
                "font-size": str(LETTER),
            },
        )
        self._shapes = SubElement(self._root, "g", {"stroke": BLACK, "stroke-width": ".5"})

    def box(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        place = {"x": left, "y": top, "width": max(width, 0), "height": height}
        told = {name: _short(value) for name, value in place.items()}
        SubElement(self._shapes, "rect", {**told, "fill": fill})

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        place = {"x1": left, "y1": top, "x2": right, "y2": bottom}
        told = {name: _short(value) for name, value in place.items()}
        SubElement(self._shapes, "line", told)

    def words(
        self,
        left: float,
        base: float,
        text: str,
        *,
        fill: str = BLACK,
        middle: bool = False,
    ) -> None:
        told = {"x": _short(left)} if left else {}
        told |= {"y": _short(base)}
        told |= {"fill": fill} if fill != BLACK else {}
        told |= {"text-anchor": "middle"} if middle else {}
        SubElement(self._root, "text", told).text = printable(text)

    def svg(self) -> str:
        return tostring(self._root, encoding="unicode")


def fitting(text: str, width: float) -> str:
    """Words cut off with an ellipsis where they are wider than that."""
    if wide(text) <= width:
        return text
    kept = text
    while kept and wide(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wide(text: str) -> float:
    return width_em(text) * LETTER * _USUAL


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
