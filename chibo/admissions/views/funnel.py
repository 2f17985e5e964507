"""The funnel of one year's cohort, by introduction or by class; each bar opens the people it counts."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.admissions.queries.board import stage_names
from chibo.admissions.queries.courses import cell_names
from chibo.admissions.queries.funnel import (
    CLASS_STEPS,
    Step,
    at_class_step,
    came_as_far,
    introduced,
    sent_in,
    steps,
    stopped,
    years_of_classes,
    years_of_introduction,
)
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.text import format_number

PAGE_LENGTH = 50
_CLASS = "lop"
_YEARS = 8  # in the row of buttons; the address takes any


@require_safe
def funnel(request: HttpRequest, org: int) -> HttpResponse:
    page = Pipeline.asked(request, org)
    by_class = request.GET.get("theo") == _CLASS
    year = page.year()
    years = years_of_classes(page.of) if by_class else years_of_introduction(page.of)
    if "nam" not in request.GET and years and year not in years:
        year = years[0]
    context = page.frame("funnel") | {
        "by_class": by_class,
        "year": year,
        "kinds": _kinds(page, by_class),
        "years": _years(page, years, year, by_class),
    }
    context |= _classes(page, year) if by_class else _cases(page, year)
    return render(request, "admissions/funnel.html", context)


def _kinds(page: Pipeline, by_class: bool) -> list[dict[str, Any]]:
    return [
        {"label": _("Theo năm giới thiệu"), "url": page.url("funnel"), "current": not by_class},
        {
            "label": _("Theo lớp nhận thức"),
            "url": page.url("funnel", theo=_CLASS),
            "current": by_class,
        },
    ]


def _years(page: Pipeline, years: list[int], now: int, by_class: bool) -> list[dict[str, Any]]:
    kind = _CLASS if by_class else ""
    return [
        {
            "label": str(year),
            "url": page.url("funnel", theo=kind, nam=year),
            "current": year == now,
        }
        for year in sorted({*years[:_YEARS], now}, reverse=True)
    ]


def _cases(page: Pipeline, year: int) -> dict[str, Any]:
    cohort = introduced(page.of, year)
    found = steps(cohort, page.on)
    whole = found[0].reached if found else 0
    chosen = page.request.GET.get("xem", "")
    left = stopped(cohort, page.on)
    rows = None
    if page.sees_names and chosen == "stopped":
        rows = left
    elif page.sees_names and chosen in stage_names(page.on):
        rows = came_as_far(cohort, chosen, page.on)
    return {
        "bars": _bars(page, [(one.code, one.label, one.reached) for one in found], year, ""),
        "table": _lines(found, whole),
        "whole": whole,
        "stopped": left.count(),
        "stopped_url": page.url("funnel", nam=year, xem="stopped") if page.sees_names else "",
        "shown": _case_rows(page, rows, chosen) if rows is not None else None,
    }


def _bars(
    page: Pipeline, counts: list[tuple[str, str, int]], year: int, kind: str
) -> list[dict[str, Any]]:
    bars: list[dict[str, Any]] = []
    for at, (code, label, count) in enumerate(counts):
        before = counts[at - 1][2] if at else 0
        url = page.url("funnel", theo=kind, nam=year, xem=code) if page.sees_names else ""
        share = _percent(count, before)
        bars.append(
            {"label": label, "value": count, "url": f"{url}#nguoi" if url else "", "share": share}
        )
    return bars


def _percent(part: int, base: int) -> str:
    return f"{format_number(part * 100 / base, 1)}%" if base else ""


def _lines(found: list[Step], whole: int) -> list[dict[str, Any]]:
    return [
        {
            "label": one.label,
            "reached": one.reached,
            "before": found[at - 1].reached if at else None,
            "of_before": _percent(one.reached, found[at - 1].reached) if at else "",
            "of_whole": _percent(one.reached, whole),
            "days": "" if one.days is None else format_number(one.days, 0),
            "passed": one.passed,
        }
        for at, one in enumerate(found)
    ]


def _case_rows(page: Pipeline, rows: QuerySet[Any], chosen: str) -> dict[str, Any]:
    names = stage_names(page.on)
    ordered = rows.select_related("person").order_by("person__name_sort", "pk")
    paged = Paginator(ordered, PAGE_LENGTH).get_page(page.request.GET.get("trang"))
    title = _("Dừng xem xét") if chosen == "stopped" else names[chosen]
    return {
        "title": title,
        "page": paged,
        "rows": [
            {
                "name": row.person.full_name,
                "url": row.get_absolute_url(),
                "cell": row.cell_name,
                "since": row.opened_on,
                "now": names.get(row.stage, row.stage),
                "stopped": row.closed_on if row.outcome == "left" else None,
            }
            for row in paged.object_list
        ],
    }


# ------------------------------------------------------------------ by class


def _classes(page: Pipeline, year: int) -> dict[str, Any]:
    cohort = sent_in(page.of, year)
    labels = {
        "sent": _("Được cử đi học"),
        "certified": _("Có giấy chứng nhận"),
        "admitted": _("Đã kết nạp"),
        "official": _("Đã chính thức"),
    }
    kept = {code: at_class_step(cohort, code, page.on) for code in CLASS_STEPS}
    counts = [(code, labels[code], kept[code].count()) for code in CLASS_STEPS]
    whole = counts[0][2]
    chosen = page.request.GET.get("xem", "")
    shown = page.sees_names and chosen in kept
    return {
        "bars": _bars(page, counts, year, _CLASS),
        "table": _lines([Step(*one) for one in counts], whole),
        "whole": whole,
        "shown": _class_rows(page, kept[chosen], labels[chosen]) if shown else None,
    }


def _class_rows(page: Pipeline, rows: QuerySet[Any], title: str) -> dict[str, Any]:
    ordered = rows.select_related("person", "course").order_by("person__name_sort", "pk")
    paged = Paginator(ordered, PAGE_LENGTH).get_page(page.request.GET.get("trang"))
    listed = list(paged.object_list)
    names = cell_names((row.sent_by_id for row in listed), page.on)
    return {
        "title": title,
        "page": paged,
        "rows": [
            {
                "name": row.person.full_name,
                "url": row.person.get_absolute_url(),
                "cell": names.get(row.sent_by_id, ""),
                "since": row.course.first_day,
                "now": row.course.name,
                "stopped": None,
            }
            for row in listed
        ],
    }
