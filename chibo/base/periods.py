"""Reporting periods: whole days, first and last included."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import gettext as _

_HALVES = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}
_QUARTERS = {
    1: ((1, 1), (3, 31)),
    2: ((4, 1), (6, 30)),
    3: ((7, 1), (9, 30)),
    4: ((10, 1), (12, 31)),
}


@dataclass(frozen=True, order=True)
class Period:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(_("Kỳ báo cáo có ngày cuối trước ngày đầu."))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        return cls(*(date(year, *day) for day in _HALVES[half]))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        return cls(*(date(year, *day) for day in _QUARTERS[quarter]))

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2018`, `2018-H1`, `2018-Q3` or `2018-01-01..2018-06-30`. Raises ValueError with a sentence."""
        if match := re.fullmatch(r"(\d{4})(?:-([HQ])([1-4]))?", text.strip()):
            year, letter, part = int(match[1]), match[2], int(match[3] or 0)
            if letter == "H" and part in _HALVES:
                return cls.half(year, part)
            if letter == "Q":
                return cls.quarter(year, part)
            if not letter:
                return cls.year(year)
        if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text.strip()):
            return cls(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        raise ValueError(
            _("Kỳ báo cáo viết như 2018, 2018-H1, 2018-Q3 hoặc 2018-01-01..2018-06-30.")
        )

    @property
    def eve(self) -> date:
        """The day whose close opens the period."""
        return self.first - timedelta(days=1)

    @property
    def code(self) -> str:
        for text in self._short_codes():
            if type(self).parse(text) == self:
                return text
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    def _short_codes(self) -> list[str]:
        year = self.first.year
        return [
            f"{year}",
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in (1, 2, 3, 4)),
        ]

    @property
    def label(self) -> str:
        year, _dash, part = self.code.partition("-")
        names = {
            "": _("năm {year}"),
            "H1": _("6 tháng đầu năm {year}"),
            "H2": _("6 tháng cuối năm {year}"),
            "Q1": _("quý I năm {year}"),
            "Q2": _("quý II năm {year}"),
            "Q3": _("quý III năm {year}"),
            "Q4": _("quý IV năm {year}"),
        }
        if part in names:
            return names[part].format(year=year)
        return _("từ {first} đến {last}").format(
            first=self.first.strftime("%d/%m/%Y"), last=self.last.strftime("%d/%m/%Y")
        )

    def a_year_before(self) -> Self:
        return type(self)(_year_before(self.first), _year_before(self.last))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
