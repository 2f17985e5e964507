"""From a workbook to the one table of members in it."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.sheets import CellValue, Sheet, Workbook
from chibo.base.text import clean, convert_legacy, detect_legacy, fold, format_date
from chibo.imports.readers import numbered, plain, sub_headings
from chibo.imports.readers.fields import fields, heading_key, meaning_of
from chibo.imports.readers.heads import (
    Cells,
    Head,
    is_numbering,
    likeliest,
    name_column,
    recognised,
    words,
)

MAX_MEMBERS = 20_000
MAX_COLUMNS = 60

_SHAPES = (numbered.head, sub_headings.head, plain.head)
_ENCODINGS = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
# a person may well be called Tống or Công
_TOTAL = re.compile(r"tong (cong|so)\b|(tong|cong)\s*:?\s*\d*$")
_FOOTER = re.compile(r"(noi nhan|nguoi lap|t/m\b|tm\.|(pho )?bi thu\b|xac nhan cua|k/t\b)")
_UNIT = re.compile(r"(?:[ivxlc\d]+\s*[./)\-]\s*)?((?:chi bo|cb|dang bo)\b.*)", re.IGNORECASE)
_TAIL = re.compile(r"\s*[:(].*$")
_SAMPLED_ROWS = 400
_FEW_CELLS = 3


@dataclass(frozen=True)
class DataRow:
    """`at` counts from 0 in the file; `unit` is the cell named in a row of its own above."""

    at: int
    cells: Cells
    unit: str = ""

    @property
    def number(self) -> int:
        return self.at + 1


@dataclass(frozen=True)
class Table:
    sheet: str
    head: Head
    rows: list[DataRow]
    skipped: list[str]
    notes: list[str]
    has_units: bool

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


@dataclass
class _Body:
    rows: list[DataRow] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unit: str = ""
    units: int = 0


def shown(cell: CellValue) -> str:
    if isinstance(cell, date):
        return format_date(cell)
    return clean(str(cell)) if cell is not None else ""


def read_table(book: Workbook) -> Table:
    """The sheet and heading that look most like a list of members. Raises Refusal when none does."""
    found = max(_candidates(book), key=lambda one: recognised(one[1][one[2]]), default=None)
    if found is None:
        raise Refusal(
            _(
                "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong 30 dòng đầu. "
                "Kiểm tra lại tệp hoặc dùng tệp mẫu."
            )
        )
    sheet, rows, at, encoding = found
    head = next(one for shape in _SHAPES if (one := shape(rows, at)))
    body = _body(rows, head)
    notes = list(book.notes)
    if encoding:
        notes.append(
            _("Tệp gõ bằng bảng mã cũ {encoding}; toàn bộ chữ đã chuyển sang Unicode.").format(
                encoding=_ENCODINGS[encoding]
            )
        )
    table = Table(sheet.name, head, body.rows, body.skipped, notes, body.units > 0)
    _check_size(table)
    return table


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
    return _named(guessed, taken)


def with_saved(table: Table, saved: dict[str, str]) -> dict[str, dict[str, str]]:
    """Columns as a saved mapping (heading key → field) reads them; new headings are guessed."""
    columns = guess(table)
    for column in table.columns():
        key = heading_key(table.head.headings[column])
        if key in saved and (saved[key] in fields() or saved[key] == ""):
            state = "chosen" if saved[key] else "off"
            columns[str(column)] |= {"field": saved[key], "state": state}
    return columns


def _named(columns: dict[str, dict[str, str]], taken: set[str]) -> dict[str, dict[str, str]]:
    """A list that only has the name at birth means the person's name by it."""
    if "full_name" not in taken:
        for meant in columns.values():
            if meant["field"] == "birth_name":
                meant["field"] = "full_name"
                break
    return columns


def _candidates(book: Workbook) -> Iterator[tuple[Sheet, list[tuple[CellValue, ...]], int, str]]:
    seen = [sheet for sheet in book.sheets if not sheet.hidden] or book.sheets
    for sheet in seen:
        rows, encoding = _unicode(sheet.rows(fill_merged_headers=True))
        at = likeliest(rows)
        if at is not None:
            yield sheet, rows, at, encoding


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


def _body(rows: Sequence[Cells], head: Head) -> _Body:
    body = _Body()
    keys = {heading_key(words(cell)) for row in head.rows for cell in rows[row]} - {""}
    name = name_column(rows[head.rows[0]]) or 0
    for at in range(head.first, len(rows)):
        if _ends_the_list(rows[at], name):
            body.skipped.append(
                _("Dòng {first}–{last}: phần ký tên, không phải đảng viên.").format(
                    first=at + 1, last=len(rows)
                )
            )
            break
        _take(body, at, rows[at], name, keys)
    return body


def _take(body: _Body, at: int, row: Cells, name: int, keys: set[str]) -> None:
    filled = [cell for cell in row if cell is not None]
    if not filled or not any(map(shown, filled)):
        return
    alone = len(filled) <= _FEW_CELLS or len(set(filled)) == 1
    if alone and (unit := _unit_alone(filled)):
        body.unit, body.units = unit, body.units + 1
        return
    reason = _not_a_member(filled, row, words(row[name]), keys)
    if reason:
        body.skipped.append(_("Dòng {row}: {reason}.").format(row=at + 1, reason=reason))
    else:
        body.rows.append(DataRow(at, row, body.unit))


def _unit_alone(filled: Sequence[CellValue]) -> str:
    texts = {shown(cell) for cell in filled} - {""}
    return _unit(texts.pop()) if len(texts) == 1 else ""


def _not_a_member(filled: Sequence[CellValue], row: Cells, named: str, keys: set[str]) -> str:
    if any(isinstance(cell, str) and _TOTAL.match(fold(cell)) for cell in filled[:2]):
        return _("dòng tổng cộng")
    if is_numbering(row):
        return _("dòng đánh số cột")
    if len(filled) >= _FEW_CELLS and heading_key(named) in keys:
        return _("tiêu đề lặp lại")
    return ""


def _ends_the_list(row: Cells, name: int) -> bool:
    """A row of a few words such as 'T/M CHI BỘ', and nobody's name where names stand."""
    filled = {cell for cell in row if cell is not None}
    if not 0 < len(filled) <= _FEW_CELLS:
        return False
    texts = {shown(cell) for cell in filled}
    if not any(_FOOTER.match(fold(text)) for text in texts):
        return False
    named = shown(row[name])
    return not named or _FOOTER.match(fold(named)) is not None


def _unit(text: str) -> str:
    """'II. Chi bộ bản Vặt (15 đảng viên)' heads the members of Chi bộ bản Vặt."""
    if not _UNIT.fullmatch(fold(text)):
        return ""
    bare = _TAIL.sub("", clean(text))
    return re.sub(r"^[IVXLC\d]+\s*[./)\-]\s*", "", bare)


def _check_size(table: Table) -> None:
    if len(table.rows) > MAX_MEMBERS:
        raise Refusal(
            _("Danh sách có hơn 20.000 dòng. Chia tệp theo đảng bộ rồi tải lên từng phần.")
        )
    if len(table.columns()) > MAX_COLUMNS:
        raise Refusal(_("Danh sách có hơn 60 cột. Xóa các cột không cần nhập rồi tải lên lại."))
    if not table.rows:
        raise Refusal(_("Tệp chỉ có tiêu đề, chưa có dòng đảng viên nào."))
