"""What moved in the period as steps from the opening to the closing number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.figures import Amount
from chibo.base.papers.drawing import Step
from chibo.base.text import format_number
from chibo.reports.content.charts import steps_of
from chibo.reports.content.ground import Ground, number
from chibo.reports.content.pieces import Grid, Head, Piece, Row
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers

_ENDS = (Ask("members", when="eve"), Ask("members"))
_MOVED = {"entered": 1, "increases": 1, "decreases": -1}
STEPS = (*_ENDS, Ask("entered"), *(Ask(name, by="kind") for name in ("increases", "decreases")))


@dataclass(frozen=True)
class _Moved:
    """A kind of movement that happened, `sign` times its number."""

    label: str
    ask: Ask
    amount: int
    sign: int


def movement_steps(ground: Ground, _more: Mapping[str, Any]) -> Grid | None:
    """None while opening or closing are unknown, nothing moved, or the steps do not lead from one to the other."""
    numbers = ground.numbers
    opening, closing = (numbers.reading(ask).value for ask in _ENDS)
    moved = _moved(numbers)
    if opening is None or closing is None or not moved:
        return None
    if opening + sum(one.amount for one in moved) != closing:
        return None
    heads = (Head(_("Tăng"), 1.4), Head(_("Giảm"), 1.4), Head(_("Còn lại"), 1.6))
    rows = _rows(moved, opening, numbers)
    drawn = steps_of(_steps(moved, opening, closing), _("Biểu đồ biến động đảng viên"))
    return Grid("steps", "", _("Loại biến động"), heads, tuple(rows), label_width=6, drawings=drawn)


def _moved(numbers: Numbers) -> list[_Moved]:
    found = []
    for name, sign in _MOVED.items():
        ask = Ask(name)
        parts = {"": numbers.reading(ask)} if name == "entered" else _kinds(ask, numbers)
        for key, reading in parts.items():
            one = ask if name == "entered" else replace(ask, by="kind", group=key)
            label = _("Ghi vào sổ lần đầu") if name == "entered" else reading.label
            if reading.value:
                found.append(_Moved(label, one, sign * int(reading.value), sign))
    return found


def _kinds(ask: Ask, numbers: Numbers) -> Mapping[str, Any]:
    return numbers.groups(replace(ask, by="kind"))


def _rows(moved: list[_Moved], opening: Amount, numbers: Numbers) -> list[Row]:
    blank, left = Piece(""), int(opening)
    rows = [Row("", _("Đầu kỳ"), (blank, blank, number(_ENDS[0], numbers)), True)]
    for place, one in enumerate(moved, start=1):
        left += one.amount
        told = number(one.ask, numbers)
        sides = (told, blank) if one.sign > 0 else (blank, told)
        rows.append(Row(str(place), one.label, (*sides, Piece(format_number(left)))))
    return [*rows, Row("", _("Cuối kỳ"), (blank, blank, number(_ENDS[1], numbers)), True)]


def _steps(moved: list[_Moved], opening: Amount, closing: Amount) -> list[Step]:
    return [
        Step(_("Đầu kỳ"), int(opening), format_number(opening)),
        *(Step(one.label, one.amount, _signed(one)) for one in moved),
        Step(_("Cuối kỳ"), int(closing), format_number(closing)),
    ]


def _signed(one: _Moved) -> str:
    return f"{'+' if one.sign > 0 else '−'}{format_number(abs(one.amount))}"
