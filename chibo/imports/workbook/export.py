"""Writing the workbook and its template."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.sheets import Column as Written
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.sheets.writing import ColumnKind, Value
from chibo.base.text import format_date, format_number
from chibo.base.watching import followed
from chibo.imports.workbook.declaring import Column, Row, SheetKind
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.sheets import SHEETS
from chibo.imports.workbook.values import choices_of, shown

VERSION = 2
_WRITTEN: dict[str, ColumnKind] = {"day": "date", "integer": "integer", "number": "any"}
_WIDTHS = {"key": 12, "ref": 34, "refs": 34, "yes_no": 9, "partial": 12, "digits": 17, "choice": 14}
_NAMES = 30


def _what() -> dict[str, str]:
    """What lines of the notes are called; the reading finds them by these words."""
    return {
        "file": _("Loại tệp"),
        "version": _("Phiên bản"),
        "branch": _("Sổ của"),
        "as_of": _("Tính đến ngày"),
        "exported": _("Xuất ngày"),
        "exporter": _("Người xuất"),
        "masked": _("Số định danh"),
        "digest": _("Dấu nội dung"),
        "secret": _("Lưu ý"),
        "left_out": _("Không có trong sổ"),
    }


def left_out() -> str:
    return _(
        "Ảnh và tệp đính kèm, báo cáo và biểu đã nộp, các lần đối chiếu; kiểm tra, kỷ luật, đơn thư chỉ có "
        "khi người xuất làm công tác kiểm tra của tổ chức giữ hồ sơ. Muốn giữ đủ thì sao lưu cả máy."
    )


def file_mark() -> str:
    return _("Sổ dữ liệu Chi Bộ")


def notes_name() -> str:
    return _("Ghi chú")


@dataclass(frozen=True)
class Told:
    """What a workbook says, held as lightly as it can be: `people` are how many people's files it holds, `keepers`
    the organisations whose records of inspection are in it."""

    sheets: Sequence[SheetSpec]
    notes: Sequence[tuple[str, str]]
    people: int
    masked: int
    keepers: Collection[int]


def told_of(of: Extract) -> Told:
    seen, counts, sheets = Digest(), [], []
    for kind in followed(SHEETS, _("Đọc từng trang của sổ")):
        cells = [_cells(kind, seen.noted(kind, row), of.names) for row in kind.rows(of)]
        sheets.append(_spec(kind, cells))
        counts.append((str(kind.name), _count(len(cells))))
    notes = [*_about(of), *counts, (_what()["digest"], str(seen))]
    return Told(sheets, notes, len(of.people), of.masked, of.overseen.keepers)


def workbook_of(told: Told) -> bytes:
    return write_workbook(told.sheets, told.notes)


def template() -> bytes:
    """Every sheet with its headings, notes and drop-downs, to be filled in by hand."""
    words = _what()
    notes = [
        (words["file"], file_mark()),
        (words["version"], str(VERSION)),
        *((str(kind.name), str(kind.meaning)) for kind in SHEETS),
    ]
    return write_workbook([_spec(kind, []) for kind in SHEETS], notes)


class Digest:
    """The same for the same content, whatever the order of columns or the look of the file."""

    def __init__(self) -> None:
        self._seen = hashlib.sha256()

    def noted(self, kind: SheetKind, row: Row) -> Row:
        line = [f"{column.name}={row.get(column.name) or ''!s}" for column in kind.columns]
        self._seen.update("\x1f".join([kind.code, *line, "\n"]).encode())
        return row

    def __str__(self) -> str:
        return self._seen.hexdigest()


def digest(tables: Mapping[str, Iterable[Row]]) -> str:
    seen = Digest()
    for kind in SHEETS:
        for row in tables.get(kind.code, ()):
            seen.noted(kind, row)
    return str(seen)


def _spec(kind: SheetKind, rows: Iterable[Sequence[Value]]) -> SheetSpec:
    return SheetSpec(str(kind.name), [_column(column) for column in kind.columns], rows)


def _column(column: Column) -> Written:
    needed = _("Bắt buộc. ") if column.required else ""
    return Written(
        str(column.heading) + (" *" if column.required else ""),
        _WRITTEN.get(column.kind, "text"),
        _NAMES if column.name in ("full_name", "name") else _WIDTHS.get(column.kind),
        choices=choices_of(column),
        comment=f"{needed}{column.meaning}".strip(),
    )


def _cells(kind: SheetKind, row: Row, names: Mapping[str, str]) -> Sequence[Value]:
    return [shown(column, row, names) for column in kind.columns]


def _about(of: Extract) -> list[tuple[str, str]]:
    words = _what()
    lines = [
        (words["file"], file_mark()),
        (words["version"], str(VERSION)),
        (words["branch"], f"{of.branch.name} {of.branch.code}".strip()),
        (words["as_of"], _day(of.as_of) or _("toàn bộ, kể cả việc đã ghi cho ngày sau")),
        (words["exported"], _day(timezone.localdate())),
        (words["exporter"], of.by.full_name or of.by.get_username()),
        (words["secret"], _("Có dữ liệu cá nhân nhạy cảm; không gửi qua thư điện tử, Zalo.")),
        (words["left_out"], left_out()),
    ]
    if of.masked:
        hidden = _("Đã che số của {count} người: người xuất không có quyền xem.")
        lines.append((words["masked"], hidden.format(count=format_number(of.masked))))
    return lines


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _count(rows: int) -> str:
    return _("{count} dòng").format(count=format_number(rows))
