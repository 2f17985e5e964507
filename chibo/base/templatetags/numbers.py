"""Numbers and days as Vietnamese write them: `{{ count|dotted }}`, `{{ day|weekday }}`. Keys, years and
addresses stay as they are."""

from datetime import date

from django import template

from chibo.base.text import format_number, weekday_date

register = template.Library()


@register.filter
def dotted(value: object) -> object:
    """10225 becomes "10.225"; what is no whole number stays what it is."""
    return format_number(value) if isinstance(value, int) else value


@register.filter
def weekday(day: date) -> str:
    """Thứ Sáu, 06/07/2018: Django's own names are "Thứ 6"."""
    return weekday_date(day)
