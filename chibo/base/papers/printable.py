"""User text made safe to set: one form of Unicode, no control characters, words that can break."""

import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

Thing = TypeVar("Thing")
ZERO_WIDTH_SPACE = "\u200b"
# What neither XML nor a page can hold: controls except tab and newline, lone surrogates,
# the two non-characters.
WIDE = frozenset("mwMWƠƯỜỚỠỞỢỪỨỮỬỰ@%&—…")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text in NFC with "\\n" line ends and nothing that cannot be printed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", lines))


def cleaned(thing: Thing) -> Thing:
    """The same frozen data with every string in it made printable."""
    return _cleaned(thing)


def _cleaned(thing: Any) -> Any:
    if isinstance(thing, str):
        return printable(thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts = {f.name: _cleaned(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
        return dataclasses.replace(thing, **parts)
    if isinstance(thing, Sequence):
        return tuple(_cleaned(part) for part in thing)
    return thing


def breakable(text: str, most_em: float) -> str:
    """Words wider than a line of `most_em` may break after their strokes (triệu đồng/người/năm), where that is
    not enough anywhere; all others are left as they are."""
    return re.sub(r"\S+", lambda word: _broken(word.group(), most_em), text)


def _broken(word: str, most_em: float) -> str:
    if width_em(word) <= most_em:
        return word
    parts = word.split("/")
    if len(parts) > 1 and all(width_em(f"{part}/") <= most_em for part in parts):
        return f"/{ZERO_WIDTH_SPACE}".join(parts)
    pieces = [
        letter if unicodedata.combining(letter) else ZERO_WIDTH_SPACE + letter for letter in word
    ]
    return "".join(pieces).removeprefix(ZERO_WIDTH_SPACE)


def width_em(text: str) -> float:
    """A little more than the width in Times New Roman, whatever the weight; digits are exact."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in WIDE:
        return 1.0
    if letter in "0123456789":
        return 0.505
    if letter in "/.,":
        return 0.29
    return 0.8 if letter.isupper() else 0.56
