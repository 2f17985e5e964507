"""What a column may mean: the table fields.toml, and how a heading finds its meaning."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chibo.base.text import clean, fold

_ASIDE = re.compile(r"\([^)]*\)")
ONLY_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Field:
    """`kind` says how a cell is read (see values.py); `ask` that synonyms are confirmed once."""

    code: str
    label: str
    kind: str
    list: str = ""
    ask: bool = False
    parts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    guess: str = ""

    def guessed(self, heading: str) -> str:
        """How a heading of two meanings is read; "" for one that is clear."""
        doubtful = {heading_key(one) for one in self.unsure}
        return self.guess if heading_key(heading) in doubtful else ""


@cache
def fields() -> dict[str, Field]:
    return {
        row["code"]: Field(**{name: _frozen(told) for name, told in row.items()})
        for row in _table()["field"]
    }


def _frozen(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def guess_of(meant: Mapping[str, str]) -> str:
    """How a column recognised by itself was understood, where its heading has two meanings."""
    field = fields().get(meant["field"])
    return field.guessed(meant["heading"]) if field and meant["state"] == "auto" else ""


def meaning_of(heading: str) -> str | None:
    """A field's code; "" for a column that is known to hold nothing of ours; None when unknown."""
    told = _marked().get(clean(heading).lower().rstrip(" .*"))
    if told is None:
        told = _meanings().get(heading_key(heading))
    if told is None and "(" in heading:  # 'Quê quán (xã, tỉnh)'
        told = _meanings().get(heading_key(_ASIDE.sub(" ", heading)))
    return told


def heading_key(heading: str) -> str:
    """'Ngày vào Đảng *' and 'NGÀY VÀO ĐẢNG(1)' are the same heading."""
    bare = re.sub(r"\(\s*\d+\s*\)|\*", " ", fold(heading))
    return ONLY_LETTERS.sub(" ", bare).strip()


@cache
def _marked() -> dict[str, str]:
    return {one.lower(): field.code for field in fields().values() for one in field.marked}


@cache
def _meanings() -> dict[str, str]:
    found = {
        heading_key(heading): field.code
        for field in fields().values()
        for heading in field.headings
    }
    for row in _table()["leave_out"]:
        found |= {heading_key(heading): "" for heading in row["headings"]}
    return found


def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))
