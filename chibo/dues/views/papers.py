"""Receipts on the screen and on paper; the year book and the report as paper and as workbooks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.asof import BadDay
from chibo.base.periods import Period
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.base.views.years import asked_year
from chibo.dues.actions.printing import print_receipt, print_remittance, take_out_book
from chibo.dues.papers import book_paper, receipt_paper, remittance_paper, report_paper
from chibo.dues.queries.books import year_book
from chibo.dues.queries.months import months_of_year
from chibo.dues.queries.report import child_lines, report_lines
from chibo.dues.rules.permits import may_collect, may_read_dues
from chibo.dues.views.fetching import (
    FIRST_YEAR,
    books_or_404,
    counted_books_or_404,
    frame,
    payment_or_404,
    person_frame,
    person_or_404,
    remittance_or_404,
)
from chibo.members.queries.counting import Counts
from chibo.organisations.queries.tree import Branch, branch

_FORMS = ("docx", "pdf")
_BOOKS = (*_FORMS, "xlsx")


@require_safe
def receipt(request: HttpRequest, payment_key: int) -> HttpResponse:
    user, payment = payment_or_404(request, payment_key)
    _user, person, stay = person_or_404(request, payment.person_id)
    context = person_frame(user, person, stay, {"label": payment.full_number}) | {
        "payment": payment,
        "months": payment.months.order_by("month"),
        "cell": branch(payment.cell_id, payment.paid_on),
        "may_cancel": may_collect(user, stay.path) and not payment.cancelled_on,
    }
    return render(request, "dues/receipt.html", context)


@require_safe
def receipt_file(request: HttpRequest, payment_key: int, form: str) -> HttpResponse:
    user, payment = payment_or_404(request, payment_key)
    if form not in _FORMS:
        raise Http404
    paper = receipt_paper(payment, branch(payment.cell_id, payment.paid_on))
    answer = sent_papers(
        paper, name=f"phiếu thu đảng phí {payment.number} {payment.year}", ending=form
    )
    print_receipt(payment, form, by=user)
    return answer


@require_safe
def remittance_file(request: HttpRequest, remittance_key: int, form: str) -> HttpResponse:
    user, row = remittance_or_404(request, remittance_key)
    if form not in _FORMS:
        raise Http404
    paper = remittance_paper(
        row, branch(row.unit_id, row.handed_on), branch(row.receiver_id, row.handed_on)
    )
    answer = sent_papers(paper, name=f"phiếu nộp đảng phí {row.number} {row.year}", ending=form)
    print_remittance(row, form, by=user)
    return answer


@require_safe
def book_file(request: HttpRequest, org: int, form: str) -> HttpResponse:
    user, of = books_or_404(request, org)
    if form not in _BOOKS:
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    lines = year_book(of, year)
    name = f"sổ thu đảng phí {of.short_name} {year}"
    take_out_book(
        of, _("sổ thu đảng phí năm {year}, .{form}").format(year=year, form=form), by=user
    )
    if form != "xlsx":
        return sent_papers(book_paper(of, year, lines), name=name, ending=form)
    columns = [
        Column(_("Họ và tên"), width=28),
        *(Column(f"{month:%m/%Y}", "integer", 12) for month in months_of_year(year)),
        Column(_("Phải đóng"), "integer", 14),
        Column(_("Đã đóng"), "integer", 14),
    ]
    rows = [
        [line.name, *(one[1] if one else None for one in line.months), line.due, line.paid]
        for line in lines
    ]
    title = [f"{_('Sổ thu đảng phí')} {year}", of.name]
    return sent_file(write_workbook([SheetSpec(_("Sổ thu"), columns, rows, title)]), name, "xlsx")


# ---------------------------------------------------------- the report


@require_safe
def report(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_books_or_404(request, org)
    period = _period(request)
    lines, below = Counts.now(of).counted(
        ("dues report", period.first, period.last),
        lambda: (report_lines(of, period), child_lines(of, period)),
    )
    context = frame(user, of, "report") | {
        "period": period,
        "periods": _periods(request.path, period),
        "lines": lines,
        "below": below,
        "may_print": may_read_dues(user, of.path),
    }
    return render(request, "dues/report.html", context)


@require_safe
def report_file(request: HttpRequest, org: int, form: str) -> HttpResponse:
    user, of = books_or_404(request, org)
    if form not in _BOOKS:
        raise Http404
    period = _period(request)
    lines, below = report_lines(of, period), child_lines(of, period)
    name = f"thu nộp đảng phí {of.short_name} {period.code}"
    told = _("báo cáo thu nộp {period}, .{form}").format(period=period.label, form=form)
    take_out_book(of, told, by=user)
    if form != "xlsx":
        return sent_papers(report_paper(of, period, lines, below), name=name, ending=form)
    return sent_file(write_workbook(_sheets(of, period, lines, below)), name, "xlsx")


def _sheets(of: Branch, period: Period, lines: Any, below: Any) -> list[SheetSpec]:
    title = [_("Báo cáo thu, nộp đảng phí {period}").format(period=period.label), of.name]
    whole = SheetSpec(
        _("Báo cáo"),
        [
            Column(_("Mã số"), width=8),
            Column(_("Chỉ tiêu"), width=60),
            Column(_("Đơn vị tính"), width=12),
            Column(_("Kỳ này"), "integer", 18),
            Column(_("Lũy kế từ đầu năm"), "integer", 18),
        ],
        [[one.code, one.label, one.unit, one.value, one.so_far] for one in lines],
        title,
    )
    names = (_("Phải thu"), _("Đã thu"), _("Giữ lại"), _("Đã nộp"))
    units = SheetSpec(
        _("Đơn vị trực thuộc"),
        [Column(_("Đơn vị"), width=40), *(Column(name, "integer", 16) for name in names)],
        [[one.name, one.due, one.collected, one.kept, one.handed_on] for one in below],
        title,
    )
    return [whole, units] if below else [whole]


def _period(request: HttpRequest) -> Period:
    """`ky=2026-Q3`, `2026-H1` or `2026`; else the quarter that is over."""
    if asked := request.GET.get("ky", ""):
        try:
            period = Period.parse(asked)
        except ValueError as problem:
            raise BadDay(str(problem)) from problem
        if period.first.year < FIRST_YEAR:
            raise BadDay(_("Sổ đảng phí có từ năm {year}.").format(year=FIRST_YEAR))
        return period
    today = timezone.localdate()
    quarter = (today.month - 1) // 3
    return Period.quarter(today.year, quarter) if quarter else Period.quarter(today.year - 1, 4)


def _periods(path: str, period: Period) -> list[dict[str, Any]]:
    year = period.last.year
    wanted = [
        *(
            (f"{year}-Q{n}", _("Quý {n}").format(n=("I", "II", "III", "IV")[n - 1]))
            for n in range(1, 5)
        ),
        (f"{year}-H1", _("6 tháng đầu")),
        (f"{year}-H2", _("6 tháng cuối")),
        (f"{year}", _("Năm {year}").format(year=year)),
        (f"{year - 1}", _("Năm {year}").format(year=year - 1)),
    ]
    return [
        {"label": label, "url": f"{path}?ky={code}", "current": code == period.code}
        for code, label in wanted
    ]
