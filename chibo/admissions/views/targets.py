"""Targets of admission: planned and done a unit, and entering them for all units on one page."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.forms.targets import PeriodForm, TargetsForm, shown
from chibo.admissions.queries.planned import Planned, given, last_day, planned, terms
from chibo.admissions.views.fetching import allowed_or_404
from chibo.admissions.views.filling import fill_in
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.figures import Scope, number_url
from chibo.base.periods import Period
from chibo.base.text import format_date, format_number
from chibo.base.views.filling_in import posted
from chibo.organisations.queries.tree import children

_OFFERED = 5


@require_safe
def targets(request: HttpRequest, org: int) -> HttpResponse:
    page = Pipeline.asked(request, org)
    year = page.year()
    found = planned(page.of, year)
    rows = [_line(page, one, year) for one in found]
    without = sum(one.wanted is None for one in found[1:])
    if without and found[0].target is None:  # no share of a part
        rows[0] |= {"wanted": None, "share": ""}
    context = page.frame("targets") | {
        "year": year,
        "years": page.years("targets", list(range(page.on.year - _OFFERED + 1, page.on.year + 1))),
        "whole": rows[0],
        "without": without,
        "rows": rows[1:],
        "with_cells": any(row["cells"] is not None for row in rows[1:]),
        "terms": [_line(page, one, year) | _of_term(page, one) for one in terms(page.of)],
        "give_url": page.url("give_targets", nam=year),
        "may_give": page.may_keep,
    }
    return render(request, "admissions/targets.html", context)


def _line(page: Pipeline, one: Planned, year: int) -> dict[str, Any]:
    wanted = one.wanted
    period = Period(date(year, 1, 1), max(date(year, 1, 1), last_day(year, page.on)))
    return {
        "unit": one.unit,
        "url": Pipeline(page.request, page.user, one.unit, page.day).url("targets", nam=year),
        "target": shown(one.target) if one.target else "",
        "cells": one.cells,
        "done": one.done,
        "done_url": number_url("admitted", Scope(one.unit, page.on).over(period)),
        "wanted": wanted,
        "top": max(wanted or 0, one.done, 1),
        "share": f"{format_number(one.done * 100 / wanted, 0)}%" if wanted else "",
        "short": one.is_short,
        "differs": one.target is not None and one.cells is not None and one.cells < one.target.low,
    }


def _of_term(page: Pipeline, one: Planned) -> dict[str, Any]:
    assert one.target is not None
    period = Period(one.target.first_day, one.target.last_day)
    days = {"tu": format_date(period.first), "den": format_date(period.last)}
    return {"period": period, "give_url": page.url("give_targets", **days)}


def give(request: HttpRequest, org: int) -> HttpResponse:
    """One line for the organisation and each below it, over a year or another span (`tu`, `den`)."""
    page = Pipeline.asked(request, org)
    allowed_or_404(page.may_keep)
    span, period = _asked_period(page)
    units = [page.of] if page.of.is_cell else [page.of, *children(page.of)]
    form = TargetsForm(posted(request), units=units, there=given(units, period))

    def act() -> Any:
        rows = [
            Target(unit.pk, period.first, period.last, *form.cleaned_data[f"t_{unit.pk}"])
            for unit in units
            if f"t_{unit.pk}" in form.data  # a line that was not on the page is left alone
        ]
        return set_targets(rows, by=signed_in(request))

    title = _("Giao chỉ tiêu kết nạp")
    return fill_in(
        request,
        form,
        act,
        done=lambda made: _("Đã ghi {n} chỉ tiêu thay đổi.").format(n=len(made)),
        back=page.url("targets", nam=period.first.year),
        page=page.step("targets", title)
        | {"submit": _("Ghi chỉ tiêu"), "period": period, "span": span},
        template="admissions/give_targets.html",
    )


def _asked_period(page: Pipeline) -> tuple[PeriodForm, Period]:
    """The span of the address, the year asked about without one; and the form that changes it."""
    asked = PeriodForm(page.request.GET) if "tu" in page.request.GET else None
    if asked and asked.is_valid():
        return asked, Period(asked.cleaned_data["tu"], asked.cleaned_data["den"])
    year = Period.year(page.year())
    return asked or PeriodForm(initial={"tu": year.first, "den": year.last}), year
