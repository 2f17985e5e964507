"""Spreadsheets in and out.

Reading    open_workbook(content, filename) -> Workbook; UnreadableSheet when it must be refused
Writing    write_workbook(sheets), write_workbook_to(file, sheets), write_csv(sheet)
Giving back the user's own file with its problems marked: annotate_workbook, in `sheets.annotating`, which loads
openpyxl; the libraries that read an .xls and write an .xlsx are loaded with the first of them (decision 0013).
"""

from chibo.base.sheets.limits import UnreadableSheet
from chibo.base.sheets.reading import CellValue, Sheet, Workbook, open_workbook
from chibo.base.sheets.writing import (
    Column,
    ColumnKind,
    Marked,
    SheetSpec,
    write_csv,
    write_workbook,
    write_workbook_to,
)

__all__ = [
    "CellValue",
    "Column",
    "ColumnKind",
    "Marked",
    "Sheet",
    "SheetSpec",
    "UnreadableSheet",
    "Workbook",
    "open_workbook",
    "write_csv",
    "write_workbook",
    "write_workbook_to",
]
