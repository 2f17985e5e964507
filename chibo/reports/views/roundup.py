"""What the units below handed in, and how it agrees with the own recount."""

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

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf, period_asked
from chibo.base.periods import Period
from chibo.members.due import is_at_work
from chibo.organisations.models import Organisation
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.reports.actions.receiving import call_in
from chibo.reports.forms.submissions import CallForm
from chibo.reports.frozen.below import Below
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.frozen.roundup import Roundup, names, roundup
from chibo.reports.models import FORMS, UNFINISHED, Call, Stage, Submission, kind_label
from chibo.reports.outlines import kinds_of
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import latest_half, report_periods
from chibo.reports.queries.submissions import (
    COUNTING,
    counting,
    newest_of,
    versions_below,
    visible_to,
)
from chibo.reports.rules.submissions import may_call, may_submit, usual_due_day
from chibo.reports.views.submissions_fetching import TONES

PAGE_LENGTH = 50


def page(request: HttpRequest, org: int) -> HttpResponse:
    """`ky` the period, `loai` the forms or a kind of report, `bieu` the form, `cot` its column; `het=1` shows
    lines without a number too, `don-vi=1` counts unit by unit where that is not done by itself."""
    user, period = signed_in(request), period_asked(request) or latest_half(timezone.localdate())
    of = _of_or_404(user, org, period)
    below = _below_or_404(of, period)
    kinds = _kinds(of, period, below)
    kind = _kind_of(request, kinds)
    call = Call.objects.filter(
        organisation=org, kind=kind, first_day=period.first, last_day=period.last
    ).first()
    calls = may_call(user, of)
    form = _call_form(request, call, period)
    if request.method == "POST":
        if not calls:
            raise Http404
        if form.is_valid() and _called(form, org, kind, period, user):
            messages.success(
                request, _("Đã yêu cầu các đơn vị nộp. Việc này hiện ở trang đầu của đơn vị.")
            )
            return redirect(_address(org, period, kind))
    context = _frame(user, of, period, kind, kinds) | {
        "call": call,
        "form": form if calls else None,
        **_units(request, below, of, kind),
        **(_lines(request, below, of) if kind == FORMS else {}),
    }
    return render(request, "reports/roundup.html", context)


def _kinds(of: Branch, period: Period, below: Below) -> list[str]:
    """What its units may hand in about it: forms by halves and years, reports where units write them."""
    reports = [kind for kind in kinds_of(period) if below.units_of(of, kind)]
    return [FORMS, *reports] if period.span in ("half", "year") or not reports else reports


def _kind_of(request: HttpRequest, known: Sequence[str]) -> str:
    asked = request.GET.get("loai", "")
    return asked if asked in known else known[0]


def _address(org: int, period: Period, kind: str, **more: object) -> str:
    told = {"ky": period.code, **({"loai": kind} if kind != FORMS else {}), **more}
    return f"{reverse('reports:roundup', args=[org])}?{urlencode(told)}"


def _of_or_404(user: User, org: int, period: Period) -> Branch:
    of = branch_visible_to(user, org, min(period.last, timezone.localdate()))
    if of is None:
        raise Http404
    return of


def _below_or_404(of: Branch, period: Period) -> Below:
    below = Below(Numbers(Organisation(pk=of.pk), period))
    if not below.units_of(of):
        raise Http404
    return below


def _call_form(request: HttpRequest, call: Call | None, period: Period) -> CallForm:
    start = call.due_on if call else usual_due_day(period)
    return CallForm(request.POST if request.method == "POST" else None, initial={"due_on": start})


def _called(form: CallForm, org: int, kind: str, period: Period, user: User) -> Call | None:
    organisation, due_on = Organisation.objects.get(pk=org), form.cleaned_data["due_on"]
    return carried_out(form, lambda: call_in(organisation, kind, period, due_on, by=user))


def _units(request: HttpRequest, below: Below, of: Branch, kind: str) -> dict[str, Any]:
    """How far every unit is, those that have not sent first. Drafts are shown to nobody above but who may hand in
    for the unit."""
    units, period = below.units_of(of, kind), below.numbers.period
    read = visible_to(signed_in(request))
    handed = list(versions_below([one.pk for one in units], kind, period, read))
    newest = newest_of(handed)
    if kind == FORMS:
        below.sent = counting(handed)  # who sees the figures here reads what every unit handed in
    rows = sorted((_unit_row(one, newest.get(one.pk)) for one in units), key=_how_far)
    for row in rows:
        row["ended"] = not below.stands(row["unit"])
        if not row["stage"] and may_submit(signed_in(request), row["unit"]):
            row["url"] = _own_page(row["unit"], period, kind)
    sent = sum(row["counts"] for row in rows)
    return {
        "units": Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang")),
        "sent": sent,
        "accepted": sum(row["stage"] == Stage.ACCEPTED for row in rows),
        "returned": sum(row["stage"] == Stage.RETURNED for row in rows),
        "missing": len(rows) - sent,
    }


