"""The list of what is due: its first lines on the home page, the whole of it on a page of its own."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.asof import as_of
from chibo.base.due import Due
from chibo.base.text import format_date, weekday_date
from chibo.members.queries.reach import own_files
from chibo.members.rules import may_export
from chibo.organisations.queries.tree import Branch, path_ids
from chibo.web.desk import Place, desk
from chibo.web.queries import folding, months, tasks
from chibo.web.views.fetching import branch_or_404, number_in

SHOWN = 8  # lines of one band on the home page; the rest one click away
LIST_LENGTH = 50
FARTHEST = timedelta(days=3660)  # nothing is reckoned further ahead, whatever day an address names
_OPEN, _CLOSED = (tasks.LATE, tasks.SOON), (tasks.LATER, tasks.UNDATED)
SCOPE, MINE = "pham-vi", "toi"


def band_title(name: str) -> str:
    return {
        tasks.LATE: _("Quá hạn"),
        tasks.SOON: _("Trong 7 ngày tới"),
        tasks.LATER: _("Sắp tới trong 30 ngày"),
        tasks.UNDATED: _("Cần bổ sung, chưa có hạn"),
        tasks.FAR: _("Sau 30 ngày"),
    }[name]


_TONES = {tasks.LATE: "bad", tasks.SOON: "warn"}


def _mine(request: HttpRequest, lines: Sequence[Due], here: Place) -> list[Due]:
    """Who I am is asked only when a line was given to a person."""
    given = any(line.person_id for line in lines)
    persons = own_files(signed_in(request)) if given else []
    return tasks.mine(lines, here.branch.path, persons)


# ---------------------------------------------------------------- on the home page


def due_part(request: HttpRequest, here: Place) -> dict[str, Any]:
    """Always of today, whatever day the figures are of."""
    today = timezone.localdate()
    lines = tasks.all_due(signed_in(request), here.branch, today)
    own = _mine(request, lines, here)
    scope = MINE if request.GET.get(SCOPE) == MINE else ""
    bands = tasks.banded(own if scope else lines, today)
    vars(request)["due_count"] = tasks.tasks_in(bands[tasks.LATE] + bands[tasks.SOON])
    return {
        "headline": tasks.headline(bands),
        "nearest": tasks.nearest(bands),
        "today_line": weekday_date(today),
        "scopes": _scopes(request, scope, lines, own, here.branch),
        "bands": [_band(name, bands[name], today, scope) for name in _OPEN if bands[name]],
        "closed_bands": [_band(name, bands[name], today, scope) for name in _CLOSED if bands[name]],
        "month": months.month(lines, month_asked(request, today), today),
        "tasks_url": folding.list_url(pham_vi=scope),
        "week_url": week_url(request, here),
    }


def week_url(request: HttpRequest, here: Place) -> str:
    return reverse("web:week") if may_export(signed_in(request), here.branch) else ""


def _band(name: str, lines: list[Due], today: date, scope: str) -> dict[str, Any]:
    shown = folding.folded(lines, name, pham_vi=scope)
    return {
        "title": band_title(name),
        "tone": _TONES.get(name, ""),
        "count": tasks.tasks_in(lines),
        "tasks": [tasks.as_task(line, today) for line in shown[:SHOWN]],
        "digest": tasks.digest(lines),
        "all_url": folding.list_url(han=name, pham_vi=scope) if len(shown) > SHOWN else "",
    }


def _scopes(
    request: HttpRequest, scope: str, lines: Sequence[Due], own: Sequence[Due], branch: Branch
) -> list[dict[str, Any]]:
    """The switch; none where one side of it would be empty."""
    if not 0 < len(own) < len(lines):
        return []
    on, kept = as_of(request), {key: request.GET.get(key) for key in ("han", "loai")}
    whole = _("Toàn chi bộ ({n})") if branch.is_cell else _("Toàn Đảng bộ ({n})")
    return [
        {
            "label": whole.format(n=tasks.tasks_in(lines)),
            "url": on.url(request.path, **kept),
            "current": not scope,
        },
        {
            "label": _("Của tôi ({n})").format(n=tasks.tasks_in(own)),
            "url": on.url(request.path, **{SCOPE: MINE}, **kept),
            "current": bool(scope),
        },
    ]


def month_asked(request: HttpRequest, today: date) -> date:
    if found := re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("thang", "")):
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


# ---------------------------------------------------------------- the whole list


def task_list(request: HttpRequest) -> HttpResponse:
    """`han=qua-han` or `han=2026-12-03`, `loai` a kind of task, `dv` a unit below, `pham-vi=toi`."""
    here, today = desk(request).here, timezone.localdate()
    if here is None:
        return redirect("web:home")
    key = number_in(request, "dv")
    branch = branch_or_404(request, key, today) if key else here.branch
    until = min(_day_asked(request) or today, today + FARTHEST)
    whole = months.due_by(signed_in(request), branch, today, until)
    own = _mine(request, whole, here)
    scope = MINE if request.GET.get(SCOPE) == MINE else ""
    lines = _narrowed(own if scope else whole, request, today)
    shown = lines if request.GET.get("loai") else _folded(lines, request, today)
    page = Paginator(shown, LIST_LENGTH).get_page(request.GET.get("trang"))
    bands = tasks.banded(lines, today)
    context = {
        "title": _title(request),
        "branch": branch,
        "headline": tasks.headline(bands),
        "nearest": tasks.nearest(tasks.banded(whole, today)),
        "scopes": _scopes(request, scope, whole, own, branch)
        if branch.pk == here.branch.pk
        else [],
        "page": page,
        "bands": _bands_of(page, bands, today, request),
        "chips": _chips(request, whole, branch, here),
        "clear": reverse("web:tasks") if set(request.GET) & {"han", "loai", "dv"} else "",
        "count": tasks.tasks_in(lines),
    }
    return render(request, "web/tasks.html", context)


def _narrowed(lines: Sequence[Due], request: HttpRequest, today: date) -> list[Due]:
    """In band order, so that what has no day stands before what is far away, as on the home page."""
    wanted, kind = request.GET.get("han", ""), request.GET.get("loai", "")
    if kind:
        lines = [line for line in lines if line.kind == kind]
    if wanted and wanted not in tasks.BANDS:
        lines = [line for line in lines if line.deadline and line.deadline.isoformat() == wanted]
    bands = tasks.banded(lines, today)
    chosen = [wanted] if wanted in tasks.BANDS else list(tasks.BANDS)
    return [line for name in chosen for line in bands[name]]


def _folded(lines: list[Due], request: HttpRequest, today: date) -> list[Due]:
    kept = {"dv": request.GET.get("dv"), "pham_vi": request.GET.get(SCOPE)}
    bands = tasks.banded(lines, today)
    return [line for name in tasks.BANDS for line in folding.folded(bands[name], name, **kept)]


def _title(request: HttpRequest) -> str:
    wanted = request.GET.get("han", "")
    if wanted in tasks.BANDS:
        return band_title(wanted)
    day = _day_asked(request)
    return _("Việc đến hạn ngày {day}").format(day=format_date(day)) if day else _("Danh sách việc")


def _day_asked(request: HttpRequest) -> date | None:
    """`han=2026-12-03`; nothing for a band or what is no day."""
    try:
        return date.fromisoformat(request.GET.get("han", ""))
    except ValueError:
        return None


def _bands_of(
    page: Page[Due], whole: dict[str, list[Due]], today: date, request: HttpRequest
) -> list[dict[str, Any]]:
    """The page's lines under their bands; later bands are closed unless they were asked for."""
    found = []
    for name, group in groupby(page, key=lambda line: tasks.band_of(line, today)):
        lines = list(group)
        found.append(
            {
                "title": band_title(name),
                "tone": _TONES.get(name, ""),
                "count": tasks.tasks_in(whole[name]),
                "digest": tasks.digest(whole[name]),
                "tasks": [tasks.as_task(line, today) for line in lines],
                "open": name in _OPEN or bool({"han", "loai"} & set(request.GET)),
            }
        )
    return found


def _chips(
    request: HttpRequest, whole: Sequence[Due], branch: Branch, here: Place
) -> list[dict[str, Any]]:
    owners: dict[str, str] = {}
    for line in whole:
        if line.owner_path and line.owner_path != here.branch.path:
            owners.setdefault(str(path_ids(line.owner_path)[-1]), line.owner)
    chosen = request.GET.get("dv", "")
    if chosen:
        owners = {chosen: branch.short_name}
    return [
        _chip(request, "han", _("Hạn"), {name: band_title(name) for name in tasks.BANDS}),
        _chip(request, "loai", _("Loại việc"), tasks.kinds_named(whole)),
        _chip(request, "dv", _("Đơn vị"), owners),
    ]


def _chip(request: HttpRequest, name: str, label: str, options: dict[str, str]) -> dict[str, Any]:
    rest = request.GET.copy()
    for gone in (name, "trang"):
        rest.pop(gone, None)
    value = request.GET.get(name, "")
    return {
        "name": name,
        "label": label,
        "value": options.get(value, value),
        "options": sorted(options.items(), key=lambda pair: pair[1])
        if name == "dv"
        else options.items(),
        "clear": f"{reverse('web:tasks')}?{rest.urlencode()}",
        "keep": list(rest.items()),
    }
