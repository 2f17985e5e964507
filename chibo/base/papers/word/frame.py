"""What stands around the body: letterhead, title, addressees, grounds, recipients, signatures."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from chibo.base.papers.blocks import Signature, Signing
from chibo.base.papers.layout import Layout
from chibo.base.papers.paper import MOST_SIGNERS, NO_BREAK, Paper
from chibo.base.papers.word.marks import (
    draw_box,
    draw_line_below,
    fix_widths,
    hold_together,
    pad_cells,
)
from chibo.base.papers.word.styles import BODY, RECIPIENT

LEFT_SHARE, RIGHT_SHARE = 77 / 165, 88 / 165
MM_PER_PT = 25.4 / 72


def add_letterhead(document: Document, paper: Paper) -> None:
    """Who issues, on the left; whose paper it is, where and when, on the right."""
    width = paper.width_mm
    table = document.add_table(rows=1, cols=2)
    pad_cells(table, 0)
    fix_widths(table, [width * LEFT_SHARE, width * RIGHT_SHARE])
    left, right = table.rows[0].cells
    _fill_left(left, paper)
    _fill_right(right, paper, width * RIGHT_SHARE)


def add_masthead(document: Document, paper: Paper) -> None:
    """An application: the Party's name alone, then where and when."""
    layout = paper.regime
    masthead = centred(document, layout.masthead, bold=True, size_pt=layout.masthead_pt)
    _narrow(masthead, layout.text_width_mm, layout.masthead_em * layout.masthead_pt * MM_PER_PT)
    draw_line_below(masthead)
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.paragraph_format.space_before = Pt(8)
    line.add_run(paper.place_line).italic = True


def _fill_left(cell: _Cell, paper: Paper) -> None:
    if paper.parent:
        centred(cell, paper.parent)
    centred(cell, paper.issuer, bold=True)
    if not paper.printed_on:
        centred(cell, paper.regime.star)
    if paper.number_line:
        centred(cell, paper.number_line)
    if not paper.kind and paper.summary:
        size = paper.regime.letter_summary_pt
        centred(cell, paper.summary, italic=True, size_pt=size)
    if paper.draft:
        centred(cell, paper.draft, bold=True)
    for mark in paper.marks:
        _stamp(cell, mark)


def _fill_right(cell: _Cell, paper: Paper, width_mm: float) -> None:
    layout = paper.regime
    masthead = centred(cell, layout.masthead, bold=True, size_pt=layout.masthead_pt)
    _narrow(masthead, width_mm, layout.masthead_em * layout.masthead_pt * MM_PER_PT)
    draw_line_below(masthead)
    centred(cell, paper.place_line, italic=True).paragraph_format.space_before = Pt(5)
    if paper.circulation:
        _stamp(cell, paper.circulation)


def _stamp(cell: _Cell, words: str) -> None:
    paragraph = centred(cell, f"{NO_BREAK}{words}{NO_BREAK}", bold=True)
    paragraph.paragraph_format.space_before = Pt(6)
    draw_box(paragraph.runs[0])


def _narrow(paragraph: Paragraph, width_mm: float, inner_mm: float) -> None:
    """Indents from both sides, so that a border is as long as the words, with room for letters that come
    from another font where Times New Roman is missing: the words stay on one line."""
    rest = Mm(max(0.0, (width_mm - inner_mm) / 2 - 1.4))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = rest


def centred(
    place: _Cell | Document,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size_pt: float | None = None,
) -> Paragraph:
    """One centred paragraph; a new cell's own empty paragraph is used first."""
    free = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.text
    paragraph = place.paragraphs[0] if free else place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, italic or None
    if size_pt:
        run.font.size = Pt(size_pt)
    return paragraph


def add_title(document: Document, paper: Paper) -> None:
    """The type on its own line, the summary, five hyphens; nothing for a letter."""
    if not paper.kind:
        document.add_paragraph()
        return
    layout = paper.regime
    kind = centred(document, paper.kind, bold=True, size_pt=layout.type_pt)
    kind.paragraph_format.space_before = Pt(20)
    if paper.summary:
        centred(document, paper.summary, bold=True, size_pt=layout.summary_pt)
    centred(document, layout.after_summary).paragraph_format.space_after = Pt(8)


def add_addressees(document: Document, paper: Paper) -> None:
    """ "Kính gửi: …" on one line, or one line each."""
    word = paper.regime.addressed_word
    if len(paper.addressees) == 1:
        line = centred(document, f"{word} {paper.addressees[0]}")
        line.paragraph_format.space_after = Pt(6)
    elif paper.addressees:
        document.add_paragraph(word).paragraph_format.left_indent = Mm(30)
        for name in paper.addressees:
            document.add_paragraph(f"- {name}").paragraph_format.left_indent = Mm(40)


def add_grounds(document: Document, paper: Paper) -> None:
    """Each ground on its own line, upright."""
    for line in paper.ground_lines:
        document.add_paragraph(line, style=BODY)


def add_closing(document: Document, paper: Paper) -> None:
    """Recipients on the left, signature on the right, in one row that cannot be split."""
    if not paper.signatures and not paper.recipient_lines:
        return
    spacer = document.add_paragraph()
    spacer.paragraph_format.line_spacing = Pt(12)
    spacer.paragraph_format.keep_with_next = True
    two = len(paper.signatures) == MOST_SIGNERS
    width = paper.width_mm
    share = 0.5 if two else 75 / 165
    table = document.add_table(rows=1, cols=2)
    pad_cells(table, 0)
    fix_widths(table, [width * share, width * (1 - share)])
    hold_together(table.rows[0])
    left, right = table.rows[0].cells
    if two:
        sign(left, paper.signatures[0], paper.regime)
    else:
        _list_recipients(left, paper)
    if paper.signatures:
        sign(right, paper.signatures[-1], paper.regime)
    if two and paper.recipient_lines:
        _list_recipients(document, paper)


def add_signing(document: Document, signing: Signing, layout: Layout) -> None:
    """Signatures inside the body, in one row that cannot be split; a single one stands on the right."""
    signed = signing.signatures
    shares = [1 / len(signed)] * len(signed) if len(signed) > 1 else [75 / 165, 90 / 165]
    table = document.add_table(rows=1, cols=len(shares))
    pad_cells(table, 0)
    fix_widths(table, [layout.text_width_mm * share for share in shares])
    hold_together(table.rows[0])
    for cell, signature in zip(table.rows[0].cells[-len(signed) :], signed, strict=True):
        sign(cell, signature, layout)
        cell.paragraphs[0].paragraph_format.space_before = Pt(8)


def sign(cell: _Cell, signature: Signature, layout: Layout) -> None:
    if signature.authority:
        centred(cell, signature.authority, bold=True)
    centred(cell, signature.post, bold=not signature.authority)
    name = centred(cell, signature.name, bold=True)
    name.paragraph_format.space_before = Pt(layout.signing_space_pt)


def _list_recipients(place: _Cell | Document, paper: Paper) -> None:
    if not paper.recipient_lines:
        return
    first = place.paragraphs[0] if isinstance(place, _Cell) else place.add_paragraph()
    first.add_run(paper.regime.recipients_word).underline = WD_UNDERLINE.SINGLE
    for line in paper.recipient_lines:
        place.add_paragraph(line, style=RECIPIENT)
