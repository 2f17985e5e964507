"""Reading a workbook: every cell to its value, and every problem to its sheet, row and column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.sheets import CellValue, Sheet, UnreadableSheet, Workbook, open_workbook
from chibo.base.text import clean, fold
from chibo.imports.workbook.declaring import Column, Row, SheetKind
from chibo.imports.workbook.export import VERSION, digest, file_mark, notes_name
from chibo.imports.workbook.sheets import SHEETS
from chibo.imports.workbook.values import Unreadable, understood


@dataclass(frozen=True)
class Problem:
    """`row` as Excel counts, None for a whole sheet; `column` is its heading or empty."""

    sheet: str
    row: int | None
    column: str
    sentence: str

    @property
    def where(self) -> str:
        parts = [_("trang {sheet}").format(sheet=self.sheet)]
        if self.row:
            parts.append(_("dòng {row}").format(row=self.row))
        if self.column:
            parts.append(_("cột {column}").format(column=self.column))
        return ", ".join(parts)


@dataclass(frozen=True)
class Line:
    """One row of a sheet, read. `at` as Excel counts."""

    sheet: SheetKind
    at: int
    values: Row

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def ref(self) -> str:
        """What the journal names as the source of what this row made."""
        return f"{self.sheet.name} {self.at}"

    def problem(self, sentence: str, column: str = "") -> Problem:
        heading = str(self.sheet.column(column).heading) if column else ""
        return Problem(str(self.sheet.name), self.at, heading, sentence)


@dataclass
class Contents:
    """`tables` by sheet code. `edited` when the rows are not those the system exported."""

    tables: dict[str, list[Line]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    edited: bool = False

    def __getitem__(self, code: str) -> list[Line]:
        return self.tables.get(code, [])


def is_data_workbook(workbook: Workbook) -> bool:
    """Told by the notes sheet, so that a list of members is never taken for one."""
    return _notes(workbook).get(_("Loại tệp")) == file_mark()


def looks_like_workbook(content: bytes, filename: str) -> bool:
    """As `is_data_workbook`; a file that cannot be opened is none."""
    try:
        return is_data_workbook(open_workbook(content, filename))
    except UnreadableSheet:
        return False


def read_contents(workbook: Workbook) -> Contents:
    found, notes = Contents(), _notes(workbook)
    version = notes.get(_("Phiên bản"), "")
    if not version.isdecimal() or int(version) > VERSION:
        found.problems.append(Problem(notes_name(), None, _("Phiên bản"), _too_new(version)))
        return found
    pages = {fold(page.name): page for page in workbook.sheets}
    for kind in SHEETS:
        if kind.since <= int(version):
            _read_sheet(kind, pages.get(fold(str(kind.name))), found)
    _check_keys(found)
    told = notes.get(_("Dấu nội dung"), "")
    seen = {code: [line.values for line in lines] for code, lines in found.tables.items()}
    found.edited = bool(told) and told != digest(seen)
    return found


def _too_new(version: str) -> str:
    return _(
        "Không đọc được sổ phiên bản “{version}”; chương trình này đọc đến phiên bản {known}. "
        "Cập nhật chương trình rồi nhập lại."
    ).format(version=version, known=VERSION)


def _notes(workbook: Workbook) -> dict[str, str]:
    page = next((one for one in workbook.sheets if fold(one.name) == fold(notes_name())), None)
    rows = page.rows() if page else []
    return {
        clean(str(row[0])): clean(str(row[1])) for row in rows if len(row) > 1 and row[0] and row[1]
    }


def _read_sheet(kind: SheetKind, page: Sheet | None, found: Contents) -> None:
    if page is None:
        missing = _("Thiếu trang này. Tải mẫu và chép dữ liệu vào, trang không có gì thì để trống.")
        found.problems.append(Problem(str(kind.name), None, "", missing))
        return
    rows = page.rows()
    places = _places(kind, rows[0] if rows else (), found)
    lines = list(_lines(kind, rows, places, found))
    found.tables[kind.code] = lines


def _places(kind: SheetKind, head: Sequence[CellValue], found: Contents) -> dict[str, int]:
    """Column name → where it stands."""
    spelt = {_heading(cell): at for at, cell in enumerate(head) if cell is not None}
    known = {_heading(str(column.heading)): column for column in kind.columns}
    for heading, column in known.items():
        if heading not in spelt and column.required:
            found.problems.append(
                Problem(str(kind.name), 1, str(column.heading), _("Thiếu cột bắt buộc này."))
            )
    for heading, at in spelt.items():
        if heading not in known:
            strange = _("Sổ không có cột này. Xóa cột hoặc đặt lại tên như trong mẫu.")
            found.problems.append(Problem(str(kind.name), 1, str(head[at]), strange))
    return {column.name: spelt[heading] for heading, column in known.items() if heading in spelt}


def _heading(cell: CellValue) -> str:
    return fold(str(cell)).strip(" *")


def _lines(
    kind: SheetKind, rows: Sequence[Sequence[CellValue]], places: Mapping[str, int], found: Contents
) -> Iterator[Line]:
    columns = [column for column in kind.columns if column.name in places]
    for at, cells in enumerate(rows[1:], start=2):
        if all(cell is None or cell == "" for cell in cells):
            continue
        line = Line(kind, at, {})
        for column in columns:
            line.values[column.name] = _value(line, column, cells[places[column.name]], found)
        yield line


def _value(line: Line, column: Column, cell: CellValue, found: Contents) -> Any:
    try:
        value = understood(column, line.values, cell)
    except Unreadable as error:
        found.problems.append(line.problem(error.sentence, column.name))
        return None
    if column.required and value in (None, "", []):
        found.problems.append(line.problem(_("Ô này bắt buộc phải có."), column.name))
    return value


def _check_keys(found: Contents) -> None:
    """Keys once each; refs to keys that are there."""
    known: dict[str, set[str]] = {}
    for kind in SHEETS:
        if kind.prefix:
            known[kind.code] = set(_keys_once(found[kind.code], found))
    for kind in SHEETS:
        refs = [column for column in kind.columns if column.of]
        for line in found[kind.code]:
            for column in refs:
                _check_refs(line, column, known[column.of], found)


def _keys_once(lines: Iterable[Line], found: Contents) -> Iterator[str]:
    first: dict[str, int] = {}
    for line in lines:
        key = line["key"]
        if key in first:
            twice = _("Mã {key} đã có ở dòng {row}. Mỗi dòng một mã.").format(
                key=key, row=first[key]
            )
            found.problems.append(line.problem(twice, "key"))
        first.setdefault(key, line.at)
        yield key


def _check_refs(line: Line, column: Column, known: set[str], found: Contents) -> None:
    value = line[column.name]
    for key in value if isinstance(value, list) else [value]:
        if key and key not in known:
            lost = _("Không có mã {key} ở trang {sheet}.").format(
                key=key, sheet=next(kind.name for kind in SHEETS if kind.code == column.of)
            )
            found.problems.append(line.problem(lost, column.name))
