"""A report as it was handed in: its words, its tables, and each of its numbers under the question it answers.

{"sections": [{"key": …, "title": …, "blocks": [{"text": …} | {"caption": …, "columns": […], "rows": […]}]}],
 "numbers": {"members": {"label": "Đảng viên cuối kỳ", "value": 224, "text": "224"}, …}}
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chibo.reports.content.pieces import Content, Grid, Passage, Piece, Section
from chibo.reports.queries.asking import Ask
from chibo.reports.statistics.values import Cell


def content_as_data(content: Content) -> dict[str, Any]:
    return {
        "sections": [_section(one) for one in (*content.sections, *content.annexes)],
        "numbers": {str(piece.ask): _number(piece) for piece in _numbers(content)},
        "problems": list(content.problems),
    }


def _section(section: Section) -> dict[str, Any]:
    blocks = [_passage(one) if isinstance(one, Passage) else _grid(one) for one in section.blocks]
    return {
        "key": section.key,
        "title": section.title,
        "on_page_only": section.on_page_only,
        "blocks": blocks,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "own": passage.own, "note": passage.note}


def _grid(grid: Grid) -> dict[str, Any]:
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    return {
        "caption": grid.caption,
        "columns": [grid.label_head, *(head.label for head in grid.heads)],
        "rows": [[row.mark, row.label, *(piece.text for piece in row.cells)] for row in rows],
        "note": grid.note,
    }


# What the place of a section begins with: questions of numbers stand in the same column.
SECTION = "muc:"


def sections_in(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Place → section, of those that are handed in."""
    return {
        f"{SECTION}{one['key']}": one for one in data["sections"] if not one.get("on_page_only")
    }


def is_silent(section: Mapping[str, Any]) -> bool:
    """Whether nobody wrote anything in it."""
    return not any(block.get("columns") or block.get("text") for block in section["blocks"])


def about_report(data: Mapping[str, Any], title: str, line: str) -> str:
    """ "Báo cáo 6 tháng, mục Khái quát", or the number asked. Raises KeyError for what the report has not."""
    if not line.startswith(SECTION):
        return f"{title}, {data['numbers'][line]['label']}"
    return _("{report}, mục {section}").format(
        report=title, section=sections_in(data)[line]["title"]
    )


def _numbers(content: Content) -> list[Piece]:
    """Counts whose rows can be listed: not what a person typed, no wording around two numbers."""
    blocks = [b for section in (*content.sections, *content.annexes) for b in section.blocks]
    pieces = [
        piece
        for block in blocks
        for piece in (block.pieces if isinstance(block, Passage) else _in_grid(block))
    ]
    return [one for one in pieces if one.ask and not one.ask.form and one.reading]


def _in_grid(grid: Grid) -> list[Piece]:
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    return [piece for row in rows for piece in row.cells]


def _number(piece: Piece) -> dict[str, Any]:
    value = piece.reading.value if piece.reading else None
    told = str(value) if isinstance(value, Decimal) else value
    return {"label": piece.label or (piece.reading.label if piece.reading else ""), "value": told}


def cells_of(content: Content) -> dict[str, Cell]:
    """The question behind each number, as forms ask theirs."""
    return {str(piece.ask): cell_of(piece.ask) for piece in _numbers(content) if piece.ask}


def cell_of(ask: Ask) -> Cell:
    plain = Ask(ask.figure, ask.key, ask.when)
    return Cell(plain, ((ask.by, ask.group or ""),) if ask.by else ())


def numbers_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """Question as text → the value kept."""
    return {ask: one["value"] for ask, one in data["numbers"].items()}
