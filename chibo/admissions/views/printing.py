"""The forms of one case, or one form for many cases, as .docx and PDF."""

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
from chibo.admissions.actions.printing import print_forms
from chibo.admissions.papers.declaring import Form, forms
from chibo.admissions.papers.filling import papers_of
from chibo.admissions.queries.cases import case_visible_to, cases_of, open_on, with_stage
from chibo.admissions.rules.printing import may_print_form
from chibo.admissions.views.fetching import named_or_404, today
from chibo.base.addresses import key_of
from chibo.base.sending import sent_papers
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.tabs import crumbs

MOST_AT_ONCE = 50


@require_safe
def case_forms(request: HttpRequest, key: int) -> HttpResponse:
    """Every form of a case, each to take away."""
    user, case = _printable_case(request, key)
    groups = [
        {"title": title, "forms": [one for one in _forms(user, case.path) if one.phase == phase]}
        for phase, title in _phases().items()
    ]
    context = {
        "case": case,
        "groups": groups,
        "crumbs": [
            {"label": case.cell_name, "url": reverse("organisations:page", args=[case.cell_key])},
            {"label": case.person.full_name, "url": case.get_absolute_url()},
            {"label": _("In mẫu"), "url": ""},
        ],
    }
    return render(request, "admissions/case_forms.html", context)


@require_safe
def case_paper(request: HttpRequest, key: int, code: str, ending: str) -> HttpResponse:
    user, case = _printable_case(request, key)
    return _sent(user, [case], _form(code), ending)


@require_safe
def many_forms(request: HttpRequest, org: int) -> HttpResponse:
    """Choose a form, then the cases it is printed for."""
    user, of = named_or_404(request, org, today())
    if not has_power(user, Power.EXPORT, of.path):
        raise Http404
    offered = _forms(user, of.path)
    asked = request.GET.get("mau", "")
    chosen = next((one for one in offered if one.code == asked), offered[0])
    rows = with_stage(open_on(cases_of(of), of.on), of.on).select_related("person")
    page = Paginator(rows.order_by("person__name_sort", "pk"), MOST_AT_ONCE)
    context = {
        "of": of,
        "offered": offered,
        "chosen": chosen,
        "page": page.get_page(request.GET.get("trang")),
        "crumbs": [
            *crumbs(user, of, today(), itself=True),
            {"label": _("Phát triển đảng"), "url": reverse("admissions:board", args=[of.pk])},
            {"label": _("In mẫu hồ sơ"), "url": ""},
        ],
    }
    return render(request, "admissions/many_forms.html", context)


@require_safe
def many_papers(request: HttpRequest, org: int, code: str, ending: str) -> HttpResponse:
    """One file with a paper for each case chosen (`ho-so`), in the order of names."""
    user, of = named_or_404(request, org, today())
    keys = [key for text in request.GET.getlist("ho-so") if (key := key_of(text))][:MOST_AT_ONCE]
    rows = with_stage(cases_of(of), of.on).filter(pk__in=keys)
    cases = list(
        rows.select_related("person", "admission__paper", "recognition__paper").order_by(
            "person__name_sort", "pk"
        )
    )
    if not cases:
        raise Http404
    return _sent(user, cases, _form(code), ending)


def _sent(user: User, cases: list[Any], form: Form, ending: str) -> HttpResponse:
    if not all(may_print_form(user, case.path, form) for case in cases):
        raise Http404
    day = timezone.localdate()
    papers = [paper for case in cases for paper in papers_of(form, case, day)]
    of = cases[0].person.full_name if len(cases) == 1 else str(len(cases))
    answer = sent_papers(*papers, name=f"{form.form} {form.title} {of}", ending=ending)
    print_forms(cases, form, ending, by=user)
    return answer


def _printable_case(request: HttpRequest, key: int) -> tuple[User, Any]:
    user = signed_in(request)
    case = case_visible_to(user, key, timezone.localdate())
    if case is None or not has_power(user, Power.EXPORT, case.path):
        raise Http404
    return user, case


def _phases() -> dict[str, str]:
    return {"admission": _("Hồ sơ kết nạp"), "recognition": _("Hồ sơ công nhận chính thức")}


def _forms(user: User, path: str) -> list[Form]:
    return [form for form in forms().values() if may_print_form(user, path, form)]


def _form(code: str) -> Form:
    if code not in forms():
        raise Http404
    return forms()[code]
