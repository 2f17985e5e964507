"""Gives people their own file back with a column 'Lỗi' and the wrong cells coloured."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from chibo.base.sheets.reading import CellValue, Sheet, Workbook, open_workbook
from chibo.base.sheets.writing import RED_FILL, Column, Marked, SheetSpec, write_workbook
from chibo.base.text import format_date

# sheet name and row counted from 0 -> (column counted from 0, or None for the whole row, sentence)
Problem = tuple[int | None, str]
Problems = Mapping[tuple[str, int], Sequence[Problem]]

# openpyxl holds every cell as an object: about 1 GB for a million
_CELLS_KEPT_IN_LAYOUT = 400_000


def annotate_workbook(
    content: bytes,
    filename: str,
    problems: Problems,
    header_rows: Mapping[str, int] | None = None,
) -> bytes:
    """Always an .xlsx; raises UnreadableSheet like `open_workbook`.

    `header_rows` says by sheet name which row (from 0) gets the heading 'Lỗi'; else the first.
    A column 'Lỗi' from an earlier round is used again.
    An .xlsx keeps its own layout. An .xls, a .csv or a very large file comes back with the same
    cells in the same places, without its looks.
    """
    book = open_workbook(content, filename)
    if book.kind == "xlsx" and _cell_count(book) <= _CELLS_KEPT_IN_LAYOUT:
        return _in_own_layout(content, book, problems, header_rows or {})
    return _plainly(book, problems, header_rows or {})


def _plainly(book: Workbook, problems: Problems, header_rows: Mapping[str, int]) -> bytes:
    sheets = [_plain_sheet(s, problems, header_rows.get(s.name, 0)) for s in book.sheets]
    return write_workbook(sheets)


def _cell_count(book: Workbook) -> int:
    return sum(len(rows) * len(rows[0]) for rows in (s.rows() for s in book.sheets) if rows)


def _in_own_layout(
    content: bytes, book: Workbook, problems: Problems, header_rows: Mapping[str, int]
) -> bytes:
    try:
        own = load_workbook(io.BytesIO(content), keep_links=False)
    except Exception:  # noqa: BLE001 – openpyxl refuses files that Excel opens, in many ways
        return _plainly(book, problems, header_rows)
    for sheet in book.sheets:
        header = header_rows.get(sheet.name, 0)
        _mark_sheet(own[sheet.name], sheet, header, _rows_with_problems(sheet, problems))
    file = io.BytesIO()
    own.save(file)
    return file.getvalue()


def _mark_sheet(
    page: Worksheet, sheet: Sheet, header: int, rows: Mapping[int, Sequence[Problem]]
) -> None:
    if not rows:
        return
    last = _error_column(sheet, header) + 1
    for old in range(header + 2, len(sheet.rows()) + 1):
        page.cell(old, last).value = None
    _put_text(page, header + 1, last, _("Lỗi")).font = Font(bold=True)
    page.column_dimensions[get_column_letter(last)].width = 60
    for row, found in rows.items():
        _mark_row(page, row + 1, last, found)


def _mark_row(page: Worksheet, row: int, last: int, found: Sequence[Problem]) -> None:
    fill = PatternFill("solid", fgColor=RED_FILL.lstrip("#"))
    page.row_dimensions[row].hidden = False  # what is wrong must be seen
    sentence = _put_text(page, row, last, _sentences(found))
    sentence.fill, sentence.alignment = fill, Alignment(wrap_text=True, vertical="top")
    for column, text in found:
        cell = page.cell(row, column + 1) if column is not None else None
        if isinstance(cell, Cell):  # the hidden part of a merged area cannot be coloured
            cell.fill, cell.comment = fill, Comment(text, "Chi Bộ")


def _error_column(sheet: Sheet, header: int) -> int:
    """From 0: after the last column, or the last one if it is ours."""
    headings = sheet.rows()[header] if header < len(sheet.rows()) else ()
    ours = headings and headings[-1] == _("Lỗi")
    return len(headings) - 1 if ours else len(headings)


def _put_text(page: Worksheet, row: int, column: int, text: str) -> Cell:
    cell: Cell = page.cell(row, column)
    cell.value = text
    cell.data_type = "s"  # a sentence may begin with '=' when it quotes a cell
    return cell


def _rows_with_problems(sheet: Sheet, problems: Problems) -> dict[int, Sequence[Problem]]:
    return {row: found for (name, row), found in problems.items() if name == sheet.name and found}


def _sentences(found: Sequence[Problem]) -> str:
    return "\n".join(text for _column, text in found)


def _plain_sheet(sheet: Sheet, problems: Problems, header: int) -> SheetSpec:
    """Every cell stays in its place: the first row becomes the headings, whatever it holds."""
    last = _error_column(sheet, header)
    rows = [row[:last] for row in sheet.rows()]
    columns = [Column(_heading(cell), "any") for cell in (rows[0] if rows else ())]
    columns.append(Column("" if header else _("Lỗi"), width=60))
    found = dict(_rows_with_problems(sheet, problems))
    if header:
        found[header] = [(None, _("Lỗi"))]
    return SheetSpec(sheet.name, columns, _marked(rows[1:], found))


def _heading(cell: CellValue) -> str:
    return format_date(cell) if isinstance(cell, date) else str(cell or "")


def _marked(
    rows: Sequence[tuple[CellValue, ...]], found: Mapping[int, Sequence[Problem]]
) -> Iterator[list[CellValue | Marked]]:
    for number, row in enumerate(rows, start=1):
        wrong = {column: text for column, text in found.get(number, ()) if column is not None}
        cells: list[CellValue | Marked] = [
            Marked(cell, wrong[at]) if at in wrong else cell for at, cell in enumerate(row)
        ]
        sentence = _sentences(found.get(number, ()))
        yield [*cells, Marked(sentence)] if sentence else cells
