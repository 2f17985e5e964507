"""A form as it was handed in, one cell of it beside what the records say now, and both on paper."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.acting import carried_out
from chibo.base.papers.data import from_data
from chibo.base.sending import sent_file, sent_papers
from chibo.members.due import is_at_work
from chibo.reports.actions.receiving import remark_on_cell
from chibo.reports.actions.signing import print_submission
from chibo.reports.forms.submissions import RemarkForm
from chibo.reports.frozen.forms import form_from_data, grid_of, places, shown
from chibo.reports.frozen.freezing import REPORT
from chibo.reports.frozen.later import Changed, changes, keys_behind
from chibo.reports.frozen.narrative import is_silent, numbers_in, sections_in
from chibo.reports.frozen.places import about_sheet
from chibo.reports.models import Sheet, Stage
from chibo.reports.queries.late_entries import late_entries, listed_by_name
from chibo.reports.receipt import receipt
from chibo.reports.rules.submissions import may_receive
from chibo.reports.statistics.papers import form_workbook
from chibo.reports.views.submissions_fetching import Handed, handed_or_404, submission_frame

MOST_NAMED, MOST_NUMBERS = 30, 6
MOST_LISTED, PAGE_LENGTH = 5_000, 50


@require_safe
def sheet(request: HttpRequest, submission: int, slug: str) -> HttpResponse:
    found = handed_or_404(request, submission)
    one = _sheet_or_404(found, slug)
    apart = _changes(request, found, one)
    context = submission_frame(found, {"label": one.code}) | {
        "sheet": one,
        "problems": one.data["problems"],
        "remarks": [remark for remark in found.remarks if remark.slug == slug],
        "changes": told_with_names(found, [(slug, change) for change in apart or []]),
        "compared": apart is not None,
        "papers": _papers(found, one),
        "remark_url": cell_url(found, slug, ("", 0)) if _remarks_on(found) else "",
    }
    if slug == REPORT:
        context["sections"] = _sections(found, one)
        return render(request, "reports/handed_report.html", context)
    context["grid"] = _grid(found, one, {change.place: change for change in apart or []})
    return render(request, "reports/handed_sheet.html", context)


def _changes(request: HttpRequest, found: Handed, one: Sheet) -> list[Changed] | None:
    """Above the grassroots only when asked for."""
    if found.submission.origin or not (is_at_work(found.of) or "so-sanh" in request.GET):
        return None
    return changes(one, timezone.localdate())


def _papers(found: Handed, one: Sheet) -> list[dict[str, str]]:
    endings = [(_("In PDF"), "pdf"), (_("Tải .docx"), "docx")]
    if one.slug != REPORT:
        endings = [(_("In PDF"), "pdf"), (_("Tải .xlsx"), "xlsx")]
    if one.paper is None:
        endings = [pair for pair in endings if pair[1] == "xlsx"]
    key = found.submission.pk
    return [
        {"label": label, "url": reverse("reports:handed_file", args=[key, one.slug, ending])}
        for label, ending in endings
    ]


def _grid(found: Handed, one: Sheet, changed: dict[Any, Changed]) -> dict[str, Any]:
    """The printed form; each number leads to its cell, with what it is now beside it."""
    grid = grid_of(one.data)
    said = {(remark.line, remark.column) for remark in found.remarks if remark.slug == one.slug}
    shares = {at for at, head in enumerate(one.data["columns"]) if head["percent"]}
    known = {place for place in places(one.data) if place[1] not in shares}
    rows = []
    for row, line in zip(grid.rows, one.data["lines"], strict=True):
        cells = [
            {
                "text": piece.text,
                "unknown": piece.unknown,
                "head": grid.heads[column],
                "url": cell_url(found, one.slug, (line["id"], column))
                if (line["id"], column) in known
                else "",
                "now": changed[line["id"], column].told_now
                if (line["id"], column) in changed
                else "",
                "remarked": (line["id"], column) in said,
            }
            for column, piece in enumerate(row.cells)
        ]
        rows.append({"row": row, "cells": cells})
    return {"label_head": grid.label_head, "heads": grid.heads, "rows": rows}


def _remarks_on(found: Handed) -> bool:
    return found.receives and found.submission.stage == Stage.SUBMITTED


def _sections(found: Handed, one: Sheet) -> list[dict[str, Any]]:
    """Each with what was said of it, and where the level above says it."""
    return [
        {
            "section": section,
            "silent": is_silent(section),
            "remarks": [said for said in found.remarks if said.line == place],
            "url": cell_url(found, one.slug, (place, 0)) if _remarks_on(found) else "",
        }
        for place, section in sections_in(one.data).items()
    ]


def cell_url(found: Handed, slug: str, place: tuple[str, int]) -> str:
    own = reverse("reports:handed_cell", args=[found.submission.pk, slug])
    return f"{own}?{urlencode({'dong': place[0], 'cot': place[1]})}"


def told_with_names(found: Handed, apart: Sequence[tuple[str, Changed]]) -> list[dict[str, Any]]:
    """Changes that the same people and units are behind, told together; without the right to read names, how
    many they are."""
    keys = {key for _slug, one in apart for key in (*one.came, *one.went)}
    since = found.submission.submitted_at
    assert since is not None  # only what was frozen is compared
    names = late_entries(keys, since, found.of.on) if found.names and keys else {}
    groups: dict[Any, list[tuple[str, Changed]]] = {}
    for slug, one in apart:
        groups.setdefault((one.came, one.went), []).append((slug, one))
    return [
        {
            "change": same[0][1],
            "came": [names[key] for key in came[:MOST_NAMED] if key in names],
            "went": [names[key] for key in went[:MOST_NAMED] if key in names],
            "numbers": [
                {"change": one, "url": cell_url(found, slug, one.place)}
                for slug, one in same[:MOST_NUMBERS]
            ],
            "more": max(0, len(same) - MOST_NUMBERS),
        }
        for (came, went), same in groups.items()
    ]


def cell(request: HttpRequest, submission: int, slug: str) -> HttpResponse:
    """`dong`, `cot`: which cell. The level above says here what it thinks of it."""
    found = handed_or_404(request, submission)
    one = _sheet_or_404(found, slug)
    place = _place_or_404(request, one)
    receives = may_receive(found.user, found.submission)
    waiting = found.submission.stage == Stage.SUBMITTED
    form = RemarkForm(request.POST if request.method == "POST" else None, about=place[0])
    if request.method == "POST" and not receives:
        raise Http404
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["text"]
        if carried_out(form, lambda: remark_on_cell(one, place, words, by=found.user)):
            messages.success(request, _("Đã ghi góp ý. Đơn vị thấy khi bản nộp được trả lại."))
            return redirect("reports:handed_sheet", found.submission.pk, slug)
    return render(request, "reports/handed_cell.html", _cell_context(found, one, place) | {
        "form": form if receives and waiting else None,
        **_behind(request, found, one, place),
    })  # fmt: skip


def _behind(
    request: HttpRequest, found: Handed, one: Sheet, place: tuple[str, int]
) -> dict[str, Any]:
    """Who stood behind the number, by name where names may be read; a list nobody would read as a count."""
    keys = keys_behind(one, place)
    told: dict[str, Any] = {"count": len(keys)}
    if not found.names or not keys or len(keys) > MOST_LISTED:
        return told
    listed = listed_by_name(keys, found.of.on)
    return told | {"listed": Paginator(listed, PAGE_LENGTH).get_page(request.GET.get("trang"))}


def _cell_context(found: Handed, one: Sheet, place: tuple[str, int]) -> dict[str, Any]:
    section = sections_in(one.data).get(place[0]) if one.slug == REPORT else None
    is_number = bool(place[0]) and section is None
    asked = changes(one, timezone.localdate()) if is_number and not found.submission.origin else []
    change = next((c for c in asked if c.place == place), None)
    own = {
        "label": one.code,
        "url": reverse("reports:handed_sheet", args=[found.submission.pk, one.slug]),
    }
    last = _("Một số") if is_number else _("Góp ý")
    return submission_frame(found, own, {"label": last}) | {
        "sheet": one,
        "label": about_sheet(one, place),
        "section": section,
        "silent": section is not None and is_silent(section),
        "is_number": is_number,
        "then": change.told if change else _shown_value(one, place),
        "told": told_with_names(found, [(one.slug, change)])[0] if change else None,
        "remarks": [r for r in found.remarks if (r.slug, r.line, r.column) == (one.slug, *place)],
    }


def _shown_value(one: Sheet, place: tuple[str, int]) -> str:
    if one.slug == REPORT:
        return shown(numbers_in(one.data).get(place[0]))
    return shown(places(one.data).get(place))


def _place_or_404(request: HttpRequest, one: Sheet) -> tuple[str, int]:
    column = request.GET.get("cot", "0")
    place = (request.GET.get("dong", ""), int(column) if column.isdecimal() else 0)
    try:
        about_sheet(one, place)
    except KeyError:
        raise Http404 from None
    return place


@require_safe
def file(request: HttpRequest, submission: int, slug: str, ending: str) -> HttpResponse:
    """From what was frozen alone: the same bytes whenever it is asked for."""
    found = handed_or_404(request, submission)
    one = _sheet_or_404(found, slug)
    answer = _frozen_file(found, one, ending)
    print_submission(found.submission, f"{one.code} {ending}", by=found.user)
    return answer


def _frozen_file(found: Handed, one: Sheet, ending: str) -> HttpResponse:
    name = (
        f"{one.code} {found.of.name} {found.submission.period.code} lan {found.submission.version}"
    )
    if ending == "xlsx":
        if one.slug == REPORT:
            raise Http404
        filled = form_from_data(one.data)
        frozen_at = found.submission.submitted_at
        made = timezone.localtime(frozen_at).replace(tzinfo=None) if frozen_at else None
        period = found.submission.period
        content = form_workbook(filled, one.data["unit"], period, made=made)
        return sent_file(content, name, ending)
    paper = (one.named if found.names else None) or one.paper
    if paper is None:
        raise Http404
    return sent_papers(from_data(paper), name=name, ending=ending)


@require_safe
def receipt_file(request: HttpRequest, submission: int, ending: str) -> HttpResponse:
    """What was handed in, when, by whom, and what became of it, on one page to be signed by both."""
    found = handed_or_404(request, submission)
    if not found.submission.is_frozen:
        raise Http404
    paper = receipt(found.submission, found.sheets, found.of)
    answer = sent_papers(paper, name=f"phieu nop {found.of.name}", ending=ending)
    print_submission(found.submission, f"phiếu nộp {ending}", by=found.user)
    return answer


def _sheet_or_404(found: Handed, slug: str) -> Sheet:
    one = found.submission.sheets.filter(slug=slug).first()
    if one is None:
        raise Http404
    one.submission = found.submission
    return one
