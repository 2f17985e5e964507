"""`{% icon "plus" %}`, `{% icon "plus" "s" %}` small. A tag, because a page has sixty of them and a part of
django-cotton takes fifteen times as long."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """A drawing of icons.svg, which says nothing to a screen reader. Names: docs/design.md."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"i {size}" if size else "i",
        static("icons.svg"),
        name,
    )
