"""Opens what people send as a spreadsheet, after checking that it is one and will not hurt."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from chibo.base.sheets import limits
from chibo.base.sheets.delimited import read_delimited
from chibo.base.sheets.kinds import Kind, kind_of
from chibo.base.sheets.limits import UnreadableSheet
from chibo.base.sheets.xlsx_checks import SheetShape, check_xlsx

if TYPE_CHECKING:
    from xlrd.sheet import Sheet as Page

CellValue = str | int | float | date | datetime | bool | None
Row = tuple[CellValue, ...]
# (first row, first column, last row, last column), all counted from 0
Area = tuple[int, int, int, int]
Read = TypeVar("Read")

_HEADER_ROWS = 30
_MERGES_LOOKED_AT = 1000
_MACRO_EXTENSIONS = (".xlsm", ".xltm", ".xlam", ".xlsb")


@dataclass
class Sheet:
    """One sheet. Row 0 is the first row of the file, whether or not it holds anything."""

    name: str
    hidden: bool
    _read: Callable[[], tuple[list[Row], list[Area]]] = field(repr=False)
    _kept: tuple[list[Row], list[Area]] | None = field(default=None, repr=False)

    def rows(self, *, fill_merged_headers: bool = False) -> list[Row]:
        """All rows, equally wide, without the empty rows and columns at the end.

        With `fill_merged_headers` every cell of a merged area in the first rows has its value.
        """
        if self._kept is None:
            self._kept = self._read()
        rows, merged = self._kept
        return _with_merged_filled(rows, merged) if fill_merged_headers else rows


@dataclass(frozen=True)
class Workbook:
    """`notes` are sentences for the person who sent the file."""

    kind: Kind
    sheets: list[Sheet]
    notes: list[str]


def open_workbook(content: bytes, filename: str) -> Workbook:
    """Raises UnreadableSheet: too big, harmful, locked, with macros, damaged, or something else.

    The kind is told by the content; a name that says otherwise is only noted.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise limits.too_big()
    if not content.strip():
        raise UnreadableSheet(_("Tệp không có dữ liệu."))
    if filename.lower().endswith(_MACRO_EXTENSIONS):
        raise limits.has_macros()
    kind = kind_of(content)
    sheets, notes = _OPEN[kind](content)
    if not filename.lower().endswith((f".{kind}", ".txt" if kind == "csv" else f".{kind}")):
        notes.insert(0, _("Tên tệp không đúng loại; đã đọc như tệp .%(kind)s.") % {"kind": kind})
    return Workbook(kind, sheets, notes)


def _open_csv(content: bytes) -> tuple[list[Sheet], list[str]]:
    rows = _trimmed([tuple(row) for row in read_delimited(content)])
    return [Sheet("CSV", hidden=False, _read=lambda: (rows, []))], []


def _open_xls(content: bytes) -> tuple[list[Sheet], list[str]]:
    from chibo.base.sheets.xls_cells import open_xls
    from chibo.base.sheets.xls_checks import check_xls

    formulas = check_xls(content).formulas
    note = _("Tệp có %(count)s ô là công thức; đã lấy kết quả lưu sẵn trong ô.")
    sheets = [_xls_sheet(page) for page in open_xls(content).sheets()]
    return sheets, [note % {"count": formulas}] if formulas else []


def _xls_sheet(page: "Page") -> Sheet:
    from chibo.base.sheets.xls_cells import read_page

    def read() -> tuple[list[Row], list[Area]]:
        rows, merged = _guarded(lambda: read_page(page))
        return _trimmed([tuple(map(_value, row)) for row in rows]), merged

    return Sheet(page.name, bool(page.visibility), read)


def _open_xlsx(content: bytes) -> tuple[list[Sheet], list[str]]:
    shapes = check_xlsx(content).values()
    notes = _formula_notes([shape for shape in shapes if shape.formulas])
    return _open_calamine(content), notes + _hidden_notes(sum(one.hidden_rows for one in shapes))


