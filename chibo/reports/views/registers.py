"""Registers of an organisation in a period: as a page, on paper, as a workbook."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, period_asked
from chibo.base.periods import Period
from chibo.base.sending import sent_file, sent_papers
from chibo.members.rules import may_export
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_see_names
from chibo.organisations.tabs import crumbs, tabs
from chibo.reports.actions.registers import take_register_along
from chibo.reports.queries.reports import latest_half
from chibo.reports.registers import all_lines, registers
from chibo.reports.registers.declaring import Register
from chibo.reports.registers.papers import book_paper, book_workbook
from chibo.reports.views.statistics import periods_offered

_PAGE = 50


@require_safe
def page(request: HttpRequest, org: int, slug: str) -> HttpResponse:
    register, of, period = _asked(request, org, slug)
    user, on = signed_in(request), AsOf(timezone.localdate())
    found = Paginator(register.keys(of, period), _PAGE).get_page(request.GET.get("trang"))
    lines = register.rows(of, period, list(found))
    forms = reverse("reports:forms", args=[of.pk])
    context = {
        "register": register,
        "of": of,
        "period": period,
        "periods": periods_offered(period),
        "page": found,
        "lines": zip(range(found.start_index(), found.end_index() + 1), lines, strict=True)
        if lines
        else [],
        "heads": [(n, column) for n, column in enumerate(register.columns, start=2)],
        "total": register.total(of, period),
        "may_export": may_export(user, of),
        "tabs": tabs(user, of, on, "bieu-thong-ke"),
        "crumbs": [
            *crumbs(user, of, on, itself=True),
            {"label": _("Biểu thống kê"), "url": f"{forms}?ky={period.code}"},
            {"label": register.title},
        ],
    }
    return render(request, "reports/register.html", context)


@require_safe
def file(request: HttpRequest, org: str, slug: str, ending: str) -> HttpResponse:
    register, of, period = _asked(request, int(org), slug)
    lines = all_lines(register, of, period)
    told = f"{register.form} {period.code}: {len(lines)}"
    take_register_along(of, told, by=signed_in(request))
    name = f"{register.title} {of.short_name} {period.code}"
    if ending == "xlsx":
        return sent_file(book_workbook(register, of, period, lines), name, ending)
    return sent_papers(book_paper(register, of, period, lines), name=name, ending=ending)


def _asked(request: HttpRequest, org: int, slug: str) -> tuple[Register, Branch, Period]:
    """The unit as it stood at the period's end; 404 for who reads no names there."""
    user, today = signed_in(request), timezone.localdate()
    period = period_asked(request) or latest_half(today)
    of = branch_visible_to(user, org, min(period.last, today))
    register = registers().get(slug)
    if of is None or register is None or not may_see_names(user, of):
        raise Http404
    return register, of, period
