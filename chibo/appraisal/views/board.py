"""The year-end board: who is rated, what was said of each, what the books know, and what the cap leaves."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.actions.rating import rate
from chibo.appraisal.models import OF_PEOPLE, Cycle, Kind, Rated
from chibo.appraisal.queries.board import (
    STEPS,
    cells_listed,
    found_by_name,
    kinds_listed,
    step_counts,
    with_units,
)
from chibo.appraisal.queries.caps import Cap, caps
from chibo.appraisal.queries.cycles import (
    ranked,
    rows_visible_to,
    rule_of,
    tally,
)
from chibo.appraisal.queries.evidence import evidence
from chibo.appraisal.queries.levels import brief_of, levels_on, list_of
from chibo.appraisal.views.fetching import PAGE_LENGTH, cycle_frame, cycle_or_404
from chibo.base.rules import Refusal
from chibo.base.views.paging import Counted

_MANY_SMALL = 3
_KEPT = ("doi-tuong", "buoc", "chi-bo", "tim", "trang")


def board(request: HttpRequest, key: int) -> HttpResponse:
    """Shown, tried out ("thu": nothing is saved) or saved with the committee's ratings."""
    user, cycle = cycle_or_404(request, key)
    frame = cycle_frame(user, cycle)
    if request.method == "POST" and not frame["may_rate"]:
        raise Http404
    view = _View(request, user, cycle)
    typed = _typed(request, view.page) if request.method == "POST" else {}
    if request.method == "POST" and request.POST.get("viec") != "thu":
        try:
            changed = rate(cycle, typed, by=user)
        except Refusal as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("Đã lưu {n} đánh giá.").format(n=len(changed)))
            return redirect(view.address())
    found = _caps(cycle, view.kind, view.page, typed)
    if request.headers.get("HX-Request") and request.POST.get("viec") == "thu":
        return render(request, "appraisal/_caps.html", found | {"tried": True})
    return render(
        request,
        "appraisal/board.html",
        frame
        | view.context()
        | found
        | {
            "tried": bool(typed),
            "rows": _lines(user, cycle, list(view.page.object_list), typed),
        },
    )


