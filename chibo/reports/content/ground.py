"""What all tables of a report stand on, and how their cells are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chibo.base.figures import Amount, Reading
from chibo.base.text import format_number
from chibo.reports.content.pieces import Grid, Piece
from chibo.reports.content.saying import spoken
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers
from chibo.reports.wording import share_text


@dataclass(frozen=True)
class Ground:
    """What tables are built on; `names`: whether people may be named."""

    numbers: Numbers
    names: bool


Builder = Callable[[Ground, Mapping[str, Any]], Grid | None]


def number(ask: Ask, numbers: Numbers) -> Piece:
    return spoken(ask, numbers)


def share(value: Amount | None, base: Amount | None, numbers: Numbers) -> Piece:
    return Piece(share_text(value, base, numbers.rounding) if value is not None and base else "")


def group_number(ask: Ask, key: str, reading: Reading, numbers: Numbers) -> Piece:
    one = replace(ask, group=key)
    return Piece(format_number(reading.value or 0), one, "", numbers.url(one), reading=reading)
