"""Differences in words: what each side says, what both said last time, numbers masked unless asked for whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.imports.models import ComparedPerson, Difference
from chibo.imports.queries.comparisons import sides_by_person
from chibo.imports.queries.our_side import RANKED
from chibo.imports.readers.fields import fields
from chibo.imports.rules.comparing.sides import may_take
from chibo.imports.rules.comparing.their_side import OR, UNKNOWN
from chibo.imports.rules.states import status_choices
from chibo.members.models import Sex
from chibo.members.queries.listing import cell_names
from chibo.rulebook.queries import code_list

_NUMBERS = frozenset({"national_id", "old_id"})
_SHOWN_END = 4


@dataclass(frozen=True)
class Shown:
    """A difference as a line of a page or a list. `last` is what both said last time, "" when not known;
    `remark` what the values alone do not show."""

    row: Difference
    name: str
    person: int | None
    cell: str
    label: str
    ours: str
    theirs: str
    last: str
    remark: str
    takes: bool


def shown(rows: Sequence[Difference], on: date, *, in_full: bool = False) -> list[Shown]:
    """Two questions whatever the number of rows: the last comparison's sides and the names of cells."""
    if not rows:
        return []
    previous = rows[0].comparison.previous
    people = {row.of.person_id for row in rows if row.of.person_id}
    last = sides_by_person(previous, people) if previous else {}
    facts = {row.of_id: row.of.facts for row in rows}
    cells = _cells([*facts.values(), *(one.facts for one in last.values())], rows, on)
    words = _Words(cells, in_full)
    return [_shown(row, facts[row.of_id], last.get(row.of.person_id or 0), words) for row in rows]


def label_of(code: str) -> str:
    return fields()[code].label if code in fields() else _("Có tên trong danh sách")


def _cells(told: Iterable[Any], rows: Sequence[Difference], on: date) -> dict[int, str]:
    keys = {row.of.cell_id for row in rows if row.of.cell_id}
    for facts in told:
        said = (facts[side].get("cell", "") for side in ("ours", "theirs"))
        keys |= {int(key) for text in said for key in text.split(OR) if key.isdigit()}
    return cell_names(keys, {}, on)


@dataclass(frozen=True)
class _Words:
    cells: dict[int, str]
    in_full: bool
    _statuses: dict[str, str] = field(default_factory=lambda: dict(status_choices()))

    def say(self, code: str, text: str) -> str:
        if not text:
            return ""
        if text.startswith(UNKNOWN):
            return text[1:]
        if code in _NUMBERS and not self.in_full:
            return f"•••• •••• {text[-_SHOWN_END:]}"
        if code == "cell":
            return _(" hoặc ").join(self.cells.get(int(key), "") for key in text.split(OR))
        if code == "status":
            return ", ".join(self._statuses.get(part, part) for part in text.split("+"))
        if code == "sex":
            return str(Sex(text).label)
        kept = fields()[code]
        if kept.kind == "code" or code in RANKED:
            return code_list(kept.list).label(text)
        return text


def _shown(
    row: Difference, facts: dict[str, Any], last: ComparedPerson | None, words: _Words
) -> Shown:
    code, ours, theirs = row.field, facts["ours"], facts["theirs"]
    cell = words.cells.get(row.of.cell_id or 0, "")
    if code == Difference.PRESENCE:
        return _presence(row, facts["name"], cell)
    mine, yours = ours.get(code, ""), theirs.get(code, "")
    return Shown(
        row,
        facts["name"],
        row.of.person_id,
        cell,
        label_of(code),
        words.say(code, mine),
        words.say(code, yours),
        _("như lần này") if row.changed == Difference.Changed.BEFORE else _last(code, last, words),
        _digits_apart(code, mine, yours),
        may_take(code, theirs) and row.of.person_id is not None,
    )


def _presence(row: Difference, name: str, cell: str) -> Shown:
    there = row.of.standing == ComparedPerson.Standing.THEIRS
    said = (_("không có"), _("có")) if there else (_("có"), _("không có"))
    label = label_of(Difference.PRESENCE)
    return Shown(row, name, row.of.person_id, cell, label, *said, "", _about(row), False)


def _about(row: Difference) -> str:
    """Why somebody stands on one side only, as far as the books know."""
    if row.of.standing == ComparedPerson.Standing.THEIRS and row.of.person_id:
        return _("Có hồ sơ, không còn sinh hoạt ở đơn vị ngày này")
    return ""


def _last(code: str, last: ComparedPerson | None, words: _Words) -> str:
    if last is None:
        return ""
    facts = last.facts
    if code not in facts["ours"] or code not in facts["theirs"]:
        return ""
    mine = words.say(code, facts["ours"][code]) or _("trống")
    yours = words.say(code, facts["theirs"][code]) or _("trống")
    return (
        mine
        if mine == yours
        else _("sổ này {ours}; bên kia {theirs}").format(ours=mine, theirs=yours)
    )


def _digits_apart(code: str, mine: str, yours: str) -> str:
    """Where two masked numbers differ: their ends may well be the same."""
    if code not in _NUMBERS or not mine or not yours or yours.startswith(UNKNOWN):
        return ""
    if len(mine) != len(yours):
        return _("{mine} và {yours} chữ số").format(mine=len(mine), yours=len(yours))
    apart = [
        str(at) for at, (one, other) in enumerate(zip(mine, yours, strict=True), 1) if one != other
    ]
    return _("khác ở chữ số thứ {which}").format(which=", ".join(apart))
