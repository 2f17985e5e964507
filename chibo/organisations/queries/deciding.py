"""Which body decides about a member, by the rulebook of the day: rules "admission.deciding_body" and its like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.organisations.queries.naming import (
    Letterhead,
    committee_name,
    committee_word,
    letterhead,
    place_name,
)
from chibo.organisations.queries.tree import Branch, grassroots_kinds
from chibo.rulebook.queries import NoRuleOnDay, rule

_STANDING = ("ban thường vụ ", "ban chấp hành ")


@dataclass(frozen=True)
class DecidingBody:
    """A committee: its standing committee, or the committee `as_whole`, as when a basic committee decides by
    delegation with two thirds of its members."""

    here: Branch
    as_whole: bool = False

    @property
    def name(self) -> str:
        """ "Ban Thường vụ Huyện ủy Mộc Châu"; a cell and a whole committee by their names."""
        name = committee_name(self.here)
        return name if self._is_plain else f"Ban Thường vụ {name}"

    @property
    def authority(self) -> str:
        """For whom its secretary signs: "T/M BAN THƯỜNG VỤ", "T/M ĐẢNG ỦY"."""
        return f"T/M {committee_word(self.here).upper()}" if self._is_plain else "T/M BAN THƯỜNG VỤ"

    @property
    def letterhead(self) -> Letterhead:
        return letterhead(self.here)

    @property
    def _is_plain(self) -> bool:
        return self.as_whole or self.here.is_cell


def basic_of(line: Sequence[Branch]) -> Branch:
    """Of a line from the top down to a cell: the basic organisation, or the cell where there is none."""
    basic = [one for one in line if one.kind in grassroots_kinds()]
    return basic[-1] if basic else line[-1]


def above_basic(line: Sequence[Branch]) -> Branch | None:
    """The committee directly above the basic organisation; the centre is not asked."""
    place = list(line).index(basic_of(line)) - 1
    return line[place] if place >= 0 and line[place].kind != "centre" else None


def deciding_body(line: Sequence[Branch], code: str, on: date) -> DecidingBody:
    """By the rule `code` on the day; "" is the basic organisation. A basic cell has no
    standing committee: the level above it decides.

    `line` goes from the top down. Where the tree knows no such level, the basic organisation stands in."""
    basic, above = basic_of(line), above_basic(line)
    if not code:
        return DecidingBody(basic)
    wanted = _said(code, on)
    if wanted == "provincial_standing_committee":
        provinces = [one for one in line if one.kind == "province"]
        return DecidingBody(provinces[-1] if provinces else above or basic)
    if wanted == "grassroots_standing_committee" and not basic.is_cell:
        return DecidingBody(basic)
    return DecidingBody(above or basic)


def called(line: Sequence[Branch], name: str) -> Branch | None:
    """Which organisation of a line a paper means by "Ban Thường vụ Đảng ủy xã Mường Sang" or "Tỉnh ủy"."""
    wanted = without_standing(name).casefold()
    for one in reversed(line):
        short = f"{committee_word(one)} {place_name(one)}"
        if wanted in {said.casefold() for said in (committee_name(one), one.name, short)}:
            return one
    alike = [one for one in line if wanted == committee_word(one).casefold()]
    return alike[-1] if alike else None


def without_standing(name: str) -> str:
    """ "Huyện ủy Mộc Châu" for its standing committee."""
    for start in _STANDING:
        if name.casefold().startswith(start):
            return name[len(start) :]
    return name


def _said(code: str, on: date) -> str:
    try:
        return rule(code, on).text()
    except NoRuleOnDay:
        return ""
