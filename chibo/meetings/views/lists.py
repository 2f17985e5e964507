"""Meetings of a cell by year; of a committee, its cells month by month."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.asof import AsOf
from chibo.meetings.models import State
from chibo.meetings.queries.meetings import meetings_of, visible_to, with_turnout
from chibo.meetings.queries.year import MONTHS, Cell, Row, year_of
from chibo.meetings.rules import may_print, may_record
from chibo.meetings.views.fetching import TONES, named_or_404
from chibo.organisations.queries.tree import Branch, as_branch, cells_in, itself_on
from chibo.organisations.tabs import crumbs, tabs

PAGE_LENGTH = 50
_FIRST_YEAR = 1930


@require_safe
def meetings(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    year = _year(request.GET.get("nam", ""), of.on)
    rows = visible_to(user, of.on) & meetings_of(of)
    own = with_turnout(rows.filter(organisation=of.pk, held_on__year=year))
    page = Paginator(own.order_by("-held_on", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = {
        "of": of,
        "year": year,
        "years": _years(request.path, year, of.on),
        "page": page,
        "rows": [{"meeting": one, "tone": TONES[State(one.state)]} for one in page.object_list],
        "may_print": may_print(user, of.path),
        "may_record": may_record(user, of.path),
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), {"label": _("Sinh hoạt")}],
        "tabs": tabs(user, of, AsOf(of.on), "sinh-hoat"),
    }
    if not of.is_cell:
        context |= _heat(request, rows, of, year)
    return render(request, "meetings/list.html", context)


def _heat(request: HttpRequest, rows: Any, of: Branch, year: int) -> dict[str, Any]:
    """The cells standing at the close of the year, or today in this one; fifty a page."""
    on = min(of.on, date(year, 12, 31))
    then = itself_on(of, on)
    placed = cells_in(then) if then else cells_in(of).none()
    page = Paginator(placed, PAGE_LENGTH).get_page(request.GET.get("trang-chi-bo"))
    found = year_of(rows, [as_branch(one, on) for one in page.object_list], year)
    return {
        "cells_page": page,
        "months": [
            {"label": f"{month}", "current": (year, month) == (of.on.year, of.on.month)}
            for month in MONTHS
        ],
        "heat": [_line(row, year, of.on) for row in found],
    }


def _line(row: Row, year: int, today: date) -> dict[str, Any]:
    passed = 12 if year < today.year else today.month - 1
    url = reverse("meetings:list", args=[row.of.pk])
    return {
        "label": row.of.short_name,
        "url": f"{url}?nam={year}",
        "cells": [_cell(cell, year, today) for cell in row.cells],
        "done": f"{row.held}/{max(passed, row.held)}",
        "behind": row.held < passed,
    }


def _cell(cell: Cell, year: int, today: date) -> dict[str, Any]:
    when = _("tháng {month}").format(month=cell.month)
    if cell.meeting is None:
        ahead = (year, cell.month) >= (today.year, today.month)
        word = _("chưa đến") if ahead else _("chưa ghi buổi nào")
        return {"kind": "e" if ahead else "x", "shown": "", "label": f"{when}: {word}"}
    one = cell.meeting
    word = one.get_state_display().lower()
    shown = "" if cell.percent is None else f"{cell.percent}"
    counted = _("{present}/{base} có mặt").format(present=one.present, base=one.base)
    return {
        "kind": cell.kind,
        "shown": shown,
        "url": one.get_absolute_url(),
        "label": f" {when}: {counted}, {word}",
    }


def _year(asked: str, today: date) -> int:
    known = asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= today.year
    return int(asked) if known else today.year


def _years(path: str, year: int, today: date) -> list[dict[str, Any]]:
    last = min(year + 1, today.year)
    return [
        {"label": str(one), "url": f"{path}?nam={one}", "current": one == year}
        for one in range(last - 3, last + 1)
    ]
