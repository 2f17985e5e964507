"""The summary book of a unit with its fund: on screen, paper and sheet; an entry made, cancelled."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.base.sheets.writing import Value
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.dues.actions.fund import NewEntry, cancel_entry, record_entries
from chibo.dues.actions.printing import take_out_book
from chibo.dues.forms.collecting import CancelForm
from chibo.dues.forms.fund import EntryForm
from chibo.dues.models import BY_HAND, HANDED_OVER, EntryKind, FundEntry
from chibo.dues.papers import fund_paper
from chibo.dues.queries.fund import FundBook, entries_of, fund_book, handed_over_here, may_spend
from chibo.dues.queries.reach import entry_visible_to
from chibo.dues.rules.permits import may_collect
from chibo.dues.views.fetching import (
    FIRST_YEAR,
    PAGE_LENGTH,
    books_or_404,
    frame,
    kept_or_404,
)
from chibo.organisations.queries.tree import branch, organisation_of
from chibo.rulebook.queries import code_list

_FORMS = ("docx", "pdf", "xlsx")


@require_safe
def fund(request: HttpRequest, org: int) -> HttpResponse:
    user, of = books_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    rows = entries_of(of.pk, year).order_by("-on", "-number")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = frame(user, of, "fund") | {
        "year": year,
        "years": year_segments(request.path, year),
        "book": fund_book(of.pk, year, timezone.localdate()),
        "may_spend": may_spend(of.pk),
        "by_hand": BY_HAND,
        "goes_out": (EntryKind.SPENT, *HANDED_OVER),
        "page": page,
        "merged": [
            {"name": name, "url": reverse("dues:fund", args=[key])}
            for key, name in handed_over_here(of)
        ],
        "lines": [(row, _purpose(row)) for row in page.object_list],
    }
    return render(request, "dues/fund.html", context)


def _purpose(row: FundEntry) -> str:
    return code_list("dues_spending").label(row.purpose) if row.purpose else ""


def enter(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = EntryForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        return record_entries(organisation_of(of), [NewEntry(**form.cleaned_data)], by=user)

    back = reverse("dues:fund", args=[of.pk])
    page = frame(user, of, "fund", {"label": _("Ghi thu, chi quỹ")}) | {
        "title": _("Ghi thu, chi quỹ đảng phí"),
        "lead": of.name,
        "note": _("Chỉ chi trong số được giữ lại. Hệ thống ghi sổ, không giữ tiền."),
        "submit": _("Ghi vào sổ"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã ghi vào sổ quỹ."), to=back)


def cancel(request: HttpRequest, entry_key: int) -> HttpResponse:
    user = signed_in(request)
    row = entry_visible_to(user, entry_key)
    if row is None or row.cancelled_on or row.kind not in BY_HAND:
        raise Http404
    if not may_collect(user, row.path):
        raise Http404
    of = branch(row.unit_id, row.on)
    form = CancelForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> FundEntry:
        told = form.cleaned_data
        return cancel_entry(row, told["on"], told["reason"], by=user)

    back = reverse("dues:fund", args=[of.pk])
    page = frame(user, of, "fund", {"label": _("Hủy dòng quỹ")}) | {
        "title": _("Hủy dòng quỹ số {number}").format(number=row.full_number),
        "lead": row.what,
        "note": _("Dòng giữ nguyên số và không tính nữa."),
        "submit": _("Hủy dòng này"),
        "back": back,
    }
    return fill_in(request, form, act, page, done=_("Đã hủy dòng quỹ."), to=back)


@require_safe
def fund_file(request: HttpRequest, org: int, form: str) -> HttpResponse:
    user, of = books_or_404(request, org)
    if form not in _FORMS:
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    book = fund_book(of.pk, year, timezone.localdate())
    told = _("sổ tổng hợp đảng phí năm {year}, .{form}").format(year=year, form=form)
    take_out_book(of, told, by=user)
    name = f"sổ tổng hợp đảng phí {of.short_name} {year}"
    if form != "xlsx":
        return sent_papers(fund_paper(of, year, book), name=name, ending=form)
    title = [f"{_('Sổ tổng hợp thu, nộp, chi đảng phí')} {year}", of.name]
    return sent_file(write_workbook([_sheet(book, title)]), name, "xlsx")


def _sheet(book: FundBook, title: list[str]) -> SheetSpec:
    names = (
        _("Dư đầu tháng"),
        _("Thu của đảng viên"),
        _("Nhận của cấp dưới"),
        _("Thu khác"),
        _("Được giữ lại"),
        _("Nộp cấp trên"),
        _("Nộp lũy kế"),
        book.went_label,
        _("Dư cuối tháng"),
    )
    columns = [Column(_("Tháng"), width=12), *(Column(name, "integer", 18) for name in names)]
    rows: list[list[Value]] = [
        [
            f"{one.month:%m/%Y}",
            one.opening,
            one.flow.paid,
            one.flow.received,
            one.flow.other,
            one.flow.kept,
            one.flow.handed_on,
            one.so_far,
            one.flow.went,
            one.closing,
        ]
        for one in book.months
    ]
    return SheetSpec(_("Sổ tổng hợp"), columns, rows, title)
