"""The parts of a report, still knowing which of their words are numbers and where those come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chibo.base.figures import Reading
from chibo.base.papers import Drawing
from chibo.reports.queries.asking import Ask


@dataclass(frozen=True)
class Piece:
    """Words, or a number: then `ask` is its question and `url` lists its rows.

    `live` is what the records say where a person wrote another number; `unknown` where there is none.
    """

    text: str
    ask: Ask | None = None
    label: str = ""
    url: str = ""
    stored: str = ""
    live: str = ""
    unknown: bool = False
    reading: Reading | None = None

    @property
    def is_number(self) -> bool:
        return self.ask is not None

    @property
    def is_phrase(self) -> bool:
        """Several words around numbers, such as a ratio with its base."""
        return self.ask is not None and bool(self.ask.form)

    @property
    def edited(self) -> bool:
        return bool(self.live)

    @property
    def opens(self) -> bool:
        """A number as the records have it, with its rows behind it."""
        return bool(self.url) and not (self.unknown or self.live or self.is_phrase)


Pieces = tuple[Piece, ...]


def words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


@dataclass(frozen=True)
class Passage:
    """A paragraph. `own`: a person's words; `asked` are the numbers of its generated sentence."""

    key: str
    pieces: Pieces
    own: bool = False
    note: str = ""
    prompt: str = ""
    asked: tuple[Ask, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return words(self.pieces)


@dataclass(frozen=True)
class Head:
    """Neighbours with the same `group` stand under one head. Cells that say `by_themselves` what they are, such as
    shares, need no head before them on phones."""

    label: str
    width: float = 1
    align: Literal["left", "center", "right"] = "right"
    group: str = ""
    by_themselves: bool = False


@dataclass(frozen=True)
class Row:
    """`mark` is the printed number of the line ("B", "1", "a"); `strong` lines are totals, `inner`
    ones part of the line above."""

    mark: str
    label: str
    cells: Pieces
    strong: bool = False
    inner: bool = False


@dataclass(frozen=True)
class Laid:
    """A cell under its head. `told` is the head as phones say it before the cell."""

    piece: Piece
    head: Head
    told: str


# Says nothing of what there is none.
_NOTHING = "0"
# A grid of more columns keeps its heads on phones too and is scrolled sideways.
_WIDE = 12


@dataclass(frozen=True)
class Grid:
    """`drawings` show its rows; on paper they stand above it."""

    key: str
    caption: str
    label_head: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    label_width: float = 4.6
    drawings: tuple[Drawing, ...] = ()

    @property
    def is_wide(self) -> bool:
        return len(self.heads) > _WIDE

    @property
    def lines(self) -> list[tuple[Row, list[Laid]]]:
        return [(row, self._laid(row)) for row in self.rows]

    @property
    def last_line(self) -> list[Laid]:
        return self._laid(self.total) if self.total else []

    def _laid(self, row: Row) -> list[Laid]:
        pairs = zip(row.cells, self.heads, strict=False)
        return [Laid(piece, head, self._told(piece, head)) for piece, head in pairs]

    def _told(self, piece: Piece, head: Head) -> str:
        if self.is_wide or not piece.text or (head.by_themselves and piece.text != _NOTHING):
            return ""
        return f"{head.group} {head.label}".strip()


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: tuple[Passage | Grid, ...]
    on_page_only: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(isinstance(block, Grid) or block.text for block in self.blocks)


@dataclass(frozen=True)
class Content:
    """`problems` are sentences about what must be looked at before the report leaves the house."""

    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    problems: tuple[str, ...] = ()

    def passage(self, key: str) -> Passage | None:
        return next((one for one in self.passages() if one.key == key), None)

    def passages(self) -> list[Passage]:
        blocks = [block for section in self.sections for block in section.blocks]
        return [block for block in blocks if isinstance(block, Passage)]

    def as_data(self) -> list[dict[str, Any]]:
        return [_section_data(section) for section in (*self.sections, *self.annexes)]


def _section_data(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "blocks": [
            _passage_data(block) if isinstance(block, Passage) else _grid_data(block)
            for block in section.blocks
        ],
    }


def _passage_data(passage: Passage) -> dict[str, Any]:
    numbers = [_number_data(piece) for piece in passage.pieces if piece.reading]
    return {"key": passage.key, "text": passage.text, "own": passage.own, "numbers": numbers}


def _grid_data(grid: Grid) -> dict[str, Any]:
    rows = (*grid.rows, *([grid.total] if grid.total else []))
    return {
        "key": grid.key,
        "caption": grid.caption,
        "columns": [grid.label_head, *(head.label for head in grid.heads)],
        "rows": [_row_data(row) for row in rows],
    }


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "mark": row.mark,
        "label": row.label,
        "cells": [_cell_data(piece) for piece in row.cells],
    }


def _cell_data(piece: Piece) -> Any:
    """A number as a number, null while it is not known; anything else as printed."""
    return piece.reading.value if piece.reading else piece.text or None


def _number_data(piece: Piece) -> dict[str, Any]:
    reading = piece.reading
    assert reading is not None  # asked for by the caller
    return reading.as_data() | {"ask": str(piece.ask), "text": piece.text, "edited": piece.edited}
