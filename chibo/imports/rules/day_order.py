"""Columns of dates whose days and months may have changed places, which no single cell shows.

Month first   07/25/2014 can only be read that way, and no other date of the column says otherwise
Turned round  a machine set to American dates took 03/04/1980 for the 4th of March and left 25/04/1980
              as text: every date that is a cell has a day up to 12, every text one beyond
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from chibo.base.sheets import CellValue
from chibo.base.text import format_date
from chibo.imports.readers.bodies import DataRow
from chibo.imports.readers.fields import Field
from chibo.imports.rules.problems import KEEP

TURN = "turn"

_PARTS = re.compile(r"\W*(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})\W*")
_MONTHS = 12
_FEWEST_TURNED = 5


@dataclass(frozen=True)
class Doubt:
    """`example` as it stands in the file, `meant` as it would be read when turned."""

    kind: Literal["month first", "turned round"]
    example: str
    meant: str

    @property
    def sentence(self) -> str:
        if self.kind == "month first":
            return _("Cột này có ngày ghi tháng trước ({example}); chọn cách đọc cả cột").format(
                example=self.example
            )
        return _("Excel có thể đã đảo ngày và tháng của các ô ngày ở cột này; chọn cách đọc")

    def choices(self) -> list[tuple[str, str]]:
        told = {"example": self.example, "meant": self.meant}
        return [
            ("", _("Chọn cách đọc cả cột")),
            (TURN, _("Tháng trước: {example} là ngày {meant}").format(**told)),
            (KEEP, _("Ngày trước, như đang ghi; ô sai sửa từng dòng")),
        ]

    def concerns(self, cell: CellValue) -> bool:
        """Cells that turning would read otherwise."""
        if self.kind == "turned round":
            return isinstance(cell, date) and cell.day != cell.month
        first, second = _numbers(cell) or (0, 0)
        return first != second

    def turned(self, cell: CellValue) -> CellValue:
        if isinstance(cell, date):
            return date(cell.year, cell.day, cell.month)
        return _swapped(str(cell))


def doubts(rows: Sequence[DataRow], columns: Sequence[tuple[int, Field]]) -> dict[str, Doubt]:
    """Field → what is doubtful about the days of its column."""
    found = {}
    for at, meant in columns:
        if meant.kind == "date" and (doubt := _doubt([row.cells[at] for row in rows])):
            found[meant.code] = doubt
    return found


def _doubt(cells: Sequence[CellValue]) -> Doubt | None:
    texts = [(str(cell), found) for cell in cells if (found := _numbers(cell))]
    day_first = [text for text, (first, second) in texts if first > _MONTHS >= second]
    month_first = [text for text, (first, second) in texts if second > _MONTHS >= first]
    if month_first and not day_first:
        return Doubt("month first", month_first[0], _swapped(month_first[0]))
    days = list(_days(cells))
    all_beyond = bool(texts) and len(day_first) == len(texts)
    if all_beyond and len(days) >= _FEWEST_TURNED and all(day.day <= _MONTHS for day in days):
        return _turned_round(days)
    return None


def _turned_round(days: Sequence[date]) -> Doubt | None:
    one = next((day for day in days if day.day != day.month), None)
    if one is None:
        return None
    return Doubt("turned round", format_date(one), format_date(date(one.year, one.day, one.month)))


def _days(cells: Sequence[CellValue]) -> Iterator[date]:
    return (cell for cell in cells if isinstance(cell, date))


def _numbers(cell: CellValue) -> tuple[int, int] | None:
    """The two numbers before the year of a date written as text."""
    found = _PARTS.fullmatch(cell) if isinstance(cell, str) else None
    return (int(found[1]), int(found[3])) if found else None


def _swapped(text: str) -> str:
    return _PARTS.sub(r"\3/\1/\4", text)
