"""Statistical forms of 11-HD/BTCTW 2021 (rules.md 8) as declarations: row × column × figure.

A row or a column names what its cells ask: "members", "increases.moved_in", "members@eve", each followed by
any number of "*dimension=group". A cell asks what its row and its column say together. A line may stand for a
whole list of the rulebook (`each`), add up other lines (`adds`), be the mean age of a figure's people
(`mean_age`), or say why nothing is recorded (`none`).

A form has a version for each guidance it followed (versions.toml); a line or column with `from` or `until` holds
only in that span, and two lines of one id are the same line under its names of then and now.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.rulebook.queries import code_list

HERE = Path(__file__).parent / "declared"


@dataclass(frozen=True)
class Line:
    """`block` is the list it belongs to; `part` lines are in what stands above them; a `whole` line has what its
    columns ask, not narrowed. `base` is the line its share is of, where shares go by line. `rest` holds those of
    whom the list's value is not recorded, and like every `hide_zero` line is printed only when there are any."""

    id: str
    mark: str
    label: str
    ask: str = ""
    block: str = ""
    adds: tuple[str, ...] = ()
    whole: bool = False
    none: str = ""
    mean_age: str = ""
    base: str = ""
    strong: bool = False
    part: bool = False
    hide_zero: bool = False
    rest: bool = False


@dataclass(frozen=True)
class Column:
    """`when` and `narrow` change what its row asks; `ask` says it alone, for rows that only narrow.
    `percent` names the columns (from 0) of its numerator and of its base; a base "whole" is the whole form's,
    one "by line" that of the line's `base`; lines without one have no share.
    `sums` are the columns (from 0) it adds up; neighbours with the same `group` stand under one head on paper."""

    label: str
    when: str = "now"
    narrow: str = ""
    ask: str = ""
    group: str = ""
    percent: tuple[int, int | str] | None = None
    sums: tuple[int, ...] = ()


@dataclass(frozen=True)
class Check:
    """Line `left` must be what the `right` lines add up to ("-C" is taken away; "age*" is a whole block)."""

    says: str
    left: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Across:
    """Two cells of two forms that must agree: (form, line, column)."""

    says: str
    left: tuple[str, str, int]
    right: tuple[str, str, int]


@dataclass(frozen=True)
class Version:
    """The guidance forms follow from a day on; `codes` are names forms had then, `confidence` as in the rulebook,
    or "unsettled"."""

    since: date
    until: date | None
    source: str
    confidence: str
    note: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_confirmed(self) -> bool:
        return self.confidence == "seen"


@dataclass(frozen=True)
class Form:
    """`version` is the guidance in force on the period's last day. `inside` are lines that also count what goes on
    between the units below: what they send adds up to more than their own level has."""

    slug: str
    code: str
    title: str
    spans: tuple[str, ...]
    version: Version
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    checks: tuple[Check, ...]
    whole: str = ""
    inside: tuple[str, ...] = ()
    label_head: str = ""
    note: str = ""
    wide: bool = False

    @property
    def source(self) -> str:
        return self.version.source


def slugs() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.toml"))


def forms(on: date) -> list[Form]:
    return [form(slug, on) for slug in slugs()]


@cache
def form(slug: str, on: date) -> Form:
    """As it stands on a day: the version then in force, its lists as the rulebook had them. Raises Refusal for an
    unknown form and for a day before the first version."""
    if slug not in slugs():
        raise Refusal(_("Không có biểu thống kê “{slug}”.").format(slug=slug))
    data = tomllib.loads((HERE / f"{slug}.toml").read_text(encoding="utf-8"))
    head: dict[str, Any] = data["form"]
    version = version_on(on)
    code = version.codes.get(slug, head["code"])
    return Form(
        slug,
        **head
        | {"spans": tuple(head["spans"]), "code": code, "inside": tuple(head.get("inside", ()))},
        version=version,
        columns=tuple(_column(row) for row in _of_the_day(data["column"], on)),
        lines=tuple(line for row in _of_the_day(data["line"], on) for line in _lines(row, on)),
        checks=tuple(Check(**row | {"right": tuple(row["right"])}) for row in data["check"]),
    )


def version_on(on: date) -> Version:
    """Raises Refusal for a day before the first."""
    for version in reversed(versions()):
        if version.since <= on:
            return version
    first = versions()[0]
    raise Refusal(
        _(
            "Biểu thống kê sớm nhất có ở đây theo {source}, dùng cho kỳ kết thúc từ {day}. "
            "Chọn kỳ muộn hơn."
        ).format(source=first.source, day=format_date(first.since))
    )


@cache
def versions() -> tuple[Version, ...]:
    """In the order of their days."""
    rows = tomllib.loads((HERE.parent / "versions.toml").read_text(encoding="utf-8"))["version"]
    return tuple(
        Version(**{"since": row.pop("from"), "until": row.pop("until", None), **row})
        for row in rows
    )


def _of_the_day(rows: Iterable[Mapping[str, Any]], on: date) -> Iterator[dict[str, Any]]:
    """Those that hold on the day, without their span."""
    for row in rows:
        if row.get("from", on) <= on and ("until" not in row or on < row["until"]):
            yield {name: told for name, told in row.items() if name not in ("from", "until")}


@cache
def across() -> tuple[Across, ...]:
    rows = tomllib.loads((HERE.parent / "across.toml").read_text(encoding="utf-8"))["check"]
    return tuple(Across(row["says"], _place(row["left"]), _place(row["right"])) for row in rows)


def _place(text: str) -> tuple[str, str, int]:
    """ "bieu-5 total 5": the sixth column of that line; without a number the first."""
    slug, line, *column = text.split()
    return slug, line, int(column[0]) if column else 0


def _column(row: Mapping[str, Any]) -> Column:
    percent = row.get("percent")
    told = {**row, "percent": tuple(percent) if percent else None}
    return Column(**told | {"sums": tuple(row.get("sums", ()))})


def _lines(row: Mapping[str, Any], on: date) -> Iterator[Line]:
    if "each" in row:
        yield from _listed(row, on)
        return
    yield Line(**{"mark": "", **row, "adds": tuple(row.get("adds", ()))})


def _listed(row: Mapping[str, Any], on: date) -> Iterator[Line]:
    """A line for each item of a list, "*" in its marks counting them, and one for those without a value."""
    block, skip = row["id"], row.get("skip", [])
    items = [item for item in code_list(row["each"]).items(on) if item.code not in skip]
    for number, item in enumerate(items, start=1):
        group = str(item.rank) if row.get("by_rank") else item.code
        mark = str(number) if row.get("numbered") else row.get("mark", "-")
        ask = f"{row['ask']}={group}"
        yield Line(f"{block}:{item.code}", mark, item.label, ask, block, part=True)
    if not row.get("subset"):
        label = row.get("rest", _("Chưa ghi"))
        ask = f"{row['ask']}="
        yield Line(f"{block}:", "", label, ask, "", part=True, hide_zero=True, rest=True)
