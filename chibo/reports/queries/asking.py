"""What a sentence asks for: the little language of placeholders in outlines and in people's own text.

{members}                 members at the close of the period
{members@eve}             at its opening; @before, @before_eve: the same of the same period last year
{members_rated@years}      over the five years that end with the period
{decreases.died}          a figure with its key
{admitted*sex=female}     one group of a breakdown
{admitted*ethnicity}      the breakdown in words: "3 Thái, 1 Mông"
{members_women|ratio}     with its base; |share: only the percentage
{admitted|compare}        against the same period last year; in the report of a term, against the term before
{members|rough}           as people round it: "trên 220"
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, Self, cast

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal

When = Literal["now", "eve", "before", "before_eve", "years"]
Form = Literal["", "ratio", "part", "compare", "up", "down", "rough"]

_ASK = re.compile(
    r"(?P<figure>[a-z][a-z0-9_]*)(?:\.(?P<key>[^@*|]+))?(?:@(?P<when>eve|before_eve|before|years))?"
    r"(?:\*(?P<by>[a-z_]+)(?:=(?P<group>[^|]*))?)?(?:\|(?P<form>ratio|part|compare|up|down|rough))?"
)


class BadPlaceholder(Refusal):
    """A placeholder that cannot be read."""


@dataclass(frozen=True)
class Ask:
    """One question. `group` None with a `by`: the whole breakdown."""

    figure: str
    key: str = ""
    when: When = "now"
    by: str = ""
    group: str | None = None
    form: Form = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        match = _ASK.fullmatch(text.strip())
        if match is None:
            raise BadPlaceholder(_("Không đọc được số “{text}” trong đoạn văn.").format(text=text))
        return cls(
            match["figure"],
            match["key"] or "",
            cast("When", match["when"] or "now"),
            match["by"] or "",
            match["group"],
            cast("Form", match["form"] or ""),
        )

    def __str__(self) -> str:
        when = "" if self.when == "now" else f"@{self.when}"
        group = "" if self.group is None else f"={self.group}"
        by = f"*{self.by}{group}" if self.by else ""
        key, form = self.key and f".{self.key}", self.form and f"|{self.form}"
        return f"{self.figure}{key}{when}{by}{form}"

    @property
    def is_list(self) -> bool:
        return bool(self.by) and self.group is None

    def plain(self) -> Self:
        return replace(self, form="") if self.form else self

    def whole(self) -> Self:
        """The breakdown that the group asked for is one of."""
        return self if self.group is None else replace(self, group=None)

    def at(self, when: When) -> Self:
        return replace(self, when=when)

    def a_year_before(self) -> Self:
        return self.at("before_eve" if self.when == "eve" else "before")
