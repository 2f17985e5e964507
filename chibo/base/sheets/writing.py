"""Writes workbooks people can work in: dates are dates, ids are text, nothing starts a formula."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import IO, TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.base.text import format_date

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ColumnKind = Literal["text", "integer", "decimal", "date", "percent", "any"]
Value = str | int | float | Decimal | date | datetime | PartialDate | bool | None

_FORMATS: dict[ColumnKind, str] = {
    "text": "@",
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "date": "dd/mm/yyyy",
    "percent": "0.0%",
    "any": "General",
}
_WIDTHS: dict[ColumnKind, int] = {
    "text": 22,
    "integer": 10,
    "decimal": 12,
    "date": 12,
    "percent": 10,
    "any": 16,
}
_LONGEST_LIST = 255
_LONGEST_TEXT = 32_767
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29/02/1900 that never was
_LISTS_SHEET = "_danh_muc"
_ROWS_TO_FILL_IN = 5_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

RED_FILL, PROBLEM_FILL, HEADER_FILL = "#F8D7DA", "#FFF3CD", "#EDE7DD"


@dataclass(frozen=True)
class Column:
    """`choices` become a drop-down; `comment` is a note on the heading; `width` in characters.

    A percent is a share of one: 0.895 shows as 89,5%. 'any' leaves each cell what it is.
    """

    heading: str
    kind: ColumnKind = "text"
    width: int | None = None
    choices: Sequence[str] = ()
    comment: str = ""


@dataclass(frozen=True)
class Marked:
    """A cell to look at: coloured, with a note."""

    value: Value
    comment: str = ""


@dataclass(frozen=True)
class SheetSpec:
    """Rows may be a generator; `title` lines stand above the header. `groups` (first column, last, words) put
    neighbours under one head, in a second row of headings; only for a workbook written in memory."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value | Marked]] = ()
    title: Sequence[str] = ()
    hidden: bool = False
    groups: Sequence[tuple[int, int, str]] = ()


@dataclass
class _Pen:
    """The formats of one workbook, and where its long lists stand."""

    book: "Workbook"
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    _formats: dict[tuple[str, bool], "Format"] = field(default_factory=dict)

    def format(self, kind: ColumnKind, *, marked: bool = False) -> "Format":
        key = (kind, marked)
        if key not in self._formats:
            look = {"num_format": _FORMATS[kind], "valign": "top"}
            self._formats[key] = self.book.add_format(
                look | ({"bg_color": RED_FILL} if marked else {})
            )
        return self._formats[key]


def write_workbook(
    sheets: Sequence[SheetSpec],
    notes: Sequence[tuple[str, str]] = (),
    *,
    made: datetime | None = None,
) -> bytes:
    """`notes` are lines (what, text) of a last sheet 'Ghi chú'. `made`: the time written into the file, which
    otherwise differs each time."""
    file = io.BytesIO()
    write_workbook_to(file, sheets, notes, in_memory=True, made=made)
    return file.getvalue()


def write_workbook_to(
    file: IO[bytes],
    sheets: Sequence[SheetSpec],
    notes: Sequence[tuple[str, str]] = (),
    *,
    in_memory: bool = False,
    made: datetime | None = None,
) -> None:
    """Writes row by row through temporary files, so a big export takes little memory."""
    from xlsxwriter import Workbook

    mode = {"in_memory": True} if in_memory else {"constant_memory": True}
    never_live = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, mode | never_live) as book:
        if made:
            book.set_properties({"created": made})
        pen = _Pen(book)
        names = _sheet_names([sheet.name for sheet in sheets])
        pages = [book.add_worksheet(name) for name in names]
        _write_long_lists(pen, sheets)
        for page, sheet in zip(pages, sheets, strict=True):
            _write_sheet(pen, page, sheet)
        if notes:
            _write_sheet(pen, book.add_worksheet(_("Ghi chú")), _notes_sheet(notes))


