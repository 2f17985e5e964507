"""The week on paper: what is late and what falls due within seven days, owner by owner, to tick off."""

from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from chibo.accounts.queries import signed_in
from chibo.base.sending import sent_papers
from chibo.members.rules import may_export
from chibo.web.actions import print_week
from chibo.web.desk import desk
from chibo.web.papers import week_paper
from chibo.web.queries import folding, tasks
from chibo.web.views.fetching import not_found_unless

LINES = 150


def page(request: HttpRequest) -> HttpResponse:
    here, today = desk(request).here, timezone.localdate()
    if here is None:
        return redirect("web:home")
    not_found_unless(may_export(signed_in(request), here.branch))
    # The whole week of a commune of a hundred cells is a file; on the screen it is leafed through.
    told = [(group["owner"], task) for group in _groups(request, today) for task in group["tasks"]]
    leaf = Paginator(told, LINES).get_page(request.GET.get("trang"))
    print_week(here.branch, "html", by=signed_in(request))
    context = {
        "branch": here.branch,
        "today": today,
        "until": today + timedelta(days=tasks.WEEK),
        "groups": [
            {"owner": owner, "tasks": [task for _owner, task in same]}
            for owner, same in groupby(leaf.object_list, key=itemgetter(0))
        ],
        "page": leaf,
        "printed_at": timezone.localtime(),
        "printed_by": signed_in(request).full_name,
    }
    return render(request, "web/week.html", context)


def _groups(request: HttpRequest, today: date) -> list[dict[str, Any]]:
    here = desk(request).here
    if here is None:
        return []
    bands = tasks.banded(tasks.all_due(signed_in(request), here.branch, today), today)
    lines = bands[tasks.LATE] + bands[tasks.SOON]
    return [
        {"owner": owner, "tasks": [tasks.as_task(line, today) for line in same]}
        for owner, same in folding.by_owner(lines)
    ]


def paper(request: HttpRequest, form: str) -> HttpResponse:
    here, today = desk(request).here, timezone.localdate()
    if here is None:
        raise Http404
    not_found_unless(may_export(signed_in(request), here.branch))
    made = week_paper(here.branch, _groups(request, today), today)
    name = f"viec trong tuan {here.branch.short_name} {today:%Y %m %d}"
    answer = sent_papers(made, name=name, ending=form)
    print_week(here.branch, form, by=signed_in(request))
    return answer
