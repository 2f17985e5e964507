"""The document as a plain page: nothing is loaded from elsewhere and nothing runs in it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """For programs that read what may be asked; it holds nobody's data."""
    return JsonResponse(_document(), json_dumps_params={"ensure_ascii": False})


def _document() -> dict[str, Any]:
    """Loaded by who reads it, where nothing is open to programs."""
    from chibo.api.views.whole import document

    return document()


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    told = _document()
    context = {
        "groups": _groups(told),
        "open": settings.PUBLIC_API,
        "per_minute": settings.API_PER_MINUTE,
    }
    return render(request, "api/reference.html", context)


def _groups(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations under their headings, in the order the document gives them."""
    groups: dict[str, list[dict[str, Any]]] = {one["name"]: [] for one in told["tags"]}
    shapes = told["components"]["schemas"]
    for address, methods in told["paths"].items():
        for method, operation in methods.items():
            groups[operation["tags"][0]].append(
                {
                    "address": address,
                    "method": method.upper(),
                    "summary": operation["summary"],
                    "description": operation["description"],
                    "parameters": [_parameter(one) for one in operation["parameters"]],
                    "sent": _names(_body(operation.get("requestBody", {})), shapes),
                    "told": _names(_body(operation["responses"]["200"]), shapes),
                }
            )
    return [{"label": label, "operations": found} for label, found in groups.items()]


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "required": one["required"],
        "description": one.get("description", ""),
    }


def _body(told: dict[str, Any]) -> dict[str, Any]:
    """The shape of what is sent or answered, whatever its kind of content; {} when there is none."""
    for content in told.get("content", {}).values():
        shape: dict[str, Any] = content["schema"]
        return shape
    return {}


def _names(shape: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    """The names in one record of it: of a list or a page of them, of what stands in it."""
    if "$ref" in shape:
        return _names(shapes[shape["$ref"].rpartition("/")[2]], shapes)
    fields: dict[str, Any] = shape.get("properties", {})
    within = shape if "items" in shape else fields.get("items", {}) if "total" in fields else {}
    return _names(within["items"], shapes) if "items" in within else list(fields)
