"""What a kind of report says, as data: one .toml file a kind, sections in order.

A kind that says `sections_of` another has its sections. A block of a section is a passage (`key`, `sentences`),
a table (`table`, its parameters) or a passage people write themselves (`key`, `free`). A sentence: `text` with
placeholders (queries.asking); `zero` replaces it when its first number is 0; `about` names another number to
decide by; with `hide_zero` it is left out at 0. What asks for a figure no installed app owns is left out.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _

from chibo.base.periods import Period
from chibo.base.rules import Refusal

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sentence:
    text: str
    zero: str = ""
    about: str = ""
    hide_zero: bool = False


@dataclass(frozen=True)
class Passage:
    """`free` is the prompt of a passage that has no generated text."""

    key: str
    sentences: tuple[Sentence, ...] = ()
    free: str = ""


@dataclass(frozen=True)
class Table:
    name: str
    caption: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Section:
    """An annex is printed after the signature. `on_page_only` is for whoever writes the report, never
    for whoever receives it."""

    key: str
    title: str
    blocks: tuple[Passage | Table, ...]
    on_page_only: bool = False


@dataclass(frozen=True)
class Outline:
    """`span` is the length of its period; `symbol` the abbreviation of its kind of paper."""

    kind: str
    label: str
    span: Literal["month", "quarter", "half", "nine_months", "year", "term"]
    paper: str
    symbol: str
    about: str
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]

    def passages(self) -> list[Passage]:
        return [
            block
            for section in (*self.sections, *self.annexes)
            for block in section.blocks
            if isinstance(block, Passage)
        ]

    def title_of(self, passage: str) -> str:
        """The section a passage stands in; its key when the outline no longer has it."""
        for section in (*self.sections, *self.annexes):
            if any(isinstance(one, Passage) and one.key == passage for one in section.blocks):
                return section.title
        return passage


def kinds(span: str = "") -> list[str]:
    """All kinds, or those of a period's length."""
    known = sorted(path.stem for path in HERE.glob("*.toml"))
    return [kind for kind in known if outline(kind).span == span] if span else known


def kinds_of(period: Period) -> list[str]:
    """Kinds of report about such a period; none for days no report goes by."""
    span = "term" if period.is_term else period.span
    return kinds(span) if span else []


@cache
def outline(kind: str) -> Outline:
    """Raises Refusal for a kind nobody has written."""
    if kind not in kinds():
        raise Refusal(_("Không có mẫu báo cáo “{kind}”.").format(kind=kind))
    data = tomllib.loads((HERE / f"{kind}.toml").read_text(encoding="utf-8"))
    if "sections_of" in data:
        same = outline(data["sections_of"])
        return replace(same, kind=kind, **data["report"])
    sections = {name: _sections(data.get(name, [])) for name in ("section", "annex")}
    return Outline(kind, **data["report"], sections=sections["section"], annexes=sections["annex"])


def _sections(rows: list[dict[str, Any]]) -> tuple[Section, ...]:
    return tuple(
        Section(
            row["key"],
            row["title"],
            tuple(_block(block) for block in row["block"]),
            row.get("on_page_only", False),
        )
        for row in rows
    )


def _block(row: dict[str, Any]) -> Passage | Table:
    if "table" in row:
        more = {name: value for name, value in row.items() if name not in ("table", "caption")}
        return Table(row["table"], row.get("caption", ""), more)
    sentences = tuple(Sentence(**sentence) for sentence in row.get("sentences", []))
    return Passage(row["key"], sentences, row.get("free", ""))
