"""The day a page speaks about. The address says it once (`ngay=2018-06-30`) and links carry it on.

An AsOf is also what `base.html` draws its control from: hand it to the template as `as_of`.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.text import format_date

if TYPE_CHECKING:
    from django.http import HttpRequest  # noqa: TID251 (a type only)

DAY, PERIOD = "ngay", "ky"
_FALLS_AWAY = {DAY, "trang", "xem"}  # a page number or an open row belongs to the old day's list
_OFFERED = 3


class BadDay(Refusal):
    """The address asks for a day or period nothing can be said about."""


@dataclass(frozen=True)
class AsOf:
    """`path` and `keep` (pairs) are the page's own address without the day."""

    day: date
    is_today: bool = True
    path: str = ""
    keep: tuple[tuple[str, str], ...] = ()

    @property
    def on(self) -> date:
        return self.day

    @property
    def query(self) -> str:
        """`ngay=2018-06-30`, or nothing when the day is today."""
        return "" if self.is_today else urlencode({DAY: self.day.isoformat()})

    @property
    def suffix(self) -> str:
        """For an address without a question mark."""
        return f"?{self.query}" if self.query else ""

    @property
    def more(self) -> str:
        """For an address that has one."""
        return f"&{self.query}" if self.query else ""

    def url(self, path: str, **parameters: object) -> str:
        """An address that keeps the day; parameters without a value are left out."""
        given = {key: str(value) for key, value in parameters.items() if value not in (None, "")}
        own = {} if self.is_today else {DAY: self.day.isoformat()}
        asked = urlencode(own | given)
        return f"{path}?{asked}" if asked else path

    @property
    def today_url(self) -> str:
        return self.path + (f"?{urlencode(self.keep)}" if self.keep else "")

    @property
    def choices(self) -> list[dict[str, str]]:
        """The last ends of half-years before today, as the control offers them."""
        today = timezone.localdate()
        years = range(today.year, today.year - _OFFERED, -1)
        ends = [day for year in years for day in (date(year, 12, 31), date(year, 6, 30))]
        return [{"label": format_date(day), "url": self._at(day)} for day in ends if day < today][
            :_OFFERED
        ]

    def _at(self, day: date) -> str:
        return f"{self.path}?{urlencode([*self.keep, (DAY, day.isoformat())])}"


def as_of(request: "HttpRequest") -> AsOf:
    """The day the request asks about; today when it names none. Raises BadDay with a sentence."""
    today = timezone.localdate()
    asked = request.GET.get(DAY, "").strip()
    day = day_from(asked, today) if asked else today
    keep = [
        (key, value)
        for key, values in request.GET.lists()
        if key not in _FALLS_AWAY
        for value in values
    ]
    return AsOf(day, day == today, request.path, tuple(keep))


def day_from(text: str, today: date) -> date:
    """A day of an address, not after today: 2018-06-30, or 30/6/2018 as typed into the control. Raises
    BadDay."""
    day = _written(text)
    if day is None:
        raise BadDay(
            _("Ngày “{text}” không đọc được. Ghi đủ ngày, tháng, năm, như 30/06/2018.").format(
                text=text[:20]
            )
        )
    if day > today:
        raise BadDay(
            _("Chưa có số liệu của ngày {day}: ngày xem không được sau hôm nay, {today}.").format(
                day=format_date(day), today=format_date(today)
            )
        )
    return day


def _written(text: str) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
        typed = PartialDate.parse(text)
    except ValueError:  # NotADate is one
        return None
    return typed.day if typed.precision == "day" else None


def period_asked(request: "HttpRequest") -> Period | None:
    """The period `ky=2018-H1` of the address, None when it names none. Raises BadDay."""
    asked = request.GET.get(PERIOD, "").strip()
    if not asked:
        return None
    try:
        return Period.parse(asked)
    except ValueError:
        raise BadDay(
            _(
                "Kỳ “{text}” trong địa chỉ không đọc được. "
                "Kỳ viết như 2018, 2018-H1, 2018-Q3, 2018-M07, 2018-9T hoặc 2018-01-01..2018-06-30."
            ).format(text=asked[:40])
        ) from None
