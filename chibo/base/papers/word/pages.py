"""Pages of the Word file: size, margins, page number, what the file says about itself."""

from datetime import UTC, datetime, time

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt, RGBColor

from chibo.base.papers.layout import LAYOUTS, Layout
from chibo.base.papers.paper import Paper
from chibo.base.papers.word.marks import add_page_number, restart_page_numbers


def set_properties(document: Document, paper: Paper) -> None:
    """Title and issuer; no name of a user, and the same paper gives the same file."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = paper.title[:255], paper.issuer[:255], ""
    about.language, about.comments = "vi-VN", ""
    day = paper.signed_on or LAYOUTS[-1].in_force_from
    about.created = about.modified = datetime.combine(day, time(0), UTC)


def new_section(document: Document) -> Section:
    """The pages of the next paper: counted from 1, with heads of their own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    restart_page_numbers(section)
    for part in (
        section.header,
        section.footer,
        section.first_page_header,
        section.first_page_footer,
    ):
        part.is_linked_to_previous = False
    return section


def set_first_page(document: Document, section: Section, paper: Paper) -> None:
    """The number stands centred on top; on the first page the code of a form instead."""
    (set_landscape if paper.landscape else set_upright)(section, paper.regime)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = document.styles["Normal"]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_page_number(number)
    if paper.form:
        _add_form(section.first_page_header, paper)
    if paper.trace:
        for footer in (section.first_page_footer, section.footer):
            _add_trace(footer, paper.trace)


def _add_form(header: _Header, paper: Paper) -> None:
    line = header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = line.add_run(paper.form)
    run.bold, run.font.size = True, Pt(paper.regime.recipients_pt)


def _add_trace(footer: _Footer, trace: str) -> None:
    run = footer.paragraphs[0].add_run(trace)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x4D, 0x4D, 0x4D)


def set_upright(section: Section, layout: Layout) -> None:
    """A4 upright, bound on its left."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.page_width_mm), Mm(layout.page_height_mm)
    section.top_margin, section.bottom_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.header_distance = section.footer_distance = Mm(10)


def set_landscape(section: Section, layout: Layout) -> None:
    """A4 on its side: what was the left edge, where it is bound, is now on top."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.page_height_mm), Mm(layout.page_width_mm)
    section.top_margin, section.bottom_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.left_margin, section.right_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.header_distance = section.footer_distance = Mm(10)
