"""The rows beneath a heading: who is a member, and what offices write between and after them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.sheets import CellValue
from chibo.base.text import clean, fold, format_date
from chibo.imports.readers.heads import (
    Cells,
    Head,
    heading_key,
    is_numbering,
    name_column,
    words,
)

# a person may well be called Tống or Công
_TOTAL = re.compile(r"tong (cong|so)\b|(tong|cong)\s*:?\s*\d*$")
_FOOTER = re.compile(r"(noi nhan|nguoi lap|t/m\b|tm\.|(pho )?bi thu\b|xac nhan cua|k/t\b)")
_CLOSING = re.compile(
    r"\W*(?:[a-z\d]{1,4}\s*[./)]\s*)?dang vien (chinh thuc|du bi|(duoc )?mien)\b.*"
    r"|\W*((an dinh )?danh sach (nay|tren)\b|ghi chu\s*:|luu y\s*:|.*,\s*ngay [\d.…]+ thang\b)"
)
_UNIT = re.compile(r"(?:[ivxlc\d]+\s*[./)\-]\s*)?((?:chi bo|cb|dang bo)\b.*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:danh sach (?:trich ngang )?dang vien )?((?:chi bo|cb)\b\W*\w.*)")
_COLON = re.compile(r"\b(chi bộ|cb)\s*:\s*", re.IGNORECASE)
_A_DATE = re.compile(r"[\d/.\-\s]{4,}")
_TAIL = re.compile(r"\s*[:(].*$")
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
class Skipped:
    """Rows left out, both from 0, and why."""

    first: int
    last: int
    why: str

    def __str__(self) -> str:
        if self.first == self.last:
            return _("Dòng {row}: {reason}.").format(row=self.first + 1, reason=self.why)
        return _("Dòng {first}–{last}: {reason}.").format(
            first=self.first + 1, last=self.last + 1, reason=self.why
        )


@dataclass
class Body:
    """`unit` is the cell of the rows to come, `titled` the one told above the list or by its sheet; `units`
    how many rows of their own named one."""

    rows: list[DataRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    titled: str = ""
    unit: str = ""
    units: int = 0

    def leave_out(self, first: int, last: int, why: str) -> None:
        """Rows left out one after another for the same reason are told as one."""
        before = self.skipped[-1] if self.skipped else None
        if before and before.last == first - 1 and before.why == why:
            self.skipped[-1] = Skipped(before.first, last, why)
        else:
            self.skipped.append(Skipped(first, last, why))


def body_of(rows: Sequence[Cells], head: Head, sheet: str = "") -> Body:
    """A cell named in the title, or by the sheet, is that of all rows that name none."""
    titled = _titled_unit(rows[: head.rows[0]]) or _titled_unit([(sheet,)])
    body = Body(titled=titled, unit=titled)
    keys = {heading_key(words(cell)) for row in head.rows for cell in rows[row]} - {""}
    name = name_column(rows[head.rows[0]]) or 0
    for at in range(head.first, len(rows)):
        if _ends_the_list(rows[at], name):
            body.leave_out(at, len(rows) - 1, _("phần ký tên, không phải đảng viên"))
            break
        _take(body, at, rows[at], name, keys)
    return body


def shown(cell: CellValue) -> str:
    """As it would be seen in the file."""
    if isinstance(cell, date):
        return format_date(cell)
    return clean(str(cell)) if cell is not None else ""


def _take(body: Body, at: int, row: Cells, name: int, keys: set[str]) -> None:
    filled = [cell for cell in row if cell is not None]
    if not filled or not any(map(shown, filled)):
        return
    alone = len(filled) <= _FEW_CELLS or len(set(filled)) == 1
    if alone and (unit := _unit_alone(filled)):
        body.unit, body.units = unit, body.units + 1
        return
    if _goes_on(body, at, row, words(row[name])):
        return
    reason = _not_a_member(filled, row, name, keys)
    if reason:
        body.leave_out(at, at, reason)
    else:
        body.rows.append(DataRow(at, row, body.unit))


def _goes_on(body: Body, at: int, row: Cells, named: str) -> bool:
    """A date beneath another: a member takes two rows where the two days of joining stand in one column."""
    above = body.rows[-1] if body.rows else None
    if named or above is None or above.at != at - 1:
        return False
    held = [column for column, cell in enumerate(row) if shown(cell)]
    if len(held) != 1:
        return False
    upper, lower = shown(above.cells[held[0]]), shown(row[held[0]])
    if not (_A_DATE.fullmatch(upper) and _A_DATE.fullmatch(lower)):
        return False
    cells = list(above.cells)
    cells[held[0]] = f"{upper}\n{lower}"
    body.rows[-1] = replace(above, cells=tuple(cells))
    return True


def _unit_alone(filled: Sequence[CellValue]) -> str:
    texts = {shown(cell) for cell in filled} - {""}
    return _unit(texts.pop()) if len(texts) == 1 else ""


def _not_a_member(filled: Sequence[CellValue], row: Cells, name: int, keys: set[str]) -> str:
    if any(isinstance(cell, str) and _TOTAL.match(fold(cell)) for cell in filled[:2]):
        return _("dòng tổng cộng")
    if is_numbering(row):
        return _("dòng đánh số cột")
    if len(filled) >= _FEW_CELLS and heading_key(words(row[name])) in keys:
        return _("tiêu đề lặp lại")
    return _says_no_name(row, name)


def _says_no_name(row: Cells, name: int) -> str:
    """Rows numbered beforehand that nobody filled in, and sentences between or beneath the members."""
    if len(set(row)) > _FEW_CELLS + 1:
        return ""
    texts = {shown(cell) for cell in row} - {""}
    if not shown(row[name]) and len(texts) == 1:
        text = next(iter(texts))
        if text.rstrip(".").isdigit() and any(map(shown, row[:name])):
            return _("chỉ có số thứ tự")
        if " " in text and not _A_DATE.fullmatch(text):
            return _("lời ghi, không phải đảng viên")
    if len(texts) <= _FEW_CELLS and any(_CLOSING.match(fold(text)) for text in texts):
        return _("lời ghi, không phải đảng viên")
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
    bare = _TAIL.sub("", _COLON.sub(r"\1 ", clean(text)))
    return re.sub(r"^[IVXLC\d]+\s*[./)\-]\s*", "", bare)


def _titled_unit(rows: Sequence[Cells]) -> str:
    """'CHI BỘ BẢN VẶT' above the list, where the title names one cell and no other."""
    lines = [clean(line) for row in rows for cell in row for line in str(cell or "").splitlines()]
    found = {line[match.start(1) :] for line in lines if (match := _TITLE.fullmatch(fold(line)))}
    units = {heading_key(text): _unit(text) for text in found}
    return units.popitem()[1] if len(units) == 1 else ""
