"""The board of an organisation: what it means to reach this year, how far it is."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.asking import how_many
from chibo.base.periods import Period
from chibo.base.views.years import asked_year, year_segments
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.models import Moment, Span, Target
from chibo.targets.queries.listing import of_board, to_close, waiting_under
from chibo.targets.queries.planned_elsewhere import planned_elsewhere
from chibo.targets.queries.progress import Progress, progress, share_passed, with_history
from chibo.targets.rules import may_approve, may_close, may_register, may_take_out
from chibo.targets.views.fetching import FIRST_YEAR, frame
from chibo.targets.views.lines import Line, counted, line_of, plan_line

_ORDER = {Span.YEAR: 0, Span.HALF: 1, Span.TERM: 2}


@require_safe
def board(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    found = read_board(of, year)
    context = frame(user, of, "board") | {
        "year": year,
        "years": year_segments(request.path, year, ahead=1),
        "lines": [line_of(one) for one in found if one.target.ended_on is None],
        "ended": [line_of(one) for one in found if one.target.ended_on],
        "plans": plan_lines(of, year),
        "counts": counted([one for one in found if one.target.ended_on is None]),
        "may_register": may_register(user, of.path),
        "may_take_out": may_take_out(user, of.path),
        **_waiting(user, of, year),
    }
    return render(request, "targets/board.html", context)


def read_board(of: Branch, year: int) -> list[Progress]:
    """Targets of the organisation itself for the year and its halves, and longer ones running then."""
    rows = with_history(of_board(of.pk, Period.year(year)))
    day = day_of_board(of, year)
    found = progress(rows.order_by("first_day", "pk"), day, of.on, here=[of])
    return sorted(found, key=lambda one: _ORDER[Span(one.target.span)])


def day_of_board(of: Branch, year: int) -> date:
    return min(of.on, date(year, 12, 31))


def plan_lines(of: Branch, year: int) -> list[Line]:
    on = day_of_board(of, year)
    passed = share_passed(Period.year(year), on)
    url = f"/dv/{of.pk}/phat-trien/chi-tieu?nam={year}"
    return [plan_line(plan, passed, url) for plan in planned_elsewhere([of], year)]


def _waiting(user: User, of: Branch, year: int) -> dict[str, Any]:
    """What somebody who approves here has to do: numbers waiting, results not yet closed."""
    if not may_approve(user, of.path):
        return {"to_decide": 0, "to_close": 0}
    moment = next_moment(of.on, year)
    closes = moment and may_close(user, of.path)
    open_ones = to_close(of.path, Period.year(year), moment) if closes else Target.objects.none()
    to_decide, count = how_many(waiting_under(of.path), open_ones)
    address = reverse("targets:close", args=[of.pk])
    return {
        "to_decide": to_decide,
        "to_close": count,
        "close_url": f"{address}?nam={year}&lan={moment}",
        "moment_label": str(Moment(moment).label).lower() if moment else "",
    }


def next_moment(on: date, year: int) -> str:
    """Which closing of a year is due on a day, "" while none is."""
    if on >= date(year, 12, 31):
        return Moment.END
    return Moment.HALF if on >= date(year, 6, 30) else ""
