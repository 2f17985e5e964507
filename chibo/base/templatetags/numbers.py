"""Numbers and days as Vietnamese write them: `{{ count|dotted }}`, `{{ signed_on|day }}`, `{{ held_on|weekday }}`.
Keys, years and addresses stay as they are."""

from datetime import date

from django import template
from django.utils import timezone

from chibo.base.text import format_date, format_number, weekday_date

register = template.Library()


@register.filter
def dotted(value: object) -> object:
    """10225 becomes "10.225"; what is no whole number stays what it is."""
    return format_number(value) if isinstance(value, int) else value


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """06/07/2018, in a tenth of the time of Django's `date`; nothing where no day is known."""
    return format_date(value) if isinstance(value, date) else ""


@register.filter(expects_localtime=True)
def day_near(value: date) -> str:
    """06/07 of a day of this year, 06/07/2018 of another."""
    written = format_date(value)
    return written[:5] if value.year == timezone.localdate().year else written


@register.filter
def weekday(day: date) -> str:
    """Thứ Sáu, 06/07/2018: Django's own names are "Thứ 6"."""
    return weekday_date(day)
