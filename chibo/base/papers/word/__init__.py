"""A paper as an editable Word file: real styles, real repeated heads, Times New Roman by name."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from chibo.base.papers.paper import Paper
from chibo.base.papers.pdf import fitted, forget
from chibo.base.papers.word.body import add_annex, add_blocks
from chibo.base.papers.word.frame import (
    add_addressees,
    add_closing,
    add_grounds,
    add_letterhead,
    add_masthead,
    add_title,
)
from chibo.base.papers.word.marks import paragraphs_since
from chibo.base.papers.word.pages import new_section, set_first_page, set_properties
from chibo.base.papers.word.styles import set_spacing, set_styles


def of_papers(papers: Sequence[Paper]) -> bytes:
    sheets = fitted(papers)
    document = Document()
    set_properties(document, sheets[0])
    set_styles(document, sheets[0].regime)
    for place, paper in enumerate(sheets):
        set_first_page(document, new_section(document) if place else document.sections[0], paper)
        begun = len(document.element.body)
        _fill(document, paper)
        if paper.regime != sheets[0].regime:
            set_spacing(paragraphs_since(document, begun), paper.regime)
    kept = BytesIO()
    document.save(kept)
    forget()  # it measured the pages, and may have set drawings
    return kept.getvalue()


def _fill(document: WordDocument, paper: Paper) -> None:
    (add_letterhead if paper.issuer else add_masthead)(document, paper)
    add_title(document, paper)
    add_addressees(document, paper)
    add_grounds(document, paper)
    closed = bool(paper.signatures or paper.recipient_lines)
    add_blocks(document, paper.blocks, paper.regime, paper.width_mm, hold_last=closed)
    add_closing(document, paper)
    for annex in paper.annexes:
        add_annex(document, annex, paper.regime)
