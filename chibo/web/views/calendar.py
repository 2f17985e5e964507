"""Tasks by month, and as a calendar that one's phone reads."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chibo.accounts.addresses import client_address
from chibo.accounts.queries import calendar_key_of, owner_of_calendar_key, signed_in
from chibo.base.addresses import outward
from chibo.web.actions import close_calendar, open_calendar
from chibo.web.desk import desk, places_of
from chibo.web.queries import months, tasks
from chibo.web.queries.feed import calendar_of, due_of
from chibo.web.views.fetching import say
from chibo.web.views.tasks import month_asked

# Phones ask every quarter of an hour at most; more than this a minute from one address is no phone.
READINGS_A_MINUTE = 30


def month_page(request: HttpRequest) -> HttpResponse:
    """`thang=2026-11`: the month with its dots and holidays, and its lines day by day."""
    here, today = desk(request).here, timezone.localdate()
    if here is None:
        return redirect("web:home")
    first = month_asked(request, today)
    lines = months.due_by(signed_in(request), here.branch, today, months.last_of(first))
    days = months.agenda(lines, first)
    context = {
        "branch": here.branch,
        "month": months.month(lines, first, today),
        "days": [
            {
                "day": one.day,
                "until": one.until,
                "holiday": one.holiday,
                "tasks": [tasks.as_task(line, today) for line in one.lines],
                "more": one.more,
                "url": one.url,
            }
            for one in days
        ],
        "this_month": first == today.replace(day=1),
    }
    return render(request, "web/calendar.html", context)


# ---------------------------------------------------------------- the feed


def address(request: HttpRequest) -> HttpResponse:
    """Whether a phone may read one's calendar; a new address is shown once, in the answer alone."""
    shown = ""
    if request.method == "POST":
        key = open_calendar(by=signed_in(request))
        shown = outward(request.build_absolute_uri(reverse("web:feed", args=[key])))
    context = {"key": calendar_key_of(signed_in(request)), "shown": shown}
    return render(request, "web/calendar_address.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    if key := calendar_key_of(signed_in(request)):
        close_calendar(key, by=signed_in(request))
        say(request, _("Đã hủy. Địa chỉ lịch cũ không còn đọc được."))
    return redirect("web:calendar_address")


@login_not_required
@require_GET
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """For phones: the key in the address stands for the sign-in. 404 for a key nobody has."""
    if _asks_too_often(client_address(request)):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    owner = owner_of_calendar_key(key)
    if owner is None:
        raise Http404
    today = timezone.localdate()
    lines = due_of(owner, places_of(owner), today)
    home = outward(request.build_absolute_uri("/")).rstrip("/")
    answer = HttpResponse(calendar_of(lines, today, home), content_type="text/calendar")
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _asks_too_often(asker: str) -> bool:
    slot = f"calendar-readings:{asker}"
    cache.add(slot, 0, 60)
    try:
        return cache.incr(slot) > READINGS_A_MINUTE
    except ValueError:  # forgotten between the two: a new minute has begun
        return False
