"""Code lists: the values a field may take, in order, each with the spellings people use for it."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.text import clean, fold, same_name_key
from chibo.rulebook.queries.toml_rows import Place, RulebookError


class UnknownCodeError(LookupError):
    """The list has no such code."""


@dataclass(frozen=True)
class Item:
    code: str
    label: str
    short: str = ""
    rank: int | None = None
    synonyms: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    parent: str = ""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def holds(self, day: date) -> bool:
        """True from valid_from to valid_to, both included."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class CodeList:
    name: str
    title: str
    all_items: tuple[Item, ...]
    file: str
    extendable: bool = False
    note: str = ""
    confidence: str = "seen"

    def items(self, on: date | None = None) -> tuple[Item, ...]:
        return tuple(item for item in self.all_items if on is None or item.holds(on))

    def choices(self, on: date | None = None) -> list[tuple[str, str]]:
        return [(item.code, item.label) for item in self.items(on)]

    def item(self, code: str) -> Item:
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCodeError(
                _("Danh mục {list} không có mã {code}.").format(list=self.title, code=code)
            ) from None

    def label(self, code: str) -> str:
        return self.item(code).label

    def rank(self, code: str) -> int:
        rank = self.item(code).rank
        if rank is None:
            raise UnknownCodeError(
                _("Mã {code} trong danh mục {list} không có thứ bậc.").format(
                    list=self.title, code=code
                )
            )
        return rank

    def codes_from(self, code: str) -> tuple[str, ...]:
        """Codes of that rank or above ("từ trung cấp trở lên")."""
        floor = self.rank(code)
        return tuple(
            item.code for item in self.all_items if item.rank is not None and item.rank >= floor
        )

    def children(self, code: str) -> tuple[Item, ...]:
        """Items directly under `code`; under "" the items at the top."""
        return tuple(item for item in self.all_items if item.parent == code)

    def leaves(self, code: str) -> tuple[Item, ...]:
        """The items below `code` that have nothing below them; the item itself when it has none."""
        below = self.children(code)
        if not below:
            return (self.item(code),)
        return tuple(leaf for item in below for leaf in self.leaves(item.code))

    def within(self, code: str, ancestor: str) -> bool:
        """True when `code` is `ancestor` or lies below it."""
        while code and code != ancestor:
            code = self.item(code).parent
        return code == ancestor

    def recognise(self, text: str) -> Item | None:
        """The item people mean by `text`: a code, label, short label or synonym.

        Case, spacing, hyphens and tone placement do not matter. Marks may be left out, unless two items differ
        only by their marks: then the marks decide, and a text without means neither. A wrong mark means
        nothing: "Tây" is not Tày (`alike` says what is near).
        """
        exact = self._by_spelling.get(_marked(text))
        if exact is not None:
            return exact
        meant = self.alike(text)
        return meant[0] if len(meant) == 1 and _leaves_out(text, meant[0]) else None

    def alike(self, text: str) -> tuple[Item, ...]:
        """The items spelled with the same letters, whatever the marks."""
        return self._by_folded.get(_plain(text), ())

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.all_items}

    @cached_property
    def _by_spelling(self) -> dict[str, Item]:
        return {_marked(spelling): item for item in self.all_items for spelling in spellings(item)}

    @cached_property
    def _by_folded(self) -> dict[str, tuple[Item, ...]]:
        found: dict[str, dict[str, Item]] = {}
        for item in self.all_items:
            for spelling in spellings(item):
                found.setdefault(_plain(spelling), {})[item.code] = item
        return {key: tuple(items.values()) for key, items in found.items()}


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _marked(text: str) -> str:
    """Marks count here, hyphens and other signs do not."""
    return same_name_key("".join(letter if letter.isalnum() else " " for letter in clean(text)))


def _leaves_out(text: str, item: Item) -> bool:
    """Whether the text has no mark that the item's spelling with these letters has not."""
    same = [spelling for spelling in spellings(item) if _plain(spelling) == _plain(text)]
    return any(_marks(text) <= _marks(spelling) for spelling in same)


def _marks(text: str) -> Counter[str]:
    letters = unicodedata.normalize("NFD", clean(text).lower())
    return Counter(one for one in letters if one == "đ" or unicodedata.combining(one))


def spellings(item: Item) -> tuple[str, ...]:
    return tuple(text for text in (item.code, item.label, item.short, *item.synonyms) if text)


ITEM_FIELDS = frozenset(Item.__dataclass_fields__)
ITEM_NEEDED = frozenset({"code", "label"})
LIST_FIELDS = frozenset({"name", "title", "note", "confidence", "extendable"})
LIST_NEEDED = frozenset({"name"})


def item_from(row: Mapping[str, Any], place: Place) -> Item:
    synonyms = row.get("synonyms", [])
    if not isinstance(synonyms, list) or not all(isinstance(text, str) for text in synonyms):
        raise RulebookError(_("{place}: synonyms phải là danh sách chữ.").format(place=place))
    if "rank" in row and type(row["rank"]) is not int:
        raise RulebookError(_("{place}: rank phải là số nguyên.").format(place=place))
    if not isinstance(row.get("extra", {}), dict):
        raise RulebookError(_("{place}: extra phải là một bảng.").format(place=place))
    return Item(**{**row, "synonyms": tuple(synonyms)})


def check_list(codes: CodeList) -> None:
    """Every parent exists, no circle, and no spelling means two items."""
    for item in codes.all_items:
        if item.parent and item.parent not in codes:
            raise _broken(
                codes, item, _("mã cha {parent} không có trong danh mục").format(parent=item.parent)
            )
        if _goes_round(codes, item):
            raise _broken(codes, item, _("mã cha đi vòng về chính nó"))
    _check_spellings(codes)


def _goes_round(codes: CodeList, item: Item) -> bool:
    seen = {item.code}
    while item.parent:
        if item.parent in seen:
            return True
        seen.add(item.parent)
        item = codes.item(item.parent)
    return False


def _check_spellings(codes: CodeList) -> None:
    taken: dict[str, Item] = {}
    for item in codes.all_items:
        for key in _spelling_keys(spellings(item)):
            other = taken.setdefault(key, item)
            if other.code != item.code:
                raise _broken(
                    codes, item, _("có cách viết trùng với mã {other}").format(other=other.code)
                )


def _spelling_keys(texts: Iterable[str]) -> set[str]:
    return {_marked(text) for text in texts}


def _broken(codes: CodeList, item: Item, why: str) -> RulebookError:
    return RulebookError(
        _("{file}, danh mục {list}, mã {code}: {why}.").format(
            file=codes.file, list=codes.name, code=item.code, why=why
        )
    )