def write_csv(sheet: SheetSpec) -> bytes:
    """UTF-8 with the mark Excel looks for; cells that would start a formula get an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_csv_text(column.heading) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_csv_text(_bare(cell)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _csv_text(value: Value) -> str:
    text = "" if value is None else _shown(value)
    is_text = isinstance(value, str)  # a negative number is no formula
    return f"'{text}" if is_text and text.startswith(_FORMULA_STARTS) else text


def _bare(cell: Value | Marked) -> Value:
    return cell.value if isinstance(cell, Marked) else cell


def _notes_sheet(notes: Sequence[tuple[str, str]]) -> SheetSpec:
    columns = [Column(_("Mục"), width=24), Column(_("Nội dung"), width=90)]
    return SheetSpec(_("Ghi chú"), columns, notes)


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """Excel allows 31 characters, some signs never, and no name twice."""
    names: list[str] = []
    for name in wanted:
        plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip(" '")[:31]
        plain = plain or _("Trang")
        taken = {other.lower() for other in names} | {_("Ghi chú").lower(), _LISTS_SHEET}
        number, unique = 2, plain
        while unique.lower() in taken:
            unique, number = f"{plain[:26]} ({number})", number + 1
        names.append(unique)
    return names


def _write_sheet(pen: _Pen, page: "Worksheet", sheet: SheetSpec) -> None:
    header = len(sheet.title)
    _set_columns(pen, page, sheet.columns)
    bold = pen.book.add_format({"bold": True})
    for at, line in enumerate(sheet.title):
        page.write_string(at, 0, line, bold)
    merged: set[int] = set()
    if sheet.groups:
        merged = _write_groups(pen, page, sheet, header)
        header += 1
    _write_header(pen, page, sheet.columns, header, merged)
    kinds = [column.kind for column in sheet.columns]
    written = 0
    for written, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(pen, page, (header + written, at), cell, kinds[at])
    _finish(pen, page, sheet, header, written)


def _set_columns(pen: _Pen, page: "Worksheet", columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width or _WIDTHS[column.kind], pen.format(column.kind))


def _write_header(
    pen: _Pen,
    page: "Worksheet",
    columns: Sequence[Column],
    header: int,
    merged: Collection[int] = (),
) -> None:
    look = {"bold": True, "bg_color": HEADER_FILL, "border": 1, "text_wrap": True, "valign": "top"}
    form = pen.book.add_format(look)
    for at, column in enumerate(columns):
        if at not in merged:
            page.write_string(header, at, column.heading, form)
        if column.comment:
            page.write_comment(header, at, column.comment)


def _write_groups(pen: _Pen, page: "Worksheet", sheet: SheetSpec, at: int) -> set[int]:
    """The row above the headings. Returns the columns whose own heading reaches up into it."""
    look = {"bold": True, "bg_color": HEADER_FILL, "border": 1, "text_wrap": True}
    form = pen.book.add_format(look | {"align": "center", "valign": "top"})
    grouped: set[int] = set()
    for first, last, words in sheet.groups:
        grouped |= set(range(first, last + 1))
        if first == last:
            page.write_string(at, first, words, form)
        else:
            page.merge_range(at, first, at, last, words, form)
    alone = set(range(len(sheet.columns))) - grouped
    for column in alone:
        page.merge_range(at, column, at + 1, column, sheet.columns[column].heading, form)
    return alone


def _finish(pen: _Pen, page: "Worksheet", sheet: SheetSpec, header: int, written: int) -> None:
    page.freeze_panes(header + 1, 0)
    if sheet.columns:
        page.autofilter(header, 0, header + max(written, 1), len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        if column.choices:
            last = header + max(written, _ROWS_TO_FILL_IN)
            page.data_validation(header + 1, at, last, at, _drop_down(pen, column))
    if sheet.hidden:
        page.hide()


def _drop_down(pen: _Pen, column: Column) -> dict[str, object]:
    choices = tuple(column.choices)
    return {
        "validate": "list",
        "source": pen.lists.get(choices, list(choices)),
        "error_type": "warning",
        "error_title": _("Không có trong danh mục"),
        "error_message": _("Chọn một giá trị trong danh sách để khỏi phải sửa khi nhập."),
    }


def _write_long_lists(pen: _Pen, sheets: Sequence[SheetSpec]) -> None:
    """Excel takes 255 characters of choices in place; longer lists stand on a hidden sheet."""
    from xlsxwriter.utility import xl_col_to_name

    chosen = {tuple(column.choices) for sheet in sheets for column in sheet.columns}
    long = sorted(choices for choices in chosen if _needs_a_sheet(choices))
    if not long:
        return
    page = pen.book.add_worksheet(_LISTS_SHEET)
    page.hide()
    for row, line in enumerate(zip_longest(*long)):
        for at, choice in enumerate(line):
            if choice is not None:
                page.write_string(row, at, choice)
    for at, choices in enumerate(long):
        column = xl_col_to_name(at)
        pen.lists[choices] = f"={_LISTS_SHEET}!${column}$1:${column}${len(choices)}"


def _needs_a_sheet(choices: tuple[str, ...]) -> bool:
    return len(",".join(choices)) > _LONGEST_LIST or any("," in choice for choice in choices)


def _write_cell(
    pen: _Pen, page: "Worksheet", at: tuple[int, int], cell: Value | Marked, kind: ColumnKind
) -> None:
    marked = isinstance(cell, Marked)
    value = _bare(cell)
    if isinstance(value, PartialDate):
        value = value.day if value.precision == "day" else str(value)
    if value is None or value == "":
        if marked:
            page.write_blank(*at, None, pen.format(kind, marked=True))
    elif isinstance(value, date) and kind != "text" and _excel_day(value) >= _FIRST_DAY:
        page.write_datetime(*at, value, pen.format("date", marked=marked))
    elif (
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) and kind != "text"
    ):
        page.write_number(*at, float(value), pen.format(kind, marked=marked))
    else:
        text = _shown(value)[:_LONGEST_TEXT]
        page.write_string(*at, text, pen.format("text", marked=marked))
    if isinstance(cell, Marked) and cell.comment:
        page.write_comment(*at, cell.comment)


def _excel_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return format_date(value) if isinstance(value, date) else str(value)
