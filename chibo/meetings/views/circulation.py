"""Papers to be made known at meetings of cells: what a committee sent round and how far it is; of a cell, what
it was asked."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.sending import sent_papers
from chibo.documents.models import Circulation
from chibo.documents.queries import circulations_visible_to
from chibo.documents.rules import may_register_paper
from chibo.meetings.actions.printing import print_circulation
from chibo.meetings.papers.circulation import circulation_paper, outcome
from chibo.meetings.queries.circulation import (
    Cells,
    Told,
    asked_of,
    named_then,
    told_of,
    with_state,
)
from chibo.meetings.rules import may_print, may_record
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50
TONES = {"told": "ok", "gone": "", "written": "warn", "planned": "info", "owing": "bad"}


@require_safe
def circulations(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if of.is_cell:
        return _of_cell(request, user, of)
    rows = circulations_visible_to(user, of.on).filter(organisation=of.pk)
    page = Paginator(rows.select_related("paper"), PAGE_LENGTH).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    told = told_of(shown, of.on)
    context = {
        **_frame(user, of),
        "page": page,
        "rows": [
            {"one": one, "told": told.get(one.pk, Told(0, 0, 0)), "late": one.due_on < of.on}
            for one in shown
        ],
        "may_send": may_register_paper(user, of),
    }
    return render(request, "meetings/circulations.html", context)


def _of_cell(request: HttpRequest, user: User, of: Branch) -> HttpResponse:
    rows = asked_of(of.pk, of.on).order_by("-circulation__asked_on", "-pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        **_frame(user, of),
        "page": page,
        "rows": [_line(row, late=row.circulation.due_on < of.on) for row in page.object_list],
        "may_record": may_record(user, of.path),
    }
    return render(request, "meetings/to_make_known.html", context)


def _line(row: Any, *, late: bool) -> dict[str, Any]:
    """A cell and a paper with what became of it, and the meeting that says so."""
    word, day = outcome(row)
    state = (
        "told"
        if row.told_on
        else "gone"
        if not row.stands
        else "written"
        if row.written_at
        else "planned"
        if row.planned_on
        else "owing"
    )
    tone = "warn" if state == "owing" and not late else TONES[state]
    return {"row": row, "word": word, "day": day, "tone": tone, "at": row.told_at or row.written_at}


@require_safe
def circulation(request: HttpRequest, key: int) -> HttpResponse:
    user, one, of = _circulation_or_404(request, key)
    asked = request.GET.get("muc", "")
    cells = _cells(one)
    shown = cells.filter(told_on=None) if asked == "" else cells
    shown = shown.exclude(told_on=None) if asked == "da" else shown
    page = Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("trang"))
    late = one.due_on < timezone.localdate()
    context = {
        **_frame(user, of, one),
        "one": one,
        "told": _told(one),
        "late": late,
        "page": page,
        "rows": [_line(row, late=late) for row in page.object_list],
        "choices": _choices(request.path, asked),
        "may_print": may_print(user, of.path),
        "may_withdraw": one.withdrawn_on is None and may_register_paper(user, of),
    }
    return render(request, "meetings/circulation.html", context)


@require_safe
def printed(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, one, of = _circulation_or_404(request, key)
    if ending not in ("pdf", "docx") or not may_print(user, of.path):
        raise Http404
    paper = circulation_paper(of, one, _told(one), list(_cells(one)))
    answer = sent_papers(paper, name=f"Phổ biến {one.paper.full_number}", ending=ending)
    print_circulation(one, of, ending, by=user)
    return answer


def _cells(one: Circulation) -> Cells:
    rows = with_state(one.cells.select_related("circulation"), timezone.localdate())
    return named_then(rows).order_by("path", "pk")


def _told(one: Circulation) -> Told:
    return told_of([one], timezone.localdate())[one.pk]


def _choices(path: str, asked: str) -> list[dict[str, Any]]:
    names = {"": _("Chưa phổ biến"), "da": _("Đã phổ biến"), "tat-ca": _("Tất cả")}
    return [
        {"label": label, "url": f"{path}?muc={code}" if code else path, "current": code == asked}
        for code, label in names.items()
    ]


def _circulation_or_404(request: HttpRequest, key: int) -> tuple[User, Circulation, Branch]:
    user, today = signed_in(request), timezone.localdate()
    rows = circulations_visible_to(user, today).select_related("paper", "organisation")
    one = rows.filter(pk=key).first()
    if one is None:
        raise Http404
    # One that others merged into goes on asking for what was asked before its own beginning.
    return user, one, branch(one.organisation_id, max(one.asked_on, one.organisation.founded_on))


def _frame(user: User, of: Branch, one: Circulation | None = None) -> dict[str, Any]:
    title = _("Văn bản phải phổ biến") if of.is_cell else _("Phổ biến văn bản")
    list_url = reverse("meetings:circulations", args=[of.pk])
    here = (
        [{"label": title, "url": list_url}, {"label": one.paper.full_number}]
        if one
        else [{"label": title}]
    )
    on = AsOf(timezone.localdate())
    return {
        "of": of,
        "title": title,
        "crumbs": [*crumbs(user, of, on, itself=True), *here],
        "tabs": tabs(user, of, on, "van-ban"),
    }
