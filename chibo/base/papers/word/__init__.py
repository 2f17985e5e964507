"""A paper as an editable Word file: real styles, real repeated heads, Times New Roman by name."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from chibo.base.papers.paper import Paper
from chibo.base.papers.printable import cleaned
from chibo.base.papers.word.body import add_annex, add_blocks
from chibo.base.papers.word.frame import (
    add_addressees,
    add_closing,
    add_grounds,
    add_letterhead,
    add_title,
)
from chibo.base.papers.word.pages import set_first_page, set_properties
from chibo.base.papers.word.styles import set_styles


def to_docx(paper: Paper) -> bytes:
    """Bytes of a .docx that says exactly what `to_pdf` prints."""
    paper = cleaned(paper)
    document = Document()
    set_properties(document, paper)
    set_styles(document, paper.regime)
    set_first_page(document, paper)
    _fill(document, paper)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _fill(document: WordDocument, paper: Paper) -> None:
    add_letterhead(document, paper)
    add_title(document, paper)
    add_addressees(document, paper)
    add_grounds(document, paper)
    closed = bool(paper.signatures or paper.recipient_lines)
    width = paper.regime.text_width_mm
    add_blocks(document, paper.blocks, paper.regime, width, hold_last=closed)
    add_closing(document, paper)
    for annex in paper.annexes:
        add_annex(document, annex, paper.regime)
