"""A QR code with its words, side by side."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm

from chibo.base.papers.blocks import Scan, runs_of
from chibo.base.papers.codes import SIDE_MM, as_png
from chibo.base.papers.word.marks import fix_widths, hold_together, pad_cells

_GUTTER_MM = 4


def add_scan(document: Document, scan: Scan, width_mm: float) -> None:
    table = document.add_table(rows=1, cols=2)
    pad_cells(table, 0)
    fix_widths(table, [SIDE_MM + _GUTTER_MM, width_mm - SIDE_MM - _GUTTER_MM])
    hold_together(table.rows[0])
    code, words = table.rows[0].cells
    picture = code.paragraphs[0]
    # An exact height of lines would cut the picture off.
    picture.paragraph_format.line_spacing = 1.0
    picture.add_run().add_picture(as_png(scan.address), width=Mm(SIDE_MM))
    words.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for part in runs_of(scan.text):
        run = words.paragraphs[0].add_run(part.text)
        run.bold, run.italic = part.bold or None, part.italic or None
