"""The share of work done in time, by unit, by member, by the meeting or resolution that gave it."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chibo.assignments.queries.results import MEMBER, SOURCE, UNIT, results
from chibo.assignments.queries.works import visible_to, work_of
from chibo.base.asof import AsOf
from chibo.base.periods import Period
from chibo.base.text import format_percent
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50
_YEARS = 4
_VIEWS = {
    "don-vi": (UNIT, gettext_lazy("Theo đơn vị"), gettext_lazy("Đơn vị")),
    "dong-chi": (MEMBER, gettext_lazy("Theo đồng chí"), gettext_lazy("Đồng chí")),
    "noi-giao": (SOURCE, gettext_lazy("Theo nghị quyết, buổi giao"), gettext_lazy("Giao tại")),
}

# Where a group's own work is listed: a unit's, a member's, what carries out a paper.
_PAGES = {UNIT: "assignments:list", MEMBER: "members:page", SOURCE: "documents:page"}


@require_safe
def shares(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    asked = request.GET.get("theo", "")
    asked = asked if asked in _VIEWS else "don-vi"
    year = _year(request.GET.get("nam", ""), of.on)
    by, _label, heading = _VIEWS[asked]
    span = Period(date(year, 1, 1), min(date(year, 12, 31), of.on))
    found = results(visible_to(user, of.on) & work_of(of), by, span)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("trang"))
    list_url = reverse("assignments:list", args=[of.pk])
    context = {
        "of": of,
        "page": page,
        "rows": [_row(one, _PAGES[by]) for one in page.object_list],
        "heading": heading,
        "span": span,
        "views": _views(request.path, asked, year),
        "years": _years(f"{request.path}?theo={asked}", year, of.on),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Việc giao"), "url": list_url},
            {"label": _("Kết quả")},
        ],
        "tabs": tabs(user, of, AsOf(of.on), "viec-giao"),
    }
    return render(request, "assignments/results.html", context)


def _views(path: str, asked: str, year: int) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"{path}?theo={code}&nam={year}", "current": code == asked}
        for code, (_by, label, _heading) in _VIEWS.items()
    ]


def _row(one: dict[str, Any], page: str) -> dict[str, Any]:
    return one | {
        "name": one["name"] or _("Giao riêng"),
        "url": reverse(page, args=[one["key"]]) if one["key"] else "",
        "share": format_percent(100 * one["in_time"] / one["due"]),
    }


def _year(asked: str, today: date) -> int:
    near = {str(year): year for year in range(today.year - _YEARS + 1, today.year + 1)}
    return near.get(asked, today.year)


def _years(path: str, year: int, today: date) -> list[dict[str, Any]]:
    return [
        {"label": str(one), "url": f"{path}&nam={one}", "current": one == year}
        for one in range(today.year - _YEARS + 1, today.year + 1)
    ]
