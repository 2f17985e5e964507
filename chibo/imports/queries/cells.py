"""Cells by the names people write for them."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from chibo.base.text import clean, fold, same_name_key, text_sort_key
from chibo.organisations.queries.tree import Branch, as_branch, cells_in
from chibo.rulebook.queries import code_list

_CELL_WORDS = re.compile(r"^(chi bo( co so| truc thuoc)?|cb|dang bo bo phan)\b[\s.:\-]*")
_NUMBERED = re.compile(r"([a-z]+)(\d+)")
_SHORT_FORMS = {
    "tk": "tieu khu",
    "tdp": "to dan pho",
    "kp": "khu pho",
    "th": "tieu hoc",
    "tyt": "tram y te",
}
# "Đảng bộ xã Mường Sang - Chi bộ bản Vặt", as the national system writes a cell
_STEPS = re.compile(
    r"\s*[,;>|/\\–—]+\s*|\s+-\s*|-\s+|\s+(?:trực )?thuộc\s+|\s+(?=chi bộ\b)", re.IGNORECASE
)
_ABOVE = re.compile(r"(dang (bo|uy)|(tinh|huyen|thanh|quan|thi) uy)\b(?! bo phan)")
_NEAR = 0.75
_SUGGESTED = 8


@dataclass
class CellBook:
    """Cells of a branch on a day, found by full name, by the name without 'Chi bộ', without 'bản'…"""

    cells: list[Branch]
    _by_key: dict[str, list[Branch]] = field(default_factory=lambda: defaultdict(list))
    _matched: dict[str, list[Branch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for key in {cell.code, *_keys(cell.name), *_keys(cell.short_name)} - {""}:
                self._by_key[key].append(cell)

    def match(self, text: str) -> list[Branch]:
        """One cell when the text says which; several when it fits several; none when it fits none."""
        if text not in self._matched:
            self._matched[text] = self._match(text)
        return self._matched[text]

    def _match(self, text: str) -> list[Branch]:
        if not clean(text):
            return self.cells if len(self.cells) == 1 else []
        for key in (text.replace(".", "").strip(), *_keys(text)):
            if found := self._by_key.get(key):
                return _same_marks(text, found)
        return self._begun_by(_keys(text)) or self._beneath(text)

    def _beneath(self, text: str) -> list[Branch]:
        """The cell of a text that also names what stands above it."""
        steps = [step for step in _STEPS.split(text) if clean(step)]
        cells = [step for step in steps if not _ABOVE.match(fold(step))]
        return self.match(cells[0]) if len(cells) == 1 and len(steps) > 1 else []

    def near(self, text: str) -> list[Branch]:
        """Cells to offer first for a name that fits none."""
        if len(self.cells) <= _SUGGESTED:
            return self.cells
        wanted = _keys(text)[-1]
        scored = [
            (max(difflib.SequenceMatcher(None, wanted, key).ratio() for key in _keys(cell.name)), n)
            for n, cell in enumerate(self.cells)
        ]
        best = sorted(scored, reverse=True)[:_SUGGESTED]
        return [self.cells[n] for score, n in best if score >= _NEAR / 2]

    def named(self, key: int) -> Branch | None:
        return next((cell for cell in self.cells if cell.pk == key), None)

    def _begun_by(self, keys: list[str]) -> list[Branch]:
        """'Nà Bó' begins both 'Nà Bó 1' and 'Nà Bó 2'."""
        wanted = keys[-1]
        found = {
            cell.pk: cell
            for key, cells in self._by_key.items()
            for cell in cells
            if wanted and key.startswith(f"{wanted} ")
        }
        return sorted(found.values(), key=lambda cell: cell.name)


def cell_book(of: Branch) -> CellBook:
    rows = [as_branch(row, of.on) for row in cells_in(of)]
    return CellBook(sorted(rows, key=lambda cell: text_sort_key(cell.short_name)))


@lru_cache(maxsize=20_000)
def spelling(text: str) -> str:
    """What two ways of writing the same name share: case, signs and spaces aside, marks kept."""
    return same_name_key(" ".join(re.sub(r"[^\w]", " ", clean(text)).split()))[:200]


def _keys(text: str) -> list[str]:
    """From the exact name to its barest form."""
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())
    bare = _CELL_WORDS.sub("", plain)
    words = _NUMBERED.sub(r"\1 \2", bare).split()
    spelt = " ".join(_SHORT_FORMS.get(word, word) for word in words)
    barest = _without_kind(spelt)
    return list(dict.fromkeys(key for key in (plain, bare, spelt, barest) if key)) or [plain]


def _without_kind(name: str) -> str:
    for word in _kind_words():
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
    return name


@cache
def _kind_words() -> list[str]:
    words = {fold(item.label) for item in code_list("base_types").items() if item.parent}
    return sorted(words, key=len, reverse=True)


def _same_marks(text: str, found: list[Branch]) -> list[Branch]:
    """Where the plain letters fit several, marks decide: Bản Lùn is not Bản Lún."""
    if len(found) == 1:
        return found
    wanted = spelling(_CELL_WORDS.sub("", clean(text).lower()))
    exact = [
        cell
        for cell in found
        if wanted in (spelling(cell.name), spelling(cell.short_name))
        or spelling(cell.name).endswith(wanted)
    ]
    return exact if len(exact) == 1 else found
