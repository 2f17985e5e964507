"""The document as a plain page: nothing is loaded from elsewhere and nothing runs in it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chibo.api.views.whole import document


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    told = document()
    context = {
        "groups": _groups(told["paths"]),
        "open": settings.PUBLIC_API,
        "per_minute": settings.API_PER_MINUTE,
    }
    return render(request, "api/reference.html", context)


def _groups(paths: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations under their headings, in the order they are written."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for address, methods in paths.items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(
                {
                    "address": address,
                    "method": method.upper(),
                    "summary": operation["summary"],
                    "description": operation["description"],
                    "parameters": [_parameter(one) for one in operation["parameters"]],
                }
            )
    return [{"label": label, "operations": found} for label, found in groups.items()]


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "required": one["required"],
        "description": one.get("description", ""),
    }
