from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from chibo.base.asof import as_of
from chibo.base.text import format_date, format_decimal
from chibo.rulebook.queries import Rule, code_list, rules_in_force, source_line

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
_LONGEST = 160


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in force on the day, one topic a page, with the document it comes from."""
    on = as_of(request)
    found = rules_in_force(on.day)
    topics = code_list("rule_topics").items()
    used = {rule.topic for rule in found}
    shown = [item for item in topics if item.code in used]
    topic = request.GET.get("chu-de", "")
    if topic not in used:
        topic = next((item.code for item in shown if item.code != "chain"), "")
    own = reverse("web:rules")
    context = {
        "as_of": on,
        "tabs": [
            {
                "label": item.label,
                "url": on.url(own, **{"chu-de": item.code}),
                "count": sum(rule.topic == item.code for rule in found),
                "current": item.code == topic,
            }
            for item in shown
        ],
        "rules": [_line(rule) for rule in found if rule.topic == topic],
        "unconfirmed": sum(rule.confidence != "seen" for rule in found),
        "total": len(found),
    }
    return render(request, "web/rules.html", context)


def _line(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule,
        "value": value_words(rule.value, rule.unit),
        "source": source_line(rule),
        "confirmed": rule.confidence == "seen",
    }


def value_words(value: Any, unit: str) -> str:
    """A rule's value as people read it; long tables are cut."""
    if isinstance(value, dict) and "numerator" in value:
        words = f"{value['numerator']}/{value['denominator']}"
        return _("trên {share}").format(share=words) if value.get("strictly_more") else words
    text = _plain(value)
    if unit in _UNITS and not isinstance(value, list | dict):
        text = f"{text} {_UNITS[unit]}"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, list | tuple):
        return "; ".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    return value if isinstance(value, str) else format_decimal(value)