class _View:
    """What of the list is asked for."""

    def __init__(self, request: HttpRequest, user: User, cycle: Cycle) -> None:
        self.path = request.path
        self.cycle = cycle
        self.asked = {name: request.GET.get(name, "") for name in _KEPT}
        seen = rows_visible_to(user, timezone.localdate()).filter(cycle=cycle)
        self.kinds = kinds_listed(cycle)
        first = (
            self.kinds[0] if self.kinds else Kind.MEMBER
        )  # a list that went into another is empty
        self.kind = self.asked["doi-tuong"] if self.asked["doi-tuong"] in self.kinds else first
        rows = seen.filter(kind=self.kind)
        self.cells = cells_listed(rows, cycle) if self.kind in (Kind.MEMBER, Kind.LEADER) else []
        if self.asked["chi-bo"] in dict(self.cells):
            rows = rows.filter(unit=int(self.asked["chi-bo"]))
        if self.asked["tim"]:
            rows = found_by_name(rows, self.asked["tim"])
        self.counts = step_counts(rows)
        step = self.asked["buoc"] if self.asked["buoc"] in STEPS else ""
        if step:
            rows = rows.filter(STEPS[step])
        rows = with_units(rows, cycle).select_related("proposal")
        ordered = rows.order_by("path", "name_sort", "pk")
        pages = Counted(ordered, PAGE_LENGTH, self.counts[step])
        self.page: Page[Any] = pages.get_page(self.asked["trang"] or 1)

    def address(self, **other: str) -> str:
        kept = {name: value for name, value in (self.asked | other).items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def context(self) -> dict[str, Any]:
        keep = [(name, self.asked[name]) for name in ("doi-tuong", "buoc") if self.asked[name]]
        return {
            "page": self.page,
            "here": self.address(),
            "kind": self.kind,
            "kinds": self._kinds_offered(),
            "steps": self._steps_offered(),
            **self._narrowed(),
            "keep": keep,
            "keep_all": [
                *keep,
                *([("chi-bo", self.asked["chi-bo"])] if self.asked["chi-bo"] else []),
            ],
            "cells_propose": self.kind in (*OF_PEOPLE, Kind.CELL),
            "of_people": self.kind in (Kind.MEMBER, Kind.LEADER),
            "levels": [
                (item.code, brief_of(self.kind, item.code))
                for item in levels_on(self.kind, self.cycle.last_day)
            ],
        }

    def _kinds_offered(self) -> list[dict[str, Any]]:
        return [
            {
                "label": Kind(kind).label,
                "url": f"{self.path}?{urlencode({'doi-tuong': kind})}",
                "current": kind == self.kind,
            }
            for kind in self.kinds
        ]

    def _steps_offered(self) -> list[dict[str, Any]]:
        return [
            {
                "label": f"{label} ({self.counts[name]})",
                "url": self.address(trang="", buoc=name),
                "current": name == self.asked["buoc"],
            }
            for name, label in _steps(self.cycle, self.kind).items()
            if not name or self.counts[name] or name == self.asked["buoc"]
        ]

    def _narrowed(self) -> dict[str, Any]:
        """To a cell, to a name: what was asked, and the way back."""
        cells, cell = dict(self.cells), self.asked["chi-bo"]
        return {
            "cells": self.cells,
            "asked_name": cells.get(cell, ""),
            "asked_cell": cell if cell in cells else "",
            "clear_cell": self.address(**{"chi-bo": "", "trang": ""}),
            "words": self.asked["tim"],
            "clear_words": self.address(tim="", trang=""),
        }


def _steps(cycle: Cycle, kind: str) -> dict[str, str]:
    """Nothing went before a result that was only told; a cell proposes for itself and its members."""
    names = _all_steps()
    if cycle.told:
        return {
            name: names[name] for name in ("", "chua-quyet-dinh", "da-quyet-dinh", "ngoai-dien")
        }
    if kind not in (*OF_PEOPLE, Kind.CELL):
        del names["chua-de-nghi"]
    return names


def _all_steps() -> dict[str, str]:
    return {
        "": _("Tất cả"),
        "chua-tu": _("Chưa tự xếp loại"),
        "chua-de-nghi": _("Chi bộ chưa đề nghị"),
        "chua-danh-gia": _("Cấp ủy chưa đánh giá"),
        "chua-quyet-dinh": _("Chưa quyết định"),
        "da-quyet-dinh": _("Đã quyết định"),
        "ngoai-dien": _("Ngoài diện"),
    }


def _typed(request: HttpRequest, page: Page[Any]) -> dict[int, str]:
    """The committee's levels on the rows of the page shown, by key; rows without a control stay out."""
    return {
        row.pk: request.POST[f"m{row.pk}"]
        for row in page.object_list
        if f"m{row.pk}" in request.POST and not row.unrated and not row.decided_level
    }


def _caps(cycle: Cycle, kind: str, page: Page[Any], typed: Mapping[int, str]) -> dict[str, Any]:
    """The cap of every group of the kind shown, as if what was typed were saved."""
    counts = tally(cycle, "working")
    for row in page.object_list:
        if row.pk in typed and (level := typed[row.pk]) in list_of(row.kind):
            before = row.committee_level or row.proposed_level
            counts[row.kind, row.group, before] = counts.get((row.kind, row.group, before), 0) - 1
            counts[row.kind, row.group, level] = counts.get((row.kind, row.group, level), 0) + 1
    own = {key: n for key, n in counts.items() if key[0] == kind}
    return caps_shown([cap for cap in caps(rule_of(cycle), ranked(own)) if cap.base or cap.best])


def caps_shown(found: Sequence[Cap]) -> dict[str, Any]:
    """For appraisal/_caps.html: each cap as a bar; many groups too small for anybody rated best in one line."""
    small = [cap for cap in found if not cap.best and not cap.most]
    folded = small if len(small) >= _MANY_SMALL else []
    return {
        "caps": [_cap_shown(cap) for cap in found if cap not in folded],
        "too_few": [{"cap": cap, "name": cap.group.split(": ", 1)[-1]} for cap in folded],
        "source": found[0].rule.source if found else "",
    }


def _cap_shown(cap: Cap) -> dict[str, Any]:
    tone = "bad" if cap.is_over else "warn" if cap.best == cap.most else "ok"
    return {
        "cap": cap,
        "tone": tone,
        "shown": f"{cap.best}/{cap.most}",
        "max": max(cap.most, cap.best, 1),
    }


def _lines(
    user: User, cycle: Cycle, rows: Sequence[Rated], typed: Mapping[int, str]
) -> list[dict[str, Any]]:
    known = evidence(user, cycle, rows, timezone.localdate())
    names = {item.code: item for item in list_of(rows[0].kind).items()} if rows else {}
    brief = {code: brief_of(rows[0].kind, code) for code in names} | {"": ""}
    return [
        {
            "row": row,
            "own": brief[row.own_level],
            "proposed": brief[row.proposed_level],
            "votes": f"{row.votes}/{row.proposal.base}" if row.proposal else "",
            "committee": brief[row.committee_level],
            "level": typed.get(row.pk, row.committee_level),
            "decided": names[row.decided_level] if row.decided_level else None,
            "mark": 5 - (row.rank or 0),
            "conditions": known.get(row.pk, []),
        }
        for row in rows
    ]
