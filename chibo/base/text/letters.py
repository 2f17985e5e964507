"""Letters and syllables: one spelling inside the system, and keys that forgive how people type."""

import re
import unicodedata
from functools import lru_cache

# huyền, hỏi, ngã, sắc, nặng in dictionary order; no mark (ngang) is 0
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def clean(text: str) -> str:
    """Put every string through this at the door: NFC, no invisible marks, single spaces.

    The soft hyphen goes too, and it is the letter ư of TCVN3: convert old font encodings first.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def clean_lines(text: str) -> str:
    """As `clean`, line by line; an empty line between paragraphs stays, at the ends none does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(clean, lines)).strip("\n")


@lru_cache(maxsize=8192)  # about as many as the language has
def syllable(word: str) -> tuple[str, int]:
    """('hoa', 1) for both hòa and hoà: the letters without tone, and the tone."""
    tone, letters = 0, []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def fold(text: str) -> str:
    """The search key without marks: 'Đặng Thị Hoà' becomes 'dang thi hoa'."""
    text = clean(text).lower()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


def same_name_key(name: str) -> str:
    """Equal for hòa/hoà and for NFC/NFD, different for Hòa/Hoa: for finding duplicates."""
    return " ".join(f"{letters}{tone}" for letters, tone in map(syllable, clean(name).split()))


def slug(name: str) -> str:
    """'Đảng bộ xã Mường Sang' becomes 'dang-bo-xa-muong-sang', for file names and addresses."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
