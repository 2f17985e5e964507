"""One row of a list behind a number, and how rows of a kind are laid out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date
from chibo.members.models import Sex
from chibo.organisations.models import Profile
from chibo.rulebook.queries import code_list

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


def code_label(list_name: str, code: str) -> str:
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def sex_label(code: str) -> str:
    return str(Sex(code).label) if code else ""


def person_url(key: int, on: AsOf) -> str:
    return on.url(reverse("members:page", args=[key]))


def cell_names(keys: Iterable[int | None], on: date) -> dict[int | None, str]:
    """Short names on the day, or the last known ones of cells that stood only at other times."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int | None, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", "short_name"
    ):
        if start <= on or key not in found:
            found[key] = name
    return found
