"""A paper as PDF, set by typst with Tinos and no other font; `printing` says in which process.

Every word goes to the template as JSON and is set as text: nothing a user typed is ever read as
markup, and the template reads no file. Do not call this in a process that later forks a pool (the
children hang): start pools with "spawn".

Measured on 4 shared cores, 21/11/2026: 250 one-page minutes 2.2 s, 250 five-page reports 6.8 s, an
annex of 2,000 rows 0.8 s. As Word files: 47 ms, 122 ms and 2.4 s each.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any

import typst

from chibo.base.papers.blocks import (
    Annex,
    Block,
    Bullet,
    Drawing,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Run,
    Scan,
    Signature,
    Signing,
    Table,
    Text,
    plain,
    runs_of,
)
from chibo.base.papers.codes import SIDE_MM, as_svg
from chibo.base.papers.heads import HeadCell, head_cells
from chibo.base.papers.layout import Layout
from chibo.base.papers.numbering import heading_marks
from chibo.base.papers.paper import Paper
from chibo.base.papers.printable import breakable, cleaned
from chibo.base.papers.widths import MM_PER_PT, column_widths, inner

HERE = Path(__file__).parent
# Mean width of a letter of running text, for an estimate of lines.
USUAL_EM = 0.45
LETTERHEAD_MM = (76, 86)
# A last page that ends above this line was hardly worth turning over.
LONELY_MM = 120.0
# From 19 points a line the offices go down to 18, then to less air between paragraphs and to sign in.
TIGHTER: Sequence[Callable[[Layout], Layout]] = (
    lambda layout: replace(layout, line_pt=18, before_pt=4, signing_space_pt=64),
    lambda layout: replace(layout, line_pt=18, before_pt=3, signing_space_pt=56),
    lambda layout: replace(layout, line_pt=17, before_pt=2, signing_space_pt=50),
)
PICTURE_PPI = 220.0
_PICTURE = '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
_KEPT_FOR = 11
# A row of more lines than this could be longer than a page: better split than cut off.
MOST_ROW_LINES = 24


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (HERE / "paper.typ").read_bytes()


def of_papers(papers: Sequence[Paper]) -> bytes:
    pdf: bytes = typst.compile(_template(), **_inputs(fitted(papers)))
    forget()
    return pdf


def as_png(svg: str, width_mm: float) -> bytes:
    """A drawing as Word files hold it, from the same engine with the same letters."""
    source = f"#set page(width: {width_mm}mm, height: auto, margin: 0mm)\n{_PICTURE}"
    more = _surroundings({"svg": svg})
    png: bytes = typst.compile(source.encode(), format="png", ppi=PICTURE_PPI, **more)
    return png


def forget() -> None:
    """Typst keeps all it worked out for ten papers more: 20 MB a report, 300 MB of a server that prints. As
    many empty ones push it out, in two hundredths of a second."""
    for _paper in range(_KEPT_FOR):
        typst.compile(b"", **_surroundings({}))


def fitted(papers: Sequence[Paper]) -> list[Paper]:
    """The papers made printable, and those whose last page would hold a few lines only set a little tighter
    when that saves the page. Papers with annexes are left as they are."""
    sheets = [cleaned(paper) for paper in papers]
    lonely = [place for place, one in enumerate(sheets) if not (one.annexes or one.layout)]
    ends = dict(zip(lonely, _ends([sheets[place] for place in lonely]), strict=True))
    lonely = [place for place in lonely if ends[place].is_lonely]
    for tighter in TIGHTER:
        tried = [replace(sheets[place], layout=tighter(sheets[place].regime)) for place in lonely]
        for place, sheet, end in zip(list(lonely), tried, _ends(tried), strict=True):
            if end.pages < ends[place].pages:
                sheets[place] = sheet
                lonely.remove(place)
    return sheets


@dataclass(frozen=True)
class _End:
    """Where a paper ends: on its last page, so far from the upper edge."""

    pages: int
    reach_mm: float

    @property
    def is_lonely(self) -> bool:
        return self.pages > 1 and self.reach_mm < LONELY_MM


def _ends(papers: Sequence[Paper]) -> list[_End]:
    if not papers:
        return []
    found = typst.query(_template(), "<end>", field="value", **_inputs(papers))
    return [_End(one["pages"], one["reach"]) for one in json.loads(found)]


def _inputs(papers: Sequence[Paper]) -> dict[str, Any]:
    data = json.dumps([_content(paper) for paper in papers], ensure_ascii=False)
    return _surroundings({"papers": data})


def _surroundings(inputs: dict[str, str]) -> dict[str, Any]:
    return {"font_paths": _fonts(), "ignore_system_fonts": True, "sys_inputs": inputs}


def _content(paper: Paper) -> dict[str, Any]:
    layout = paper.regime
    return {
        "layout": asdict(layout) | {"in_force_from": layout.in_force_from.isoformat()},
        **_frame(paper, layout),
        "landscape": paper.landscape,
        "blocks": _blocks(paper.blocks, layout, paper.width_mm),
        "annexes": [_annex(annex, layout) for annex in paper.annexes],
    }


def _frame(paper: Paper, layout: Layout) -> dict[str, Any]:
    """What stands around the body, each part with the width it has on the page."""
    left, right = (_fitting(width, layout.body_pt) for width in LETTERHEAD_MM)
    line = _fitting(layout.text_width_mm, layout.type_pt)
    return {
        "title": paper.title,
        "is_list": paper.printed_on is not None,
        "form": right(paper.form),
        "author": paper.issuer,
        "parent": left(paper.parent),
        "issuer": left(paper.issuer),
        "number": left(paper.number_line),
        "place_date": right(paper.place_line),
        "kind": line(paper.kind),
        "summary": (line if paper.kind else left)(paper.summary),
        "marks": [left(mark) for mark in paper.marks],
        "draft": left(paper.draft),
        "circulation": right(paper.circulation),
        "addressees": [left(name) for name in paper.addressees],
        "grounds": [_styled(ground, layout.text_width_mm, layout) for ground in paper.ground_lines],
        "recipients": [left(name) for name in paper.recipient_lines],
        "signatures": [_signature(signature, left) for signature in paper.signatures],
        "trace": line(paper.trace),
    }


def _signature(signature: Signature, fit: Callable[[str], str]) -> dict[str, str]:
    return {name: fit(words) for name, words in asdict(signature).items()}


def _fitting(width_mm: float, size_pt: float) -> Callable[[str], str]:
    most_em = width_mm / (size_pt * MM_PER_PT)
    return lambda words: breakable(words, most_em)


def _annex(annex: Annex, layout: Layout) -> dict[str, Any]:
    width = layout.landscape_text_width_mm if annex.landscape else layout.text_width_mm
    line = _fitting(width, layout.body_pt)
    return {
        "label": line(annex.label),
        "title": line(annex.title),
        "note": line(annex.note),
        "landscape": annex.landscape,
        "blocks": _blocks(annex.blocks, layout, width),
    }


def _blocks(blocks: Sequence[Block], layout: Layout, width_mm: float) -> list[dict[str, Any]]:
    marks = heading_marks(blocks, layout.heading_marks)
    return [
        _block(block, mark, layout, width_mm) | {"before_table": isinstance(follows, Table)}
        for block, mark, follows in zip(blocks, marks, [*blocks, None][1:], strict=True)
    ]


def _block(block: Block, mark: str, layout: Layout, width_mm: float) -> dict[str, Any]:
    match block:
        case Heading():
            runs = _styled(mark + block.text, width_mm, layout)
            return {"is": "heading", "level": block.level, "runs": runs}
        case Paragraph():
            runs = _styled(block.text, width_mm, layout)
            return {"is": "paragraph", "runs": runs, "centred": block.centred}
        case Bullet():
            text = (Run("- "), *runs_of(block.text))
            runs = _styled(text, width_mm, layout)
            return {"is": "paragraph", "runs": runs, "centred": False}
        case Table():
            return _table(block, layout, width_mm)
        case Lines():
            return {"is": "lines", "count": block.count}
        case Signing():
            fit = _fitting(width_mm / len(block.signatures), layout.body_pt)
            signed = [_signature(signature, fit) for signature in block.signatures]
            return {"is": "signing", "signatures": signed}
        case Scan() | Drawing():
            return _picture(block, layout, width_mm)
        case PageBreak():
            return {"is": "page break"}


def _picture(block: Scan | Drawing, layout: Layout, width_mm: float) -> dict[str, Any]:
    if isinstance(block, Drawing):
        caption = _fitting(width_mm, layout.body_pt)(block.caption)
        return {"is": "drawing", "svg": block.svg, "caption": caption, "told": block.told}
    words = _styled(block.text, width_mm - SIDE_MM, layout)
    return {"is": "scan", "svg": as_svg(block.address), "side": SIDE_MM, "runs": words}


def _styled(text: Text, width_mm: float, layout: Layout) -> list[dict[str, Any]]:
    fit = _fitting(width_mm, layout.body_pt)
    return [asdict(run) | {"text": fit(run.text)} for run in runs_of(text)]


def _table(table: Table, layout: Layout, width_mm: float) -> dict[str, Any]:
    widths = column_widths(table, layout, width_mm)
    return {
        "is": "table",
        "caption": _fitting(width_mm, layout.body_pt)(table.caption),
        "together": table.together,
        "widths": widths,
        "aligns": [column.align for column in table.columns],
        "heads": [_head(cell, widths, layout) for cell in head_cells(table.columns)],
        "rows": [_row(row, widths, layout) for row in table.rows],
        "total": _row(table.total, widths, layout) if table.total is not None else None,
    }


def _head(cell: HeadCell, widths: Sequence[float], layout: Layout) -> dict[str, Any]:
    (width,) = inner([sum(widths[cell.column : cell.column + cell.columns])])
    return asdict(cell) | {"text": _fitting(width, layout.table_pt)(cell.text)}


def _row(cells: Sequence[Text], widths: Sequence[float], layout: Layout) -> dict[str, Any]:
    room = inner(widths)
    return {
        "splits": max(map(_lines, cells, room, repeat(layout))) > MOST_ROW_LINES,
        "cells": [_cell(text, width, layout) for text, width in zip(cells, room, strict=True)],
    }


def _cell(text: Text, width_mm: float, layout: Layout) -> list[dict[str, Any]]:
    fit = _fitting(width_mm, layout.table_pt)
    return [asdict(run) | {"text": fit(run.text)} for run in runs_of(text)]


def _lines(text: Text, width_mm: float, layout: Layout) -> float:
    """About how many lines a cell takes."""
    words = plain(text)
    letters = max(1.0, width_mm / (layout.table_pt * MM_PER_PT * USUAL_EM))
    return words.count("\n") + len(words) / letters
