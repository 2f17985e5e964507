from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chibo.base.asof import as_of
from chibo.rulebook.queries import Rule, code_list, rules_in_force, source_line
from chibo.web.queries.rule_words import value_words


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
