"""Levels of a year: their names, their order, and the rank by which years of different names compare."""

from collections.abc import Sequence
from datetime import date

from chibo.appraisal.models import OF_PEOPLE
from chibo.rulebook.queries import code_list
from chibo.rulebook.queries.lists import CodeList, Item

TOP, GOOD, LOWEST = 4, 3, 1


def list_of(kind: str) -> CodeList:
    return code_list("member_ratings" if kind in OF_PEOPLE else "organisation_ratings")


def levels_on(kind: str, on: date) -> tuple[Item, ...]:
    """From the best down."""
    return tuple(sorted(list_of(kind).items(on), key=lambda item: -(item.rank or 0)))


def label_of(kind: str, code: str) -> str:
    """ "" of an empty level: not rated has no name of a level."""
    return list_of(kind).label(code) if code else ""


def brief_of(kind: str, code: str) -> str:
    """The shortest name people use: "Xuất sắc", "Tốt"."""
    item = list_of(kind).item(code)
    return item.synonyms[0] if item.synonyms else item.label


def rank_of(kind: str, code: str) -> int | None:
    return list_of(kind).rank(code) if code else None


def names_of_ranks(kinds: Sequence[str]) -> dict[int, str]:
    """By rank, the name of today; where it had others, the older in brackets."""
    found: dict[int, list[str]] = {}
    for kind in kinds:
        for item in list_of(kind).items():
            names = found.setdefault(item.rank or 0, [])
            if item.label not in names:
                names.insert(0 if item.valid_to is None else len(names), item.label)
    return {
        rank: names[0] + (f" ({', '.join(names[1:]).lower()})" if names[1:] else "")
        for rank, names in sorted(found.items(), reverse=True)
    }


def rank_keys(kinds: Sequence[str]) -> dict[str, str]:
    """What people write for a level, by code, label, short label or synonym, and how it is printed."""
    keys: dict[str, str] = {}
    for kind in kinds:
        for item in list_of(kind).items():
            for spelling in (item.code, item.label, item.short, *item.synonyms):
                if spelling:
                    keys[spelling] = item.label
                    keys[spelling.lower()] = item.label
    return keys


def rank_of_key(kind: str, key: str) -> int:
    item = list_of(kind).recognise(key)
    return item.rank or 0 if item else 0
