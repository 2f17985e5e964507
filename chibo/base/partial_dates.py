"""Dates as far as they are known: a day, a month or only a year. A day is never made up."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import clean, fold, format_date

Precision = Literal["day", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1850, 2150
_MONTHS = 12
# lengths in digits, and parts before the year
_SHORT, _YEAR, _MONTH_AND_YEAR, _DAY_AND_MONTH = 2, 4, 6, 2
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1900, 2101)
_SERIALS = range(3654, 73051)  # 01/01/1910 to 31/12/2099

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t ][\d:.]+)?)?")
_WORDS = re.compile(r"ngay|thang|nam|mung|mong")
_MIDNIGHT = re.compile(r"\s+0{1,2}:00(:00(\.0+)?)?$")
_SEPARATED = re.compile(r"\d{1,4}(\s*[/.\-\s]\s*\d{1,4}){0,2}")


class NotADate(Refusal, ValueError):
    """What was written is not a date; the sentence says what is wrong with it."""


class NoSuchDay(NotADate):
    """A day the calendar has not, such as 31/02/2011."""


@dataclass(frozen=True, order=True)
class PartialDate:
    """`day` is the first day the date may mean; sorts by it, the better known date first."""

    day: date
    precision: Precision = "day"

    def __post_init__(self) -> None:
        if self.day != self.earliest:
            raise ValueError(f"{self.day} is not the first day of its {self.precision}")

    @classmethod
    def parse(
        cls,
        value: str | float | Decimal | date | datetime,
        today: date | None = None,
    ) -> "PartialDate":
        """Read a cell: a date, a number of Excel, or text such as 3/2/2014, 12.7.17, 05/2009, 1986.

        Two-digit years run up to the year of `today`, the rest belong to the last century.
        Raises NotADate.
        """
        today = today or timezone.localdate()
        if isinstance(value, datetime):
            return cls(value.date())
        if isinstance(value, date):
            return cls(value)
        if isinstance(value, str):
            return _from_text(value, today.year)
        return _from_number(value, today)

    @property
    def earliest(self) -> date:
        if self.precision == "year":
            return self.day.replace(month=1, day=1)
        return self.day.replace(day=1) if self.precision == "month" else self.day

    @property
    def latest(self) -> date:
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        if self.precision == "month":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day

    def __str__(self) -> str:
        return format_date(self.day)[{"day": 0, "month": 3, "year": 6}[self.precision] :]

    def iso(self) -> str:
        """2017-07-12, 2009-05 or 1986; `parse` reads each back."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def _from_text(text: str, this_year: int) -> PartialDate:
    bare = _MIDNIGHT.sub("", fold(text))
    if iso := _ISO.fullmatch(bare):
        year, month, day = (int(part or 0) for part in iso.groups())
        return _of(day, month, year, text)
    if bare.isdigit() and bare.isascii():
        return _from_digits(bare, text, this_year)
    numbers = _WORDS.sub(" ", bare).strip(" ,./-")
    if not _SEPARATED.fullmatch(numbers):
        raise NotADate(_unreadable(text))
    return _from_parts(re.findall(r"\d+", numbers), text, this_year)


def _from_digits(digits: str, text: str, this_year: int) -> PartialDate:
    """1986, 030214, 03022014; and 052009, which can only be a month, as no month is a 20th."""
    if len(digits) == _YEAR:
        return _of(0, 0, int(digits), text)
    if len(digits) == _MONTH_AND_YEAR and digits[2:4] in ("19", "20"):
        return _of(0, int(digits[:2]), int(digits[2:]), text)
    if len(digits) in (6, 8):
        return _from_parts([digits[:2], digits[2:4], digits[4:]], text, this_year)
    raise NotADate(_unreadable(text))


def _from_parts(parts: list[str], text: str, this_year: int) -> PartialDate:
    *before, last = parts
    if len(before) < _DAY_AND_MONTH and len(last) < _YEAR - 1:
        raise NotADate(_("Ngày «%(text)s» thiếu năm. Ghi đủ bốn chữ số của năm.") % {"text": text})
    if any(len(part) > _SHORT for part in before) or len(last) not in (_SHORT, _YEAR):
        raise NotADate(_unreadable(text))
    day, month = ([0, 0] + [int(part) for part in before])[-2:]
    return _of(day, month, _full_year(last, this_year), text)


def _full_year(digits: str, this_year: int) -> int:
    year = int(digits)
    if len(digits) > _SHORT:
        return year
    return 2000 + year if year <= this_year % 100 else 1900 + year


def _of(day: int, month: int, year: int, text: str) -> PartialDate:
    """Zero stands for not known, as in 00/05/2009 and 00/00/1945."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(
            _("Năm %(year)s trong «%(text)s» không hợp lý.") % {"year": year, "text": clean(text)}
        )
    if day and not month:
        raise NotADate(_unreadable(text))
    if month > _MONTHS:
        raise NotADate(_no_such_month(day, month, year))
    if not month:
        return PartialDate(date(year, 1, 1), "year")
    if not day:
        return PartialDate(date(year, month, 1), "month")
    if day > monthrange(year, month)[1]:
        raise NoSuchDay(_("Ngày %(date)s không có thật") % {"date": _shown(day, month, year)})
    return PartialDate(date(year, month, day))


def _from_number(value: float | Decimal, today: date) -> PartialDate:
    """A cell that Excel holds as a number: a year, its own count of days, or digits less a zero."""
    if isinstance(value, bool) or not isfinite(value):
        raise NotADate(_unreadable(str(value)))
    whole = int(value)
    if whole < 0 or (whole != value and whole not in _SERIALS):
        raise NotADate(_unreadable(str(value)))
    if whole in _YEARS and whole == value:
        return _of(0, 0, whole, str(whole))
    if whole not in _SERIALS:
        digits = str(whole)
        return _from_digits(digits.zfill(len(digits) + len(digits) % 2), digits, today.year)
    counted = PartialDate(_SERIAL_DAY_ZERO + timedelta(days=whole))
    typed = _typed_without_zero(whole, today.year)
    likely = typed and (typed.precision == "day" or counted.day > today)
    if likely and typed != counted and whole == value:
        raise NotADate(
            _(
                "Số %(number)s có thể là ngày %(typed)s gõ thiếu số 0 hoặc ngày %(counted)s "
                "Excel lưu dưới dạng số. Ghi lại đủ ngày/tháng/năm."
            )
            % {"number": whole, "typed": typed, "counted": counted}
        )
    return counted


def _typed_without_zero(number: int, this_year: int) -> PartialDate | None:
    try:
        return _from_digits(f"0{number}", str(number), this_year)
    except NotADate:
        return None


def _shown(day: int, month: int, year: int) -> str:
    return f"{day:02d}/{month:02d}/{year}" if day else f"{month:02d}/{year}"


def _no_such_month(day: int, month: int, year: int) -> str:
    if not day:
        return _("Không có tháng %(month)s trong «%(date)s».") % {
            "month": month,
            "date": _shown(day, month, year),
        }
    return _(
        "Ngày %(date)s không có thật: không có tháng %(month)s. Ghi ngày trước, tháng sau."
    ) % {"date": _shown(day, month, year), "month": month}


def _unreadable(text: str) -> str:
    return _(
        "Không đọc được ngày «%(text)s». Ghi như 12/07/2017, 12-7-17, 05/2009 (chỉ biết tháng) "
        "hoặc 1986 (chỉ biết năm)."
    ) % {"text": clean(text)[:40]}
