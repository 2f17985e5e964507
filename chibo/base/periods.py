"""Reporting periods: whole days, first and last included."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

from django.utils.translation import gettext as _

_HALVES = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}
_QUARTERS = {
    1: ((1, 1), (3, 31)),
    2: ((4, 1), (6, 30)),
    3: ((7, 1), (9, 30)),
    4: ((10, 1), (12, 31)),
}
_MONTHS = 12
_SHORTEST_TERM = 729  # days between its first and its last
# The first letter of what follows the year in a short code.
_SPANS = {"": "year", "H": "half", "Q": "quarter", "M": "month", "9": "nine_months"}


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
    def month(cls, year: int, month: int) -> Self:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def nine_months(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 9, 30))

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2018`, `2018-H1`, `2018-Q3`, `2018-M07`, `2018-9T` (nine months) or `2018-01-01..2018-06-30`.
        Raises ValueError with a sentence."""
        if match := re.fullmatch(r"(\d{4})(?:-(9T|[HQM]\d{1,2}))?", text.strip()):
            found = cls._short(int(match[1]), match[2] or "")
            if found:
                return found
        if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text.strip()):
            return cls(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        raise ValueError(
            _(
                "Kỳ báo cáo viết như 2018, 2018-H1, 2018-Q3, 2018-M07, 2018-9T hoặc 2018-01-01..2018-06-30."
            )
        )

    @classmethod
    def _short(cls, year: int, part: str) -> Self | None:
        letter, number = part[:1], int(part[1:]) if part[1:].isdigit() else 0
        match letter:
            case "":
                return cls.year(year)
            case "9":
                return cls.nine_months(year)
            case "H" if number in _HALVES:
                return cls.half(year, number)
            case "Q" if number in _QUARTERS:
                return cls.quarter(year, number)
            case "M" if 1 <= number <= _MONTHS:
                return cls.month(year, number)
        return None

    @property
    def span(self) -> str:
        """How long it is by the names reports go by: month, quarter, half, nine_months, year; "" otherwise."""
        return _SPANS.get(self.code.partition("-")[2][:1], "") if self.code != self.days else ""

    @property
    def is_term(self) -> bool:
        """Two years and more: only a term (nhiệm kỳ) is as long as that."""
        return (self.last - self.first).days >= _SHORTEST_TERM

    @property
    def eve(self) -> date:
        """The day whose close opens the period."""
        return self.first - timedelta(days=1)

    @property
    def code(self) -> str:
        return _code_of(self)

    @property
    def days(self) -> str:
        """Its two days, as a code that says any period."""
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

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
            "9T": _("9 tháng đầu năm {year}"),
            f"M{self.first.month:02d}": _("tháng {month} năm {year}"),
        }
        if part in names:
            return names[part].format(year=year, month=self.first.month)
        return _("từ {first} đến {last}").format(
            first=self.first.strftime("%d/%m/%Y"), last=self.last.strftime("%d/%m/%Y")
        )

    def a_year_before(self) -> Self:
        """The same period of the year before; a whole February stays a whole February."""
        if self.span:
            part = self.code.removeprefix(str(self.first.year))
            return type(self).parse(f"{self.first.year - 1}{part}")
        return type(self)(_year_before(self.first), _year_before(self.last))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


@lru_cache(1_000)
def _code_of(period: Period) -> str:
    """The shortest there is. Every number of a report has it in its address."""
    for text in _short_codes(period.first):
        if Period.parse(text) == period:
            return text
    return period.days


def _short_codes(first: date) -> list[str]:
    year = first.year
    return [
        f"{year}",
        *(f"{year}-H{n}" for n in (1, 2)),
        *(f"{year}-Q{n}" for n in (1, 2, 3, 4)),
        f"{year}-9T",
        f"{year}-M{first.month:02d}",
    ]
