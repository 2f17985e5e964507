"""What a register is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chibo.base.papers import Column
from chibo.base.periods import Period
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Line:
    """`cells` by the register's columns but its number; several facts of a cell stand on lines of their own."""

    person: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """`form` is the name of its paper form, `source` where its columns were seen, `note` what the books lack;
    `name_at` which of its columns (from 1, without the number) names the person."""

    slug: str
    title: str
    form: str
    source: str
    note: str
    columns: Sequence[Column]
    keys: Callable[[Branch, Period], Sequence[Any]]
    rows: Callable[[Branch, Period, Sequence[Any]], list[Line]]
    total: Callable[[Branch, Period], str]
    name_at: int = 1
