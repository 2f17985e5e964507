"""“Việc cần làm”: what is due, and the figures of where the person works."""

import re
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.audit.labels import verb_label
from chibo.audit.queries import journal_under
from chibo.base.addresses import exists
from chibo.base.asof import AsOf, as_of
from chibo.base.due import Due
from chibo.base.text import weekday_date
from chibo.members.models import PersonAccount
from chibo.organisations.models import Organisation, Role
from chibo.organisations.powers import Power
from chibo.organisations.queries.tree import Branch, branches, children
from chibo.organisations.rules import may_open_installation, may_report, may_see_names
from chibo.organisations.tabs import crumbs
from chibo.web.desk import Desk, Place, desk
from chibo.web.queries import strip, tasks
from chibo.web.queries.units import concerns, secretaries, sizes

SHOWN = 8  # tasks of one band on the page; the rest one click away
CONCERNS = 4
LIST_LENGTH = 50


def home(request: HttpRequest) -> HttpResponse:
    now, on = desk(request), as_of(request)
    if now.here is None:
        return _without_duty(request)
    if request.GET.get("han"):
        return _one_band(request, now.here)
    context = _due_part(request, now.here) | {"as_of": on, "desk": now}
    context |= _by_role(request, now, now.here, on)
    return render(request, "web/home.html", context)


def _without_duty(request: HttpRequest) -> HttpResponse:
    if may_open_installation(signed_in(request)):
        return render(request, "web/home_empty.html")
    link = PersonAccount.objects.filter(user=signed_in(request)).first()
    return render(request, "web/home_without_duty.html", {"own_file": link})


def _by_role(request: HttpRequest, now: Desk, here: Place, on: AsOf) -> dict[str, Any]:
    if not here.gives(Power.SEE_FIGURES):
        own = PersonAccount.objects.filter(user=signed_in(request)).exists()
        return {"as_of": None, "own_file": own and here.held.role == Role.MEMBER}
    branch = here.branch if on.is_today else branches([here.branch.pk], on.day).get(here.branch.pk)
    if branch is None:
        return {"not_standing": True}
    return _figures_part(request, branch, on) | {"now": now, "first_steps": _first_steps(now, here)}


def _first_steps(now: Desk, here: Place) -> list[dict[str, str]]:
    """Where a tree that is only its root goes on; nothing once anything stands under it."""
    if here.branch.parent_id or not here.gives(Power.MANAGE_TREE):
        return []
    if Organisation.objects.exclude(pk=here.branch.pk).exists():
        return []
    found = reverse("organisations:found", args=[here.branch.pk])
    steps = [{"label": _("Lập tổ chức trực thuộc"), "icon": "plus", "url": found}]
    if now.may(Power.MANAGE_DUTIES):
        accounts = reverse("web:accounts")
        steps.append({"label": _("Giao nhiệm vụ cho cán bộ"), "icon": "people", "url": accounts})
    return steps


# ---------------------------------------------------------------- what is due


def _due_part(request: HttpRequest, here: Place) -> dict[str, Any]:
    """Always of today, whatever day the figures are of."""
    today = timezone.localdate()
    lines = tasks.all_due(signed_in(request), here.branch, today)
    mine = [line for line in lines if line.owner_path == here.branch.path]
    scope = "toi" if request.GET.get("pham-vi") == "toi" else "don-vi"
    bands = tasks.banded(mine if scope == "toi" else lines, today)
    vars(request)["due_count"] = len(bands[tasks.LATE]) + len(bands[tasks.SOON])
    return {
        "headline": tasks.headline(bands),
        "nearest": tasks.nearest(bands),
        "today_line": weekday_date(today),
        "scopes": _scopes(request, scope, len(lines), len(mine), is_cell=here.branch.is_cell)
        if 0 < len(mine) < len(lines)
        else [],
        "bands": [_band(name, bands[name], today, scope) for name in _OPEN if bands[name]],
        "closed_bands": [_band(name, bands[name], today, scope) for name in _CLOSED if bands[name]],
        "month": tasks.month(lines, _month_asked(request, today), today, reverse("web:home")),
    }


_OPEN, _CLOSED = (tasks.LATE, tasks.SOON), (tasks.LATER, tasks.UNDATED)