_OPEN: dict[Kind, Callable[[bytes], tuple[list[Sheet], list[str]]]] = {
    "xlsx": _open_xlsx,
    "xls": _open_xls,
    "csv": _open_csv,
}


def _formula_notes(shapes: list[SheetShape]) -> list[str]:
    if not shapes:
        return []
    cells = ", ".join(cell for shape in shapes for cell in shape.first_formulas)
    note = _("Tệp có %(count)s ô là công thức (%(cells)s…); đã lấy kết quả lưu sẵn trong ô.")
    notes = [note % {"count": sum(shape.formulas for shape in shapes), "cells": cells}]
    if empty := sum(shape.without_result for shape in shapes):
        note = _(
            "%(count)s ô công thức chưa có kết quả nên coi là trống. "
            "Mở tệp bằng Excel, lưu lại rồi tải lên lại."
        )
        notes.append(note % {"count": empty})
    return notes


def _hidden_notes(rows: int) -> list[str]:
    if not rows:
        return []
    note = _("Tệp có %(count)s dòng đang ẩn hoặc bị lọc trong Excel; các dòng đó vẫn được đọc.")
    return [note % {"count": rows}]


def _open_calamine(content: bytes) -> list[Sheet]:
    book = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    tables = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    if not tables:
        raise UnreadableSheet(_("Tệp không có trang tính nào."))
    return [_sheet(book, about) for about in tables]


def _sheet(book: CalamineWorkbook, about: SheetMetadata) -> Sheet:
    def read() -> tuple[list[Row], list[Area]]:
        return _guarded(lambda: _cells(book.get_sheet_by_name(about.name)))

    return Sheet(about.name, about.visible != SheetVisibleEnum.Visible, read)


def _cells(sheet: CalamineSheet) -> tuple[list[Row], list[Area]]:
    if sheet.total_width > limits.MAX_COLUMNS:
        raise limits.too_many_columns()
    if sheet.total_height > limits.MAX_ROWS:
        raise limits.too_many_rows()
    rows = [tuple(map(_value, row)) for row in sheet.to_python(skip_empty_area=False)]
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return _trimmed(rows), merged


def _guarded(read: Callable[[], Read]) -> Read:
    """Whatever the reader stumbles over is a damaged file, and its panics are no Exception."""
    try:
        return read()
    except UnreadableSheet:
        raise
    except PasswordError as locked:
        raise limits.locked() from locked
    except (CalamineError, ValueError, OSError, OverflowError) as broken:
        raise limits.damaged() from broken
    except BaseException as stumbled:
        if type(stumbled).__name__ != "PanicException":
            raise
        raise limits.damaged() from stumbled


def _value(cell: object) -> CellValue:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        return str(cell)
    assert cell is None or isinstance(cell, bool | int | date)
    return cell


def _trimmed(rows: list[Row]) -> list[Row]:
    width = max((_filled_width(row) for row in rows), default=0)
    last = next((n for n in range(len(rows), 0, -1) if _filled_width(rows[n - 1])), 0)
    return [(*row[:width], *(None,) * (width - len(row))) for row in rows[:last]]


def _filled_width(row: Row) -> int:
    return next((n for n in range(len(row), 0, -1) if not _is_blank(row[n - 1])), 0)


def _is_blank(cell: CellValue) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _with_merged_filled(rows: list[Row], merged: list[Area]) -> list[Row]:
    head = [list(row) for row in rows[:_HEADER_ROWS]]
    for top, left, bottom, right in merged[:_MERGES_LOOKED_AT]:
        if top < len(head) and left < len(head[top]):
            value = head[top][left]
            for row in head[top : bottom + 1]:
                row[left : right + 1] = [value] * len(row[left : right + 1])
    return [*map(tuple, head), *rows[_HEADER_ROWS:]]
