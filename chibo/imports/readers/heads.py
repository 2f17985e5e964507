"""The heading of a list: which rows it takes and what each column is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.sheets import CellValue
from chibo.imports.readers.fields import heading_key, meaning_of

Cells = Sequence[CellValue]

_LOOKED_AT = 30
_FEWEST = 2
_FEWEST_WITHOUT_NAME = 4
_LONGEST_NUMBER = 6
_LIKE_A_NAME = re.compile(r"ho( va)?( chu)?( dem)? ten\b|ten (dang vien|dong chi)\b|dong chi$")
_OF_RELATIVES = re.compile(r"\b(cha|bo|me|vo|chong|con|than nhan|nguoi (lap|gioi thieu|giup do))\b")
_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[a-z])\s*\)?")


@dataclass(frozen=True)
class Head:
    """`rows` are the heading's rows and `first` the first row of data, all from 0."""

    rows: tuple[int, ...]
    headings: tuple[str, ...]
    first: int


def words(cell: CellValue) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def recognised(row: Cells) -> int:
    """How many different known headings stand in a row."""
    return len({heading_key(words(cell)) for cell in row if meaning_of(words(cell)) is not None})


def likeliest(rows: Sequence[Cells]) -> int | None:
    """The row among the first thirty that reads most like a heading.

    It names people; or so many other headings are known that only the word for the name is not.
    """
    best = max(range(min(len(rows), _LOOKED_AT)), key=lambda at: recognised(rows[at]), default=None)
    if best is None:
        return None
    fewest = _FEWEST if name_column(rows[best]) is not None else _FEWEST_WITHOUT_NAME
    return best if recognised(rows[best]) >= fewest else None


def name_column(row: Cells) -> int | None:
    """By a known heading; else the first that reads like one, 'Họ tên ĐV (chữ in hoa)'."""
    for code in ("full_name", "birth_name"):
        for at, cell in enumerate(row):
            if cell is not None and meaning_of(words(cell)) == code:
                return at
    keys = [heading_key(words(cell)) for cell in row]
    return next((at for at, key in enumerate(keys) if _reads_like_a_name(key)), None)


def _reads_like_a_name(key: str) -> bool:
    return bool(_LIKE_A_NAME.match(key)) and not _OF_RELATIVES.search(key)


def is_numbering(row: Cells) -> bool:
    """(1) (2) (3) … or A B 1 2 beneath the headings."""
    filled = [words(cell).lower() for cell in row if cell is not None]
    if any(len(text) > _LONGEST_NUMBER for text in filled):
        return False
    numbers = sum(text.strip("() ").isdigit() for text in filled)
    return (
        len(filled) >= _FEWEST
        and all(_NUMBER.fullmatch(text) for text in filled)
        and numbers * 2 >= len(filled)
    )
