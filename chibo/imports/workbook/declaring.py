"""What a sheet is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Words
from chibo.imports.workbook.extract import Extract

# text     as written                       digits  a number that is a name: zeros in front count
# day      a whole date                     partial a date as far as it is known (05/2009, 1986)
# code     a code list's label              choice  one of a few fixed words
# key      the row's own key                ref     another sheet's key, a name may follow it
# time     as a clock shows it (19:30)     lines  as written, with its line breaks
# number   a number with its decimals as written here (75,8)
# codes, refs: several, with "; " between them
Kind = Literal[
    "text", "digits", "day", "partial", "integer", "yes_no", "code", "codes", "choice", "key",
    "ref", "refs", "time", "lines", "number",
]  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """`codes` names a rulebook list, or gives its name from the row read so far ("" is free text).
    `of` is the code of the sheet a ref points into."""

    name: str
    heading: Words
    meaning: Words = ""
    kind: Kind = "text"
    required: bool = False
    codes: str | Callable[[Mapping[str, Any]], str] = ""
    choices: Mapping[str, Words] = field(default_factory=dict)
    of: str = ""


@dataclass(frozen=True)
class SheetKind:
    """`prefix` begins the keys of its rows; `since` is the workbook version that first had it."""

    code: str
    name: Words
    meaning: Words
    columns: tuple[Column, ...]
    rows: Callable[[Extract], Iterable[Row]]
    prefix: str = ""
    since: int = 1

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def key(heading: Words) -> Column:
    return Column("key", heading, kind="key", required=True)


def ref(
    name: str, heading: Words, of: str, meaning: Words = "", *, required: bool = False
) -> Column:
    return Column(name, heading, meaning, "ref", required, of=of)


def of_model(
    model: type[models.Model], *names: str, **changes: Mapping[str, Any]
) -> tuple[Column, ...]:
    """Columns called and typed as the model's fields; `changes` by field name."""
    return tuple(_of_field(model, name, changes.get(name, {})) for name in names)


def _of_field(model: type[models.Model], name: str, changes: Mapping[str, Any]) -> Column:
    column: Any = model._meta.get_field(name)
    spoken = str(column.verbose_name)
    given: dict[str, Any] = {
        "heading": spoken[:1].upper() + spoken[1:],
        "kind": _KINDS.get(column.get_internal_type(), "text"),
        "required": not (column.blank or column.has_default()),
    }
    if column.choices:
        given |= {"kind": "choice", "choices": dict(column.choices)}
    return Column(name, **given | dict(changes))


_KINDS: dict[str, Kind] = {
    "DateField": "day",
    "BooleanField": "yes_no",
    "PositiveSmallIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "BigIntegerField": "integer",
    "TimeField": "time",
    "DecimalField": "number",
}


def dated(model: type[models.Model]) -> tuple[Column, ...]:
    ends = _("Ngày không còn hiệu lực nữa (ngày đó không tính); đang còn thì để trống.")
    return of_model(model, "started_on", "ended_on", ended_on={"meaning": ends})


def cited(model: type[models.Model]) -> tuple[Column, ...]:
    return of_model(model, "decision_number", "decided_on", "decided_by")
