"""The minutes of a month, of all cells of a branch, in one file."""

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.base.sending import sent_papers
from chibo.meetings.actions.printing import print_papers
from chibo.meetings.models import State
from chibo.meetings.queries.meetings import meetings_of, visible_to, with_unit_name
from chibo.meetings.queries.minutes.versions import all_to_print
from chibo.meetings.rules import may_print
from chibo.meetings.views.fetching import TONES
from chibo.meetings.views.papers import printed_minutes
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs
from chibo.organisations.views.fetching import named_or_404

# A commune has up to a hundred cells; more than this is printed cell by cell.
MOST_AT_ONCE = 150
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@require_safe
def month(request: HttpRequest, org: int) -> HttpResponse:
    """Minutes of the month (`thang=2018-07`), ticked to be printed."""
    user, of = _printable_or_404(request, org)
    first = _month(request.GET.get("thang", ""), of.on)
    rows = _handed_in(user, of, first)[:MOST_AT_ONCE]
    found = [{"meeting": one, "tone": TONES[State(one.state)]} for one in rows]
    list_url = reverse("meetings:list", args=[of.pk])
    context = {
        "of": of,
        "first": first,
        "months": [_choice(request.path, one, first) for one in _months(first, of.on)],
        "rows": found,
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Sinh hoạt"), "url": list_url},
            {"label": _("In biên bản tháng")},
        ],
    }
    return render(request, "meetings/month.html", context)


@require_safe
def month_papers(request: HttpRequest, org: int, ending: str) -> HttpResponse:
    """One file of the minutes chosen (`buoi`), by the name of the unit and the day."""
    user, of = _printable_or_404(request, org)
    keys = [key for text in request.GET.getlist("buoi") if (key := key_of(text))][:MOST_AT_ONCE]
    rows = visible_to(user, of.on) & meetings_of(of)
    asked = rows.filter(pk__in=keys, state__in=[State.HANDED_IN, State.APPROVED])
    meetings = list(asked.order_by("path", "held_on", "pk"))
    printable = [one for one in meetings if may_print(user, one.path)]
    papers = [
        printed_minutes(meeting, found)
        for meeting, found in zip(printable, all_to_print(printable), strict=True)
    ]
    if not papers:
        raise Http404
    name = _("Biên bản {n} buổi {unit}").format(n=len(papers), unit=committee_name(of))
    answer = sent_papers(*papers, name=name, ending=ending)
    print_papers(printable, _("Biên bản"), ending, by=user)
    return answer


def _printable_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_print(user, of.path):
        raise Http404
    return user, of


def _handed_in(user: User, of: Branch, first: date) -> Any:
    """Meetings of the month whose minutes are in, with the name of their unit that day."""
    rows = visible_to(user, of.on) & meetings_of(of)
    months = {"held_on__year": first.year, "held_on__month": first.month}
    handed_in = rows.filter(state__in=[State.HANDED_IN, State.APPROVED], **months)
    return with_unit_name(handed_in).order_by("path", "held_on", "pk")


def _month(asked: str, today: date) -> date:
    """The first day of the month asked for, else of the last one that has ended."""
    found = _MONTH.fullmatch(asked)
    if found:
        return date(int(found[1]), int(found[2]), 1)
    return _before(today.replace(day=1))


def _before(first: date) -> date:
    year, month = (first.year, first.month - 1) if first.month > 1 else (first.year - 1, 12)
    return date(year, month, 1)


def _after(first: date) -> date:
    year, month = (first.year, first.month + 1) if first.month < 12 else (first.year + 1, 1)  # noqa: PLR2004 (December)
    return date(year, month, 1)


def _months(first: date, today: date) -> list[date]:
    """The month before, the one asked for, the one after if it has begun."""
    around = [_before(_before(first)), _before(first), first, _after(first)]
    return [one for one in around if one <= today]


def _choice(path: str, one: date, asked: date) -> dict[str, Any]:
    label = _("Tháng {month}/{year}").format(month=one.month, year=one.year)
    return {"label": label, "url": f"{path}?thang={one:%Y-%m}", "current": one == asked}
