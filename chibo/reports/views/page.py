"""A report: its sections with numbers that open onto their rows, and its passages to be edited."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import day_from
from chibo.base.papers.drawing import MOST_BARS
from chibo.base.rules import Refusal
from chibo.organisations.queries.naming import place_name
from chibo.reports.actions.writing import (
    Typed,
    ask_in_tree,
    describe_paper,
    restore_passage,
    write_passage,
)
from chibo.reports.content.building import usable
from chibo.reports.content.own_text import NumbersNeedANote, read_out, rendered
from chibo.reports.content.pieces import Passage
from chibo.reports.forms.writing import ImprintForm, PassageForm
from chibo.reports.models import Stage, Wording
from chibo.reports.outlines import outline
from chibo.reports.queries.reports import trees_of
from chibo.reports.queries.submissions import handed_of
from chibo.reports.rules.submissions import may_submit
from chibo.reports.views.fetching import Opened, open_report
from chibo.reports.views.submissions_fetching import TONES

LATEST = 5


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    """`?sua=<passage>` opens that passage for editing, with `ban=<key>` from one of its earlier versions."""
    opened = open_report(request, key)
    edited = opened.content.passage(request.GET.get("sua", ""))
    form = PassageForm(None, edited, _earlier(request, opened, edited)) if edited else None
    return _shown(request, opened, edited, form)


def _earlier(request: HttpRequest, opened: Opened, edited: Passage) -> Passage | None:
    asked = request.GET.get("ban", "")
    kept = [one for one in opened.versions if edited.key == one.passage and str(one.pk) == asked]
    return rendered(edited, kept[0].text, kept[0].note, opened.numbers) if kept else None


@require_POST
def write(request: HttpRequest, key: int, passage: str) -> HttpResponse:
    """Saving a passage; while typing, the same by itself (`tu_luu`), answered in a few words."""
    opened = open_report(request, key)
    edited = opened.passage(passage)
    if "bo" in request.POST:
        return _leave_out(request, opened, edited)
    form = PassageForm(request.POST, edited)
    by_itself = "tu_luu" in request.POST
    if form.is_valid():
        try:
            write_passage(
                opened.report,
                edited,
                Typed(**form.cleaned_data),
                opened.content,
                opened.numbers,
                by=signed_in(request),
            )
        except Refusal as problem:
            where = "note" if isinstance(problem, NumbersNeedANote) else "text"
            form.add_error(where, problem.sentence)
        else:
            if by_itself:
                return HttpResponse(_saved_line())
            messages.success(request, _("Đã lưu đoạn văn."))
            return redirect(_at(opened, passage))
    if by_itself:
        return HttpResponse(_("Chưa tự lưu: {why}").format(why=" ".join(_errors(form))))
    return _shown(request, opened, edited, form)


def _leave_out(request: HttpRequest, opened: Opened, edited: Passage) -> HttpResponse:
    """The passage is not printed; its generated sentence can be had back."""
    nothing = Typed("", "")
    write_passage(
        opened.report, edited, nothing, opened.content, opened.numbers, by=signed_in(request)
    )
    messages.success(request, _("Đã để đoạn này ra ngoài báo cáo. Bản trước còn trong lịch sử."))
    return redirect(_at(opened, edited.key))


def _saved_line() -> str:
    return _("Đã tự lưu lúc {time}.").format(time=timezone.localtime().strftime("%H:%M"))


def _errors(form: PassageForm) -> list[str]:
    return [str(sentence) for errors in form.errors.values() for sentence in errors]


@require_POST
def restore(request: HttpRequest, key: int, passage: str) -> HttpResponse:
    opened = open_report(request, key)
    restore_passage(opened.report, opened.passage(passage).key, by=signed_in(request))
    messages.success(request, _("Đã lấy lại câu tự sinh. Bản trước còn trong lịch sử."))
    return redirect(_at(opened, passage))


@require_POST
def choose_tree(request: HttpRequest, key: int) -> HttpResponse:
    """`cay` is one of the days the page offers, or empty."""
    opened = open_report(request, key)
    asked = request.POST.get("cay", "")
    day = day_from(asked, timezone.localdate()) if asked else None
    ask_in_tree(opened.report, day, by=signed_in(request))
    return redirect(opened.report)


@require_safe
def versions(request: HttpRequest, key: int) -> HttpResponse:
    """The history of the words, of one passage (`?doan=`) or of all."""
    opened = open_report(request, key)
    asked = request.GET.get("doan", "")
    titles = {
        block.key: section.title
        for section in opened.content.sections
        for block in section.blocks
        if isinstance(block, Passage)
    }
    rows = [
        {**line, "section": titles.get(line["version"].passage, line["version"].passage)}
        for line in _as_read(opened, _versions_of(opened, asked))
    ]
    context = {"rows": rows, "asked": titles.get(asked, ""), **_frame(opened)}
    return render(request, "reports/versions.html", context)


@require_safe
def annexes(request: HttpRequest, key: int) -> HttpResponse:
    """Long tables in pages, all turned together by `?trang=`."""
    opened = open_report(request, key, annexes=True)
    wanted = request.GET.get("trang")
    shown = [
        {"title": one.title, "tables": [_turned(grid, wanted) for grid in one.blocks]}
        for one in opened.content.annexes
    ]
    return render(request, "reports/annexes.html", {"annexes": shown, **_frame(opened)})


def _turned(grid: Any, wanted: str | None) -> dict[str, Any]:
    """A table of several pages has a drawing for each."""
    page = Paginator(grid.rows, MOST_BARS).get_page(wanted)
    drawn = grid.drawings
    if len(drawn) > 1:
        drawn = drawn[page.number - 1 : page.number]
    return {"grid": replace(grid, rows=tuple(page), drawings=drawn), "page": page}


@require_POST
def describe(request: HttpRequest, key: int) -> HttpResponse:
    opened = open_report(request, key)
    form = ImprintForm(request.POST, opened.report, place_name(opened.branch))
    if form.is_valid():
        describe_paper(opened.report, **form.cleaned_data, by=signed_in(request))
        messages.success(request, _("Đã ghi số, ngày và nơi ký."))
        return redirect(opened.report)
    return _shown(request, opened, None, None, imprint=form)


def _shown(
    request: HttpRequest,
    opened: Opened,
    edited: Passage | None,
    form: PassageForm | None,
    *,
    imprint: ImprintForm | None = None,
) -> HttpResponse:
    report, user = opened.report, signed_in(request)
    handed = handed_of(report)
    context = {
        "handed": handed,
        "tone": TONES[Stage(handed.stage)] if handed else "",
        "may_begin": handed is None and may_submit(user, opened.branch),
        "content": opened.content,
        "edited": edited,
        "form": form,
        "trees": trees_of(opened.report) if vars(opened.report).get("reorganised") else {},
        "chosen_tree": opened.report.tree.isoformat() if opened.report.tree else "",
        "imprint": imprint or ImprintForm(None, report, place_name(opened.branch)),
        "latest": _as_read(opened, opened.versions[:LATEST]),
        "usable": _named(opened) if edited else [],
        **_frame(opened),
    }
    return render(request, "reports/page.html", context)


def _named(opened: Opened) -> list[str]:
    """What the numbers are called that may be set into the words; how to say one rounded is told once for all."""
    known = usable(opened.report.kind, opened.content, opened.numbers)
    return sorted(label for label, ask in known.items() if ask.form != "rough")


def _versions_of(opened: Opened, passage: str) -> list[Wording]:
    return [one for one in opened.versions if passage in ("", one.passage)]


def _as_read(opened: Opened, kept: list[Wording]) -> list[dict[str, Any]]:
    """Versions with their live numbers filled in as the records have them now."""
    return [{"version": one, "as_read": read_out(one.text, opened.numbers)} for one in kept]


def _frame(opened: Opened) -> dict[str, Any]:
    report = opened.report
    title = f"{outline(report.kind).label}: {opened.branch.name}"
    return {
        "report": report,
        "title": title,
        "branch": opened.branch,
        "period": report.period,
        "crumbs": [
            {"label": _("Báo cáo"), "url": reverse("reports:list")},
            {"label": f"{opened.branch.name}, {report.period.label}"},
        ],
    }


def _at(opened: Opened, passage: str) -> str:
    return f"{opened.report.get_absolute_url()}#doan-{passage}"
