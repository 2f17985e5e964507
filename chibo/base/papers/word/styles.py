"""Named styles, so that whoever edits the file changes one style and not a hundred paragraphs."""

from collections.abc import Iterable

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from chibo.base.papers.layout import Layout

FONT = "Times New Roman"
BODY = "Body Text"
CELL, CELL_ID = "Table Text", "TableText"
RECIPIENT = "Recipient"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


def set_styles(document: Document, layout: Layout) -> None:
    """Normal for all that is centred or ragged, Body Text, three headings, table and recipients."""
    normal = _style(document, "Normal")
    _set_font(normal, layout.body_pt)
    _set_lines(normal, layout, layout.body_pt, before_pt=0)
    body = _style(document, BODY)
    _set_font(body, layout.body_pt)
    _set_body(body, layout)
    for level, name in enumerate(HEADINGS, start=1):
        _set_heading(_style(document, name), layout, level)
    for name, size in ((CELL, layout.table_pt), (RECIPIENT, layout.recipients_pt)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        _set_font(style, size)
        _set_lines(style, layout, size, before_pt=0)


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_body(style: ParagraphStyle, layout: Layout) -> None:
    _set_lines(style, layout, layout.body_pt, before_pt=layout.before_pt)
    style.paragraph_format.first_line_indent = Mm(layout.first_line_mm)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    style.paragraph_format.widow_control = True


def _set_heading(style: ParagraphStyle, layout: Layout, level: int) -> None:
    _set_font(style, layout.body_pt)
    style.font.bold = True
    style.font.italic = level == len(HEADINGS)
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_body(style, layout)
    style.paragraph_format.keep_with_next = True


def _set_lines(style: ParagraphStyle, layout: Layout, size_pt: float, before_pt: float) -> None:
    shape = style.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(layout.line_pt * size_pt / layout.body_pt)
    shape.space_before, shape.space_after = Pt(before_pt), Pt(0)


def set_spacing(paragraphs: Iterable[Paragraph], layout: Layout) -> None:
    """Body and headings by another layout than the styles were made of."""
    for paragraph in paragraphs:
        if paragraph.style and paragraph.style.name in (BODY, *HEADINGS):
            paragraph.paragraph_format.line_spacing = Pt(layout.line_pt)
            paragraph.paragraph_format.space_before = Pt(layout.before_pt)


def _set_font(style: ParagraphStyle, size_pt: float) -> None:
    """Name the font for every script: the template's theme fonts would win over a name."""
    style.font.size = Pt(size_pt)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    style.font.name = FONT
    for script in ("w:eastAsia", "w:cs"):
        properties.find(qn("w:rFonts")).set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    language.set(qn("w:eastAsia"), "vi-VN")
    properties.append(language)
