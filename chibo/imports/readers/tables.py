"""From a workbook to the one table of members in it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.sheets import CellValue, Sheet, Workbook
from chibo.base.text import convert_legacy, detect_legacy
from chibo.imports.readers import numbered, plain, sub_headings
from chibo.imports.readers.bodies import DataRow, body_of, shown
from chibo.imports.readers.fields import fields, heading_key, meaning_of
from chibo.imports.readers.heads import Head, likeliest, name_column, recognised
from chibo.imports.readers.split_columns import put_together

MAX_MEMBERS = 20_000
MAX_COLUMNS = 60

_SHAPES = (numbered.head, sub_headings.head, plain.head)
_ENCODINGS = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
_SAMPLED_ROWS = 400


@dataclass(frozen=True)
class Table:
    """The list of one sheet; `others` are sheets of the file with lists of their own, `titled` the cell its
    title or the sheet names."""

    sheet: str
    head: Head
    rows: list[DataRow]
    skipped: list[str]
    notes: list[str]
    has_units: bool
    others: tuple[str, ...] = ()
    titled: str = ""

    @property
    def signature(self) -> str:
        keys = "|".join(heading_key(heading) for heading in self.head.headings)
        return hashlib.sha256(keys.encode()).hexdigest()

    def columns(self) -> list[int]:
        """Columns with a heading or with something in them."""
        width = len(self.head.headings)
        filled = {at for row in self.rows for at, cell in enumerate(row.cells) if cell is not None}
        return [at for at in range(width) if self.head.headings[at] or at in filled]

    def sample(self, column: int) -> str:
        """A real value of the column, as it would be seen in the file."""
        values = (shown(row.cells[column]) for row in self.rows)
        return next((value for value in values if value), "")


@dataclass(frozen=True)
class _Candidate:
    """A sheet with a row that reads like the heading of a list; `encoding` of an old font, or ""."""

    sheet: Sheet
    rows: list[tuple[CellValue, ...]]
    at: int
    encoding: str

    @property
    def known(self) -> int:
        return recognised(self.rows[self.at])


def read_table(book: Workbook, sheet: str = "") -> Table:
    """The list of the sheet asked for, else the one whose heading looks most like a list of members.

    Raises Refusal when there is none.
    """
    candidates = list(_candidates(book))
    asked = [one for one in candidates if one.sheet.name == sheet]
    best = max(asked or candidates, key=lambda one: one.known, default=None)
    if best is None:
        raise Refusal(
            _(
                "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong 30 dòng đầu. "
                "Kiểm tra lại tệp hoặc dùng tệp mẫu."
            )
        )
    head = next(one for shape in _SHAPES if (one := shape(best.rows, best.at)))
    body = body_of(best.rows, head, best.sheet.name)
    head, rows = put_together(head, body.rows)
    others = [one.sheet.name for one in candidates if one is not best and _holds_a_list(one)]
    notes = [*book.notes, *_notes(best, others)]
    if body.titled and "cell" not in map(meaning_of, head.headings):
        sentence = _(
            "Dòng không ghi chi bộ được hiểu là của “{name}” (tên ở đầu danh sách hoặc tên trang)."
        )
        notes.append(sentence.format(name=body.titled))
    skipped = list(map(str, body.skipped))
    units = body.units > 0
    table = Table(best.sheet.name, head, rows, skipped, notes, units, tuple(others), body.titled)
    _check_size(table)
    return table


def _notes(best: _Candidate, others: Sequence[str]) -> list[str]:
    said = []
    if best.encoding:
        sentence = _("Tệp gõ bằng bảng mã cũ {encoding}; toàn bộ chữ đã chuyển sang Unicode.")
        said.append(sentence.format(encoding=_ENCODINGS[best.encoding]))
    if others:
        sentence = _(
            "Tệp còn danh sách ở {names}; lần nhập này chỉ đọc trang “{sheet}”. "
            "Mỗi trang còn lại nhập thành một lần riêng."
        )
        names = ", ".join(_("trang “{name}”").format(name=name) for name in others)
        said.append(sentence.format(names=names, sheet=best.sheet.name))
    return said


def _holds_a_list(one: _Candidate) -> bool:
    return any(any(cell is not None for cell in row) for row in one.rows[one.at + 1 :])


def guess(table: Table) -> dict[str, dict[str, str]]:
    """Column number as text → {"field", "state", "heading", "key"}.

    `state` is "auto" when the heading is known, "off" when the column is left out.
    """
    guessed: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for column in table.columns():
        meant = meaning_of(table.head.headings[column])
        known = bool(meant) and meant not in taken
        taken.add(meant or "")
        guessed[str(column)] = {
            "field": meant if meant and known else "",
            "state": "auto" if known else "off",
            "heading": table.head.headings[column],
            "key": heading_key(table.head.headings[column]),
        }
    return _named(table, guessed, taken)


def with_saved(table: Table, saved: dict[str, str]) -> dict[str, dict[str, str]]:
    """Columns as a saved mapping (heading key → field) reads them; new headings are guessed."""
    columns = guess(table)
    for column in table.columns():
        key = heading_key(table.head.headings[column])
        if key in saved and (saved[key] in fields() or saved[key] == ""):
            state = "chosen" if saved[key] else "off"
            columns[str(column)] |= {"field": saved[key], "state": state}
    return columns


def _named(
    table: Table, columns: dict[str, dict[str, str]], taken: set[str]
) -> dict[str, dict[str, str]]:
    """A list that only has the name at birth means the person's name by it; else what reads like a name."""
    if "full_name" in taken:
        return columns
    born = next((at for at, meant in columns.items() if meant["field"] == "birth_name"), None)
    named = born or str(name_column(table.head.headings))
    if named in columns:
        columns[named] |= {"field": "full_name", "state": "auto"}
    return columns


def _candidates(book: Workbook) -> Iterator[_Candidate]:
    seen = [sheet for sheet in book.sheets if not sheet.hidden] or book.sheets
    for sheet in seen:
        rows, encoding = _unicode(sheet.rows(fill_merged_headers=True))
        at = likeliest(rows)
        if at is not None:
            yield _Candidate(sheet, rows, at, encoding)


def _unicode(rows: list[tuple[CellValue, ...]]) -> tuple[list[tuple[CellValue, ...]], str]:
    samples = [cell for row in rows[:_SAMPLED_ROWS] for cell in row if isinstance(cell, str)]
    encoding = detect_legacy(samples)
    if encoding is None:
        return rows, ""
    converted = [
        tuple(convert_legacy(cell, encoding) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    ]
    return converted, encoding


def _check_size(table: Table) -> None:
    if len(table.rows) > MAX_MEMBERS:
        raise Refusal(
            _("Danh sách có hơn 20.000 dòng. Chia tệp theo đảng bộ rồi tải lên từng phần.")
        )
    if len(table.columns()) > MAX_COLUMNS:
        raise Refusal(_("Danh sách có hơn 60 cột. Xóa các cột không cần nhập rồi tải lên lại."))
    if not table.rows:
        raise Refusal(_("Tệp chỉ có tiêu đề, chưa có dòng đảng viên nào."))
