"""Reads the cells of an old .xls that `xls_checks` has let through.

xlrd and not calamine: a lying count in the file makes calamine abort the whole process, where
xlrd, being Python, only raises.
"""

import io
from datetime import date, datetime

import xlrd
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as Page

from chibo.base.sheets import limits

Value = str | float | date | bool | None
Merged = tuple[int, int, int, int]


def open_xls(content: bytes) -> xlrd.Book:
    """Raises UnreadableSheet."""
    try:
        return xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception as broken:  # xlrd stumbles in many ways over a broken file
        raise limits.damaged() from broken


def read_page(page: Page) -> tuple[list[tuple[Value, ...]], list[Merged]]:
    """The rows, and the merged areas as first row, first column, last row, last column."""
    merged = [(top, left, end - 1, stop - 1) for top, end, left, stop in page.merged_cells]
    rows = [tuple(_value(cell, page.book.datemode) for cell in row) for row in page.get_rows()]
    return rows, merged


def _value(cell: Cell, datemode: int) -> Value:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, datemode)
    return cell.value


def _day(number: float, datemode: int) -> date | float:
    """A number no calendar has stays the number it is."""
    try:
        moment: datetime = xlrd.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return number
    return moment
