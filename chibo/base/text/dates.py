"""Dates as they stand on screens and in documents."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_MARCH = 3

_WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def format_date(day: date) -> str:
    """06/07/2018."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_date(day: date) -> str:
    """Thứ Sáu, 06/07/2018."""
    return f"{_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def document_date(day: date) -> str:
    """'ngày 05 tháng 02 năm 2026', with a zero before days 1–9 and months 1–2 only.

    The zero keeps a 3 from being made a 13 and a 2 a 12: 36-HD/VPTW (2018).
    """
    month = f"{day.month:02d}" if day.month < _MARCH else str(day.month)
    return _("ngày %(day)02d tháng %(month)s năm %(year)d") % {
        "day": day.day,
        "month": month,
        "year": day.year,
    }
