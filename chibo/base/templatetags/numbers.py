"""`{{ count|dotted }}`: a number as Vietnamese write it. Keys, years and addresses stay as they are."""

from django import template

from chibo.base.text import format_number

register = template.Library()


@register.filter
def dotted(value: object) -> object:
    """10225 becomes "10.225"; what is no whole number stays what it is."""
    return format_number(value) if isinstance(value, int) else value
