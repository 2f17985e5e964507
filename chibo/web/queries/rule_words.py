"""A rule's value as people read it: codes by their labels, tables by what their lines are called."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from chibo.base.text import format_date, format_decimal
from chibo.rulebook.queries import code_lists

_UNITS = {
    "base_salaries": _lazy("mức lương cơ sở"),
    "days": _lazy("ngày"),
    "digits": _lazy("chữ số"),
    "hours": _lazy("giờ"),
    "members": _lazy("đảng viên"),
    "minutes": _lazy("phút"),
    "mm": "mm",
    "months": _lazy("tháng"),
    "percent": "%",
    "points": _lazy("điểm"),
    "pt": "pt",
    "steps": _lazy("bậc"),
    "times": _lazy("lần"),
    "types": _lazy("loại"),
    "vnd_per_month": _lazy("đồng/tháng"),
    "working_days": _lazy("ngày làm việc"),
    "years": _lazy("năm"),
}
_LONGEST = 200
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)")
# Which column of a table line says what the line is.
_NAMING = ("label", "title", "focus")


def value_words(value: Any, unit: str) -> str:
    """Long values are cut; what has no words of its own is left out."""
    if isinstance(value, Mapping) and "numerator" in value:
        share = f"{value['numerator']}/{value['denominator']}"
        return _("trên {share}").format(share=share) if value.get("strictly_more") else share
    text = _plain(value)
    if unit in _UNITS and not isinstance(value, list | dict):
        text = f"{text} {_UNITS[unit]}"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str):
        return _spoken(value)
    if isinstance(value, Mapping):
        return _line(value)
    if isinstance(value, Sequence):
        return "; ".join(filter(None, map(_plain, value)))
    return format_decimal(value)


def _line(value: Mapping[str, Any]) -> str:
    if "number" in value:
        return " ".join(str(value[name]) for name in ("kind", "number") if name in value)
    for name in _NAMING:
        if name in value:
            return str(value[name])
    return "; ".join(filter(None, map(_plain, value.values())))


def _spoken(text: str) -> str:
    if found := _DAY_OF_YEAR.fullmatch(text):
        return f"{found[2]}/{found[1]}"
    if _CODE.fullmatch(text):
        return _labels().get(text, "")
    return text


@cache
def _labels() -> dict[str, str]:
    """Every code of every list with its label; the first list that has a code names it."""
    found: dict[str, str] = {}
    for codes in code_lists():
        for item in codes.all_items:
            found.setdefault(item.code, item.label)
    return found
