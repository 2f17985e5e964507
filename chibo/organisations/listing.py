"""The rows behind a number: how rows of a kind are laid out, and who may read them.

The door that shows them on the screen fills the layouts at its start; every door asks here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.base.figures import Figure, Scope, base_rows
from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date
from chibo.organisations.rules import may_see_names

Cell = str | date | PartialDate | None


@dataclass(frozen=True)
class Row:
    label: str
    url: str
    cells: Sequence[Cell]

    @property
    def shown(self) -> list[str]:
        return [as_text(cell) for cell in self.cells]


def as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return format_date(cell) if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class Layout:
    """How rows of one kind are listed: `prepare` orders them, `lay` turns a page of them into Rows. `readable`
    leaves only those whose very file the user may read, where that is stricter than the branch."""

    first: str | Promise
    columns: Sequence[str | Promise]
    prepare: Callable[[QuerySet[Any], date], QuerySet[Any]]
    lay: Callable[[Iterable[Any], AsOf], list[Row]]
    personal: bool = True
    readable: Callable[[QuerySet[Any], User], QuerySet[Any]] | None = None

    @property
    def headings(self) -> list[dict[str, str]]:
        return [{"label": str(label)} for label in (self.first, *self.columns)]


_layouts: dict[str, Layout] = {}


def lay_out(layouts: Mapping[str, Layout]) -> None:
    """Called once by the app that knows how rows of every kind look."""
    _layouts.update(layouts)


def layout_of(figure: Figure) -> Layout:
    return _layouts[figure.lists]


def may_list(user: User, figure: Figure, scope: Scope) -> bool:
    """Whether the user may read the rows a figure counts, by the name of whom they are about."""
    layout = layout_of(figure)
    if layout.readable:
        whole = base_rows(figure, scope)
        rows = figure.rows(scope) if whole is None else whole
        return layout.readable(rows, user).exists() or not rows.exists()
    return not layout.personal or may_see_names(user, scope.branch)


def readable(user: User, figure: Figure, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of rows that may be listed, those whose very file the user may read."""
    layout = layout_of(figure)
    return layout.readable(rows, user) if layout.readable else rows
