"""A year of learning from Hồ Chí Minh: units side by side; in a cell, its members one by one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chibo.base.views.years import asked_year, year_segments
from chibo.members.queries.reach import visible_to as members_visible_to
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import counted_or_404
from chibo.study.models import CommitmentKind, StudyKind
from chibo.study.queries.following import commitments_visible_to, members_with_kinds, standing
from chibo.study.queries.studies import studies_of
from chibo.study.queries.year import totals, year_by_unit
from chibo.study.rules import may_keep
from chibo.study.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame


@require_safe
def year(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    asked = asked_year(request, FIRST_YEAR)
    lines = year_by_unit(of, asked)
    themes = studies_of(of).filter(kind=StudyKind.THEME, theme_year=asked, cancelled_on=None)
    reads = has_power(user, Power.SEE_NAMES, of.path)
    context = frame(user, of, "year") | {
        "year": asked,
        "years": year_segments(request.path, asked),
        "lines": lines,
        "totals": totals(lines),
        "themes": list(themes[:2]),
        "reads": reads,
        "may_keep": may_keep(user, of.path),
    }
    if reads:
        context |= {"own": _own(user, of, asked)}
    if reads and of.is_cell:
        context |= _members(request, user, of, asked)
    return render(request, "study/year.html", context)


def _own(user: Any, of: Branch, asked: int) -> Any:
    """What the unit itself bound itself to."""
    rows = commitments_visible_to(user, of.on).filter(standing(of.on), unit=of.pk, year=asked)
    return rows.filter(person__isnull=True).prefetch_related("reviews").order_by("kind", "pk")


def _members(request: HttpRequest, user: Any, of: Branch, asked: int) -> dict[str, Any]:
    seen = members_visible_to(user, of.on)
    rows = members_with_kinds(of, asked).filter(pk__in=seen.values("pk"))
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    people = [row.person_id for row in page.object_list]
    told = commitments_visible_to(user, of.on).filter(
        standing(of.on), person__in=people, year=asked
    )
    by_person: dict[tuple[int, str], Any] = {(one.person_id, one.kind): one for one in told}
    return {
        "page": page,
        "kinds": CommitmentKind.choices,
        "members": [
            {
                "person": row.person,
                "cells": [
                    (label, by_person.get((row.person_id, kind)))
                    for kind, label in CommitmentKind.choices
                ],
            }
            for row in page.object_list
        ],
        "commit_url": reverse("study:commit", args=[of.pk]),
    }
