"""The desk of a unit: how clean its files are, by cell and part of the file, and what each rule found."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.base.text import format_percent
from chibo.cleaning.actions.sweeping import record_sweep
from chibo.cleaning.models import Sweep
from chibo.cleaning.queries.desk import latest_sweeps, sweeps_of, units_asked
from chibo.cleaning.rules.access import (
    may_compare_beside,
    may_mend,
    may_see_findings,
    may_take_along,
)
from chibo.cleaning.rules.areas import AREAS, OF_FILES
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check
from chibo.cleaning.rules.declaring import Severity
from chibo.cleaning.rules.remembering import summary_of
from chibo.cleaning.rules.summing import CellState, Summary
from chibo.cleaning.views.fetching import (
    counted_or_404,
    desk_url,
    frame,
    list_url,
    mended_or_404,
)
from chibo.cleaning.views.words import SEVERITY_WORDS, TONES
from chibo.members.due.units import is_at_work
from chibo.organisations.queries.tree import Branch, branches
from chibo.organisations.views.fetching import say

_WHOLE = 100
# Shares of clean files from which a cell of the table is paler; those of attendance (docs/design.md).
_STEPS = ((80, "h1"), (90, "h2"), (95, "h3"))


@require_safe
def desk(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    if not is_at_work(of):
        return _above(request, user, of)
    told = summary_of(of)
    named = may_see_findings(user, of)
    page = Paginator(told.cells, _CELLS_SHOWN).get_page(request.GET.get("trang"))
    context = frame(user, of) | {
        "told": told,
        "share": _share(told.clean, told.members),
        "counts": _counts(told, of, named),
        "columns": [{"label": AREAS[area]} for area in OF_FILES],
        "page": page,
        "rows": [_cell(state, named, of) for state in page],
        "rules": _rules(told, of, named),
        "list_url": list_url(of) if named else "",
        "may_mend": may_mend(user, of),
        "may_take": may_take_along(user, of),
        "compare_url": _comparing(user, of),
        "sweeps": _told(sweeps_of(of)[:_SHOWN_SWEEPS]),
    }
    return render(request, "cleaning/desk.html", context)


def _comparing(user: User, of: Branch) -> str:
    """What the official list says is compared beside; "" for who brings no lists in."""
    may = may_compare_beside(user, of)
    return f"{reverse('imports:comparisons')}?dv={of.pk}" if may else ""


_SHOWN_SWEEPS = 6
_CELLS_SHOWN = 20  # rows of twelve links each


def _counts(told: Summary, of: Branch, named: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": SEVERITY_WORDS[severity],
            "number": told.by_severity.get(severity, 0),
            "tone": TONES[severity] if told.by_severity.get(severity) else "",
            "url": list_url(of, loai=severity) if named else "",
        }
        for severity in Severity
    ]


def _share(part: int, whole: int) -> str:
    return format_percent(part * _WHOLE / whole) if whole else ""


def _cell(state: CellState, named: bool, of: Branch) -> dict[str, Any]:
    """One row of the table: shares cut to whole percents, 100 only when every file is clean."""
    cells = []
    for area in OF_FILES:
        percent = state.clean[area] * _WHOLE // state.members
        troubled = state.members - state.clean[area]
        url = list_url(of, chi_bo=state.key, muc=area) if named and troubled else ""
        words = _("%, {n} hồ sơ phải sửa").format(n=troubled) if troubled else "%"
        cells.append({"shown": percent, "kind": _kind(percent), "url": url, "label": words})
    clean = state.clean[""] * _WHOLE // state.members
    return {
        "label": state.name,
        "url": list_url(of, chi_bo=state.key) if named else "",
        "size": state.members,
        "cells": cells,
        "done": f"{clean}%",
        "behind": clean < _STEPS[0][0],
    }


def _kind(percent: int) -> str:
    return next((kind for below, kind in _STEPS if percent < below), "h4")


def _rules(told: Summary, of: Branch, named: bool) -> list[dict[str, Any]]:
    """Rules that found something, the gravest first and of them the most frequent."""
    order = {severity: place for place, severity in enumerate(Severity)}
    every = rules()
    found = sorted(
        told.by_rule.items(), key=lambda pair: (order[every[pair[0]].severity], -pair[1])
    )
    return [
        {
            "rule": every[code],
            "area": AREAS[every[code].area],
            "count": count,
            "word": SEVERITY_WORDS[every[code].severity],
            "tone": TONES[every[code].severity],
            "url": list_url(of, quy_tac=code) if named else "",
            "bulk": reverse("cleaning:bulk", args=[of.pk, code]) if every[code].in_bulk else "",
        }
        for code, count in found
    ]


def _told(sweeps: Iterable[Sweep]) -> list[dict[str, Any]]:
    return [{"sweep": one, "share": _share(one.clean_files, one.members)} for one in sweeps]


def _unit_row(unit: Branch, sweep: Sweep) -> dict[str, Any]:
    share = _share(sweep.clean_files, sweep.members)
    return {"name": unit.name, "url": desk_url(unit), "share": share, "sweep": sweep}


def _above(request: HttpRequest, user: User, of: Branch) -> HttpResponse:
    """A level above sees what its units recorded, as counts."""
    swept = {one.organisation_id: one for one in latest_sweeps(of)}
    named = branches(list(swept), of.on)
    least_clean = sorted(swept.values(), key=lambda one: one.clean_files / (one.members or 1))
    rows = [
        _unit_row(named[one.organisation_id], one)
        for one in least_clean
        if one.organisation_id in named
    ]
    members = sum(one.members for one in swept.values())
    clean = sum(one.clean_files for one in swept.values())
    context = frame(user, of) | {
        "rows": rows,
        "members": members,
        "clean": clean,
        "share": _share(clean, members),
        "units": len(rows),
        "asked": units_asked(of),
    }
    return render(request, "cleaning/above.html", context)


@require_POST
def sweep(request: HttpRequest, org: int) -> HttpResponse:
    """Keep what was found today, for the level above and for the next time."""
    user, of = mended_or_404(request, org)
    record_sweep(check(of), by=user)
    say(request, _("Đã ghi kết quả rà soát hôm nay; cấp trên xem được số tổng hợp."))
    return redirect("cleaning:desk", of.pk)
