"""Body blocks and annexes."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chibo.base.papers.blocks import (
    Align,
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
    Signing,
    Table,
    Text,
    runs_of,
)
from chibo.base.papers.heads import HeadCell, head_cells
from chibo.base.papers.layout import Layout
from chibo.base.papers.numbering import heading_marks
from chibo.base.papers.widths import column_widths
from chibo.base.papers.word.codes import add_scan
from chibo.base.papers.word.drawings import add_drawing
from chibo.base.papers.word.frame import add_signing, centred
from chibo.base.papers.word.marks import (
    fix_widths,
    grid_of,
    hold_together,
    keep_with_next,
    only_paragraph,
    pad_cells,
    repeat_as_head,
    set_style,
)
from chibo.base.papers.word.pages import set_landscape, set_upright
from chibo.base.papers.word.styles import BODY, CELL_ID, HEADINGS

CELL_SIDE_MM = 1.5
CELL_GAP_PT = 2
# Dotted lines that go along with a signature.
HELD_LINES = 2
FEW_LINES = 3
SIDES: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_blocks(
    document: Document,
    blocks: Sequence[Block],
    layout: Layout,
    width_mm: float,
    *,
    hold_last: bool = False,
) -> None:
    """The body in order; with `hold_last` its end stays on the page of what follows. A signing stays with
    what stands before it."""
    marks = heading_marks(blocks, layout.heading_marks)
    for place, (block, mark) in enumerate(zip(blocks, marks, strict=True), start=1):
        if isinstance(block, Signing):
            add_signing(document, block, layout)
            continue
        follows = blocks[place] if place < len(blocks) else None
        signed = isinstance(follows, Signing)
        drawn = isinstance(block, Drawing) and isinstance(follows, Table)
        hold = signed or drawn or (hold_last and place == len(blocks))
        _add_block(document, block, mark, Room(layout, width_mm), hold=hold)


@dataclass(frozen=True)
class Room:
    """How wide the lines are, and by which layout they are set."""

    layout: Layout
    width_mm: float


def _add_block(document: Document, block: Block, mark: str, room: Room, *, hold: bool) -> None:
    match block:
        case Heading():
            document.add_paragraph(mark + block.text, style=HEADINGS[block.level - 1])
        case Paragraph():
            added = _add_body(document, block.text, hold=hold)
            if block.centred:
                added.alignment = WD_ALIGN_PARAGRAPH.CENTER
                added.paragraph_format.first_line_indent = Mm(0)
        case Bullet():
            _add_body(document, (Run("- "), *runs_of(block.text)), hold=hold)
        case Table():
            _add_table(document, block, room, hold=hold)
        case Lines():
            _add_lines(document, block.count, room.width_mm, hold=hold)
        case Scan():
            add_scan(document, block, room.width_mm)
        case Drawing():
            add_drawing(document, block, room.width_mm, hold=hold)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_lines(document: Document, count: int, width_mm: float, *, hold: bool) -> None:
    """A few lines stay together; when held, the last two stay with what follows."""
    for left in range(count, 0, -1):
        stays = (hold and left <= HELD_LINES) or (count <= FEW_LINES and left > 1)
        paragraph = document.add_paragraph(style=BODY)
        paragraph.paragraph_format.first_line_indent = Mm(0)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.add_run("\t")
        paragraph.paragraph_format.keep_with_next = stays or None


def _add_body(document: Document, text: Text, *, hold: bool) -> WordParagraph:
    paragraph = document.add_paragraph(style=BODY)
    _write(paragraph, text)
    paragraph.paragraph_format.keep_with_next = hold or None
    return paragraph


def _write(paragraph: WordParagraph, text: Text, *, bold: bool = False) -> None:
    for part in runs_of(text):
        run = paragraph.add_run(part.text)
        run.bold, run.italic = part.bold or bold or None, part.italic or None
        run.underline = part.underline or None


def _add_table(document: Document, table: Table, room: Room, *, hold: bool) -> None:
    if table.caption:
        caption = centred(document, table.caption, bold=True)
        caption.paragraph_format.space_before = Pt(6)
        caption.paragraph_format.keep_with_next = True
    _add_gap(document, keep=True)
    drawn = _add_grid(document, table, room)
    held = list(drawn.rows)[:-1] if table.together else []
    if hold and (table.rows or table.total):
        with_total = min(2, len(table.rows) + 1)  # a total takes the row above it along
        held += list(drawn.rows)[-(with_total if table.total is not None else 1) :]
    for row in held:
        keep_with_next(row)
    if not hold:
        _add_gap(document, keep=False)


def _add_gap(document: Document, *, keep: bool) -> None:
    """A low empty line: Word would otherwise join two tables that follow each other."""
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(4)
    gap.paragraph_format.keep_with_next = keep


def _add_grid(document: Document, table: Table, room: Room) -> WordTable:
    heads = head_cells(table.columns)
    head_rows = 1 + max(cell.row for cell in heads)
    body = len(table.rows) + (table.total is not None)
    drawn = document.add_table(head_rows + body, len(table.columns), style="Table Grid")
    pad_cells(drawn, CELL_SIDE_MM)
    fix_widths(drawn, column_widths(table, room.layout, room.width_mm))
    grid = grid_of(drawn)
    _fill_rows(grid[head_rows * len(table.columns) :], table)
    _fill_heads(grid, heads, len(table.columns))
    for place, row in enumerate(drawn.rows):
        hold_together(row)
        if place < head_rows:
            repeat_as_head(row)
            keep_with_next(row)
    return drawn


def _fill_rows(cells: Sequence[_Cell], table: Table) -> None:
    sides = [column.align for column in table.columns]
    texts = [(text, side) for row in table.rows for text, side in zip(row, sides, strict=True)]
    for cell, (text, side) in zip(cells, texts, strict=False):
        _set_cell(cell, text, side, bold=False)
    for cell, text, side in zip(cells[len(texts) :], table.total or (), sides, strict=False):
        _set_cell(cell, text, side, bold=True)


def _fill_heads(grid: Sequence[_Cell], heads: Sequence[HeadCell], wide: int) -> None:
    for head in heads:
        corner = (head.row + head.rows - 1) * wide + head.column + head.columns - 1
        whole = grid[head.row * wide + head.column].merge(grid[corner])
        _set_cell(whole, head.text, "center", bold=True)
        whole.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _set_cell(cell: _Cell, text: Text, side: Align, *, bold: bool) -> None:
    paragraph = only_paragraph(cell)
    set_style(paragraph, CELL_ID)
    paragraph.alignment = SIDES[side]
    paragraph.paragraph_format.space_before = Pt(CELL_GAP_PT)
    paragraph.paragraph_format.space_after = Pt(CELL_GAP_PT)
    _write(paragraph, text, bold=bold)


def add_annex(document: Document, annex: Annex, layout: Layout) -> None:
    """Pages of its own, upright or on their side; page numbers run on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    (set_landscape if annex.landscape else set_upright)(section, layout)
    centred(document, annex.label, bold=True)
    if annex.title:
        centred(document, annex.title, bold=True)
    if annex.note:
        centred(document, f"({annex.note})", italic=True)
    centred(document, layout.after_summary).paragraph_format.space_after = Pt(8)
    width = layout.landscape_text_width_mm if annex.landscape else layout.text_width_mm
    add_blocks(document, annex.blocks, layout, width)
