"""Results copied from a sheet: who is meant by each line, by the books of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chibo.appraisal.models import OF_PEOPLE, Agency, Kind
from chibo.appraisal.queries.levels import levels_on, list_of
from chibo.base.text import fold
from chibo.members.models import Membership
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.queries.tree import Branch, placed_under

_AT_LEAST = 2


@dataclass(frozen=True)
class Match:
    """One line understood: `found` is a Membership, a row of `placed`, or an Agency."""

    found: Any
    level: str


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    cell: str
    level: str


def matched(of: Branch, kind: str, year_end: Any, text: str) -> tuple[list[Match], list[str]]:
    """Each line is a name, for people their cell where two are called alike, and a level, with tabs or ";"
    between. What was understood, and a sentence for every line that was not."""
    known = _known(of, kind)
    levels = {item.code for item in levels_on(kind, year_end)}
    found: list[Match] = []
    problems: list[str] = []
    seen: set[int] = set()
    for line in _lines(text):
        item = list_of(kind).recognise(line.level)
        meant = _meant(known.get(fold(line.name), ()), line)
        why = _why_not(line, item.code if item else "", levels, meant, seen)
        if why:
            problems.append(_("Dòng {n}: {why}").format(n=line.number, why=why))
        elif item:
            seen.add(meant[0].pk)
            found.append(Match(meant[0], item.code))
    return found, problems


def _lines(text: str) -> Iterable[_Line]:
    for number, raw in enumerate(text.splitlines(), 1):
        columns = [part.strip() for part in raw.replace(";", "\t").split("\t") if part.strip()]
        if columns and columns[0].rstrip(".").isdecimal():  # the running number of a sheet
            columns = columns[1:]
        if columns:
            level = columns[-1] if len(columns) >= _AT_LEAST else ""
            cell = columns[1] if len(columns) > _AT_LEAST else ""
            yield _Line(number, columns[0], cell, level)


def _known(of: Branch, kind: str) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for names, row in _candidates(of, kind):
        for name in {fold(one) for one in names if one}:
            found.setdefault(name, []).append(row)
    return found


def _candidates(of: Branch, kind: str) -> Iterable[tuple[tuple[str, ...], Any]]:
    if kind in OF_PEOPLE:
        rows: Any = with_cell_names(roll(of), of.on).select_related("person")
        return [((row.person.full_name,), row) for row in rows]
    if kind == Kind.AGENCY:
        return [((row.name,), row) for row in Agency.objects.on(of.on).filter(keeper=of.pk)]
    units = placed_under(of.path, of.on)
    return [((row.name, row.short_name), row) for row in units]


def _meant(rows: Iterable[Any], line: _Line) -> list[Any]:
    """Those so called, with marks where that tells them apart, then of that cell."""
    some = list(rows)
    if len(some) > 1:
        some = [row for row in some if _called(row) == line.name] or some
    if len(some) > 1 and line.cell:
        some = [row for row in some if fold(line.cell) in fold(getattr(row, "cell_name", ""))]
    return some


def _called(row: Any) -> str:
    return row.person.full_name if isinstance(row, Membership) else row.name


def _why_not(line: _Line, code: str, levels: set[str], meant: list[Any], seen: set[int]) -> str:
    if not line.level:
        return _("thiếu mức xếp loại sau tên “{name}”.").format(name=line.name)
    if code not in levels:
        return _("“{level}” không phải mức của năm ấy.").format(level=line.level)
    if not meant:
        return _("không có “{name}” trong sổ của ngày quyết định.").format(name=line.name)
    if len(meant) > 1:
        return _("có {n} “{name}”; ghi thêm chi bộ vào giữa tên và mức.").format(
            n=len(meant), name=line.name
        )
    return _("“{name}” đã có ở dòng trên.").format(name=line.name) if meant[0].pk in seen else ""
