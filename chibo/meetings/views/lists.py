"""Meetings of a cell by year; of a committee, its cells month by month."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.meetings.figures.comparison import comparison
from chibo.meetings.forms.year import MomentForm
from chibo.meetings.models import State
from chibo.meetings.queries.meetings import meetings_of, visible_to, with_turnout
from chibo.meetings.rules import may_print, may_record
from chibo.meetings.views.fetching import TONES
from chibo.meetings.views.heat import Year, heat
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import counted_or_404

PAGE_LENGTH = 50
_FIRST_YEAR = 1930


@require_safe
def meetings(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    year = _year(request.GET.get("nam", ""), of.on)
    if not has_power(user, Power.SEE_NAMES, of.path):
        return _counts(request, user, of, year)
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
        "may_record_offline": settings.OFFLINE_RECORDING and may_record(user, of.path),
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), {"label": _("Sinh hoạt")}],
        "tabs": tabs(user, of, AsOf(of.on), "sinh-hoat"),
    }
    if not of.is_cell:
        asked = Year(rows, of, year, request.GET.dict())
        context |= heat(request, asked) | _moment(request, of)
    return render(request, "meetings/list.html", context)


def _counts(request: HttpRequest, user: User, of: Branch, year: int) -> HttpResponse:
    """For who reads figures and nobody's name: how many cells met, by unit or by kind."""
    if of.is_cell:
        raise Http404
    asked = Year(meetings_of(of), of, year, request.GET.dict(), named=False)
    context = {
        "of": of,
        "year": year,
        "years": _years(request.path, year, of.on),
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), {"label": _("Sinh hoạt")}],
        "tabs": tabs(user, of, AsOf(of.on), "sinh-hoat"),
    }
    told = context | heat(request, asked) | _moment(request, of)
    return render(request, "meetings/counts.html", told)


def _moment(request: HttpRequest, of: Branch) -> dict[str, Any]:
    """The year before and the year after the day asked about, if any."""
    form = MomentForm(request.GET)
    day = form.cleaned_data["moc"] if form.is_valid() else None
    found = comparison(of, day) if day else None
    if day and found is None:
        form.add_error(
            "moc", _("Chưa so được: ngày mốc chưa đến, hoặc tổ chức chưa có vào lúc đó.")
        )
    return {"moment_form": form, "comparison": found}


def _year(asked: str, today: date) -> int:
    known = asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= today.year
    return int(asked) if known else today.year


def _years(path: str, year: int, today: date) -> list[dict[str, Any]]:
    last = min(year + 1, today.year)
    return [
        {"label": str(one), "url": f"{path}?nam={one}", "current": one == year}
        for one in range(last - 3, last + 1)
    ]