def band_title(name: str) -> str:
    return {
        tasks.LATE: _("Quá hạn"),
        tasks.SOON: _("Trong 7 ngày tới"),
        tasks.LATER: _("Sắp tới trong 30 ngày"),
        tasks.UNDATED: _("Cần bổ sung, chưa có hạn"),
        tasks.FAR: _("Sau 30 ngày"),
    }[name]


def _band(name: str, lines: list[Due], today: date, scope: str) -> dict[str, Any]:
    url = f"{reverse('web:home')}?han={name}" + ("&pham-vi=toi" if scope == "toi" else "")
    return {
        "title": band_title(name),
        "tone": {tasks.LATE: "bad", tasks.SOON: "warn"}.get(name, ""),
        "count": len(lines),
        "tasks": [tasks.as_task(line, today) for line in lines[:SHOWN]],
        "digest": tasks.digest(lines),
        "all_url": url if len(lines) > SHOWN else "",
    }


def _scopes(
    request: HttpRequest, scope: str, all_: int, mine: int, *, is_cell: bool
) -> list[dict[str, Any]]:
    on = as_of(request)
    url = reverse("web:home")
    return [
        {
            "label": (_("Toàn chi bộ ({n})") if is_cell else _("Toàn Đảng bộ ({n})")).format(
                n=all_
            ),
            "url": on.url(url),
            "current": scope != "toi",
        },
        {
            "label": _("Của tôi ({n})").format(n=mine),
            "url": on.url(url, **{"pham-vi": "toi"}),
            "current": scope == "toi",
        },
    ]


def _month_asked(request: HttpRequest, today: date) -> date:
    if found := re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("thang", "")):
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def _one_band(request: HttpRequest, here: Place) -> HttpResponse:
    """The whole list of one band, or of one day: `han=qua-han`, `han=2026-12-03`."""
    today, wanted = timezone.localdate(), request.GET.get("han", "")
    lines = tasks.all_due(signed_in(request), here.branch, today)
    if request.GET.get("pham-vi") == "toi":
        lines = [line for line in lines if line.owner_path == here.branch.path]
    if wanted in tasks.banded([], today):
        title, lines = band_title(wanted), tasks.banded(lines, today)[wanted]
    else:
        lines = [line for line in lines if line.deadline and line.deadline.isoformat() == wanted]
        title = _("Việc đến hạn ngày {day}").format(day="/".join(reversed(wanted[:10].split("-"))))
    page = Paginator(lines, LIST_LENGTH).get_page(request.GET.get("trang"))
    shown = [tasks.as_task(line, today) for line in page]
    return render(request, "web/tasks.html", {"title": title, "page": page, "tasks": shown})


# ---------------------------------------------------------------- figures


def _figures_part(request: HttpRequest, branch: Branch, on: AsOf) -> dict[str, Any]:
    user = signed_in(request)
    eve = date(on.day.year - 1, 12, 31)
    figures = strip.figures_of(branch, branches([branch.pk], eve).get(branch.pk), on)
    lines, period = strip.balance(figures, branch, on)
    above_grassroots = branch.kind in ("centre", "province", "district", "above_grassroots")
    return {
        "branch": branch,
        "crumbs": crumbs(user, branch, on),
        "figures": figures,
        "pyramid": strip.pyramid(branch, on),
        "balance": lines,
        "period": period,
        "units": _units(request, branch, on) if above_grassroots else [],
        "concerns": []
        if branch.is_cell or above_grassroots
        else concerns(branch, on.day)[:CONCERNS],
        "names": may_see_names(user, branch),
        "recent": _recent(branch) if may_see_names(user, branch) else [],
        "report_url": f"/bao-cao?dv={branch.pk}"
        if exists("/bao-cao") and may_report(user, branch)
        else "",
    }


def _units(request: HttpRequest, branch: Branch, on: AsOf) -> list[dict[str, Any]]:
    below = children(branch)
    counted = sizes(below, on.day)
    named = secretaries(signed_in(request), below, on.day)
    return [
        {
            "unit": unit,
            "size": counted[unit.pk],
            "secretary": named.get(unit.pk, ""),
            "url": on.url(reverse("organisations:page", args=[unit.pk])),
        }
        for unit in below[:LIST_LENGTH]
    ]


def _recent(branch: Branch) -> list[dict[str, Any]]:
    rows = journal_under([branch.path]).exclude(source="demo")[:5]
    return [
        {"at": row.at, "who": row.actor_name, "what": verb_label(row.verb), "label": row.label}
        for row in rows
    ]
