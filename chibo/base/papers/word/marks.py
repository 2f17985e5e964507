"""What python-docx has no words for: rows that hold together, lines, boxes, the page number."""
# ruff: noqa: SLF001 - python-docx gives its XML only by these names, and advises to use them.

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def fix_widths(table: Table, widths_mm: Sequence[float]) -> None:
    """Columns keep these widths whatever stands in them."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def grid_of(table: Table) -> list[_Cell]:
    """All cells, row after row; asking for them one by one takes a second for a long table."""
    return table._cells


def paragraphs_since(document: Document, begun: int) -> Iterator[Paragraph]:
    """Those outside tables, after the first `begun` parts of the body."""
    for part in document.element.body[begun:]:
        if part.tag == qn("w:p"):
            yield Paragraph(part, document._body)


def only_paragraph(cell: _Cell) -> Paragraph:
    """The first paragraph, after dropping those that merging cells has left behind."""
    for left_over in cell.paragraphs[1:]:
        left_over._p.getparent().remove(left_over._p)
    return cell.paragraphs[0]


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """By its id: by its name python-docx searches all styles, a millisecond for every cell."""
    paragraph._p.style = style_id


def repeat_as_head(row: _Row) -> None:
    """Word prints the row again on top of every page the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def hold_together(row: _Row) -> None:
    """The row is not split over two pages."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def keep_with_next(row: _Row) -> None:
    """The row stays on the page of what follows it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def pad_cells(table: Table, side_mm: float) -> None:
    """Space at the left and right inside every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(Mm(side_mm).twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)


def draw_line_below(paragraph: Paragraph) -> None:
    """A line under a paragraph, from its left indent to its right indent."""
    border = OxmlElement("w:pBdr")
    border.append(_edge("w:bottom"))
    # The schema wants the border before what python-docx may have written already.
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def draw_box(run: Run) -> None:
    """A frame around the words of a run."""
    run._r.get_or_add_rPr().append(_edge("w:bdr"))


def _edge(tag: str) -> BaseOxmlElement:
    edge = OxmlElement(tag)
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        edge.set(qn(f"w:{name}"), value)
    return edge


def add_page_number(paragraph: Paragraph) -> None:
    """A field that Word counts by itself."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = words
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = words
            run._r.append(instruction)


def restart_page_numbers(section: Section) -> None:
    """Pages of the section are counted from 1."""
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    # The schema wants it before the columns.
    section._sectPr.insert_element_before(
        start, "w:cols", "w:titlePg", "w:docGrid", "w:printerSettings"
    )