def _own_page(unit: Branch, period: Period, kind: str) -> str:
    """Where who may hand in for a unit begins, though it has ended since."""
    if kind == FORMS:
        return f"{reverse('reports:forms', args=[unit.pk])}?ky={period.code}"
    return f"{reverse('reports:list')}?dv={unit.pk}&ky={period.code}"


def _how_far(row: dict[str, Any]) -> int:
    order: list[str] = ["", *UNFINISHED[:2], Stage.RETURNED, Stage.SUBMITTED, Stage.ACCEPTED]
    return order.index(row["stage"])


def _unit_row(unit: Branch, newest: Submission | None) -> dict[str, Any]:
    if newest is None:
        return {"unit": unit, "stage": "", "counts": False, "label": _("Chưa nộp"), "tone": ""}
    return {
        "unit": unit,
        "stage": newest.stage,
        "counts": newest.stage in COUNTING,
        "label": newest.get_stage_display(),
        "tone": TONES[Stage(newest.stage)],
        "url": newest.get_absolute_url(),
        "version": newest.version,
        "at": newest.submitted_at,
        "problems": len(newest.problems),
    }


def _lines(request: HttpRequest, below: Below, of: Branch) -> dict[str, Any]:
    period = below.numbers.period
    declared = forms_of(period)
    form = next((one for one in declared if one.slug == request.GET.get("bieu")), declared[0])
    by_unit = is_at_work(of) or "don-vi" in request.GET
    column = request.GET.get("cot", "0")
    found = roundup(form, below, int(column) if column.isdecimal() else 0, by_unit=by_unit)
    rows = _rows(found)
    told = [row for row in rows if row["sum"].sent or row["sum"].own or row["sum"].gap]
    base = _address(of.pk, period, FORMS, bieu=form.slug, cot=found.column)
    return {
        "chosen": form,
        "choices": [
            {
                "label": one.code,
                "url": _address(of.pk, period, FORMS, bieu=one.slug),
                "current": one.slug == form.slug,
            }
            for one in declared
        ],
        "columns": _columns(found, of, period),
        "rows": rows if "het" in request.GET else told,
        "empty": 0 if "het" in request.GET else len(rows) - len(told),
        "all_url": f"{base}&het=1",
        "differ": found.differ.get(found.column, 0),
        "whole": found.below.whole,
        "by_unit": by_unit,
        "by_unit_url": f"{base}&don-vi=1",
    }


def _columns(found: Roundup, of: Branch, period: Period) -> list[dict[str, Any]]:
    """Those that add up, where there are several; how many lines differ in each."""
    form = found.filled.form
    return [
        {
            "label": _column_label(form.columns[at].label, found.differ[at]),
            "url": _address(of.pk, period, FORMS, bieu=form.slug, cot=at),
            "current": at == found.column,
        }
        for at in found.columns
        if len(found.columns) > 1
    ]


def _column_label(label: str, differ: int) -> str:
    return _("{column}: {n} lệch").format(column=label, n=differ) if differ else label


def _rows(found: Roundup) -> list[dict[str, Any]]:
    called = names(found.below.units)
    return [
        {
            "line": line,
            "sum": found.sums[line.id],
            "url": found.filled.values[line.id][found.column].url if found.below.whole else "",
            "apart": [
                {"name": called[one.unit], "sent": one.sent, "now": one.now}
                for one in found.apart.get(line.id, ())
            ],
        }
        for line in found.filled.lines
        if line.id in found.sums
    ]


def _frame(
    user: User, of: Branch, period: Period, kind: str, kinds: Sequence[str]
) -> dict[str, Any]:
    on = AsOf(timezone.localdate())
    own = reverse("reports:forms", args=[of.pk])
    back = {"label": _("Biểu thống kê"), "url": f"{own}?ky={period.code}"}
    if kind != FORMS:
        back = {"label": _("Báo cáo"), "url": reverse("reports:list")}
    return {
        "of": of,
        "period": period,
        "is_forms": kind == FORMS,
        "kind": kind,
        "kinds": [
            {
                "label": kind_label(one),
                "url": _address(of.pk, period, one),
                "current": one == kind,
            }
            for one in kinds
        ],
        "years": _periods(user, period),
        "tabs": tabs(user, of, on, "bieu-thong-ke"),
        "crumbs": [*crumbs(user, of, on, itself=True), back, {"label": _("Tổng hợp")}],
    }


def _periods(user: User, chosen: Period) -> dict[int, list[Period]]:
    """Year → its periods; the one asked for is offered even when it lies outside the books."""
    years = report_periods(user)
    of_year = years.get(chosen.first.year, [])
    return years if chosen in of_year else years | {chosen.first.year: [*of_year, chosen]}
