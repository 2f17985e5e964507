"""Cells that follow nobody who may still join: which, and since when; higher up, numbers a unit."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chibo.admissions.queries.sources import last_source, watched
from chibo.admissions.rules.cases import may_follow
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.figures import Scope, figure, number_url, read
from chibo.organisations.queries.tree import Branch, as_branch

PAGE_LENGTH = 50


@require_safe
def sources(request: HttpRequest, org: int) -> HttpResponse:
    page = Pipeline.asked(request, org)
    lacking = figure("cells_without_source")
    scope = Scope(page.of, page.on)
    reading = read(lacking, scope)
    paged = Paginator(lacking.rows(scope).order_by("path"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = page.frame("sources") | {
        "reading": reading,
        "number_url": number_url("cells_without_source", scope),
        "page": paged,
        "rows": _lines(page, [as_branch(row, page.on) for row in paged.object_list]),
        "followed": watched(page.of),
    }
    return render(request, "admissions/sources.html", context)


def _lines(page: Pipeline, cells: list[Branch]) -> list[dict[str, Any]]:
    since = last_source([one.pk for one in cells], page.on)
    return [
        {
            "cell": one,
            "since": since.get(one.pk),
            "days": (page.on - since[one.pk]).days if one.pk in since else None,
            "may_open": page.day.is_today and may_follow(page.user, one.path),
            "open_url": reverse("admissions:open_case", args=[one.pk]),
        }
        for one in cells
    ]
