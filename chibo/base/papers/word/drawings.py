"""A drawing with its caption above; `hold` keeps it with the table it is of."""

from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from chibo.base.papers.blocks import Drawing
from chibo.base.papers.pdf import as_png
from chibo.base.papers.word.frame import centred

# As wide as the lines it would run over the edge by the width of its frame.
_AIR_MM = 1


def add_drawing(document: Document, drawing: Drawing, width_mm: float, *, hold: bool) -> None:
    caption = centred(document, drawing.caption, bold=True)
    caption.paragraph_format.space_before = Pt(8)
    caption.paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    # An exact height of lines would cut the picture off.
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.keep_with_next = hold or None
    picture = BytesIO(as_png(drawing.svg, width_mm))
    placed = paragraph.add_run().add_picture(picture, width=Mm(width_mm - _AIR_MM))
    placed._inline.docPr.set("descr", drawing.told)  # noqa: SLF001 (python-docx has no word for it)
