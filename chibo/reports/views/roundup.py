"""What the units below handed in, and how it agrees with the own recount."""

from typing import Any

from django.contrib import messages
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
from chibo.reports.frozen.between import reporting_units_of, sent_of
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.frozen.roundup import names, roundup
from chibo.reports.models import FORMS, Call, Stage, Submission
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import latest_half
from chibo.reports.queries.submissions import COUNTING, newest_of, visible_to
from chibo.reports.rules.submissions import may_call, usual_due_day
from chibo.reports.views.statistics import periods_offered
from chibo.reports.views.submissions_fetching import TONES


def page(request: HttpRequest, org: int) -> HttpResponse:
    """`ky` the period, `bieu` the form; `don-vi=1` counts unit by unit where that is not done by itself."""
    user, period = signed_in(request), period_asked(request) or latest_half(timezone.localdate())
    of = _of_or_404(user, org, period)
    call = Call.objects.filter(
        organisation=org, kind=FORMS, first_day=period.first, last_day=period.last
    ).first()
    calls = may_call(user, of)
    form = _call_form(request, call, period)
    if request.method == "POST":
        if not calls:
            raise Http404
        if form.is_valid() and _called(form, org, period, user):
            messages.success(
                request, _("Đã yêu cầu các đơn vị nộp. Việc này hiện ở trang đầu của đơn vị.")
            )
            return redirect(f"{reverse('reports:roundup', args=[org])}?ky={period.code}")
    context = _frame(user, of, period) | {
        "call": call,
        "form": form if calls else None,
        **_units(user, of, period),
        **_lines(request, of, period),
    }
    return render(request, "reports/roundup.html", context)


def _of_or_404(user: User, org: int, period: Period) -> Branch:
    of = branch_visible_to(user, org, min(period.last, timezone.localdate()))
    if of is None or not reporting_units_of(of):
        raise Http404
    return of


def _call_form(request: HttpRequest, call: Call | None, period: Period) -> CallForm:
    start = call.due_on if call else usual_due_day(period)
    return CallForm(request.POST if request.method == "POST" else None, initial={"due_on": start})


def _called(form: CallForm, org: int, period: Period, user: User) -> Call | None:
    organisation, due_on = Organisation.objects.get(pk=org), form.cleaned_data["due_on"]
    return carried_out(form, lambda: call_in(organisation, FORMS, period, due_on, by=user))


def _units(user: User, of: Branch, period: Period) -> dict[str, Any]:
    """How far every unit is. Drafts are shown to nobody above but who may hand in for the unit."""
    units = reporting_units_of(of)
    newest = newest_of([one.pk for one in units], FORMS, period)
    seen = set(
        visible_to(user).filter(pk__in=[s.pk for s in newest.values()]).values_list("pk", flat=True)
    )
    rows = [_unit_row(one, newest.get(one.pk), seen) for one in units]
    sent = [row for row in rows if row["counts"]]
    return {
        "units": rows,
        "sent": len(sent),
        "accepted": sum(row["stage"] == Stage.ACCEPTED for row in rows),
        "returned": sum(row["stage"] == Stage.RETURNED for row in rows),
        "missing": len(rows) - len(sent),
    }


def _unit_row(unit: Branch, newest: Submission | None, seen: set[int]) -> dict[str, Any]:
    if newest is None or (newest.pk not in seen):
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


def _lines(request: HttpRequest, of: Branch, period: Period) -> dict[str, Any]:
    declared = forms_of(period)
    form = next((one for one in declared if one.slug == request.GET.get("bieu")), declared[0])
    numbers = Numbers(Organisation.objects.get(pk=of.pk), period)
    units = reporting_units_of(of)
    by_unit = is_at_work(of) or "don-vi" in request.GET
    found = roundup(form, sent_of(units, numbers, form.slug), numbers, by_unit=by_unit)
    called = names(units)
    rows: list[dict[str, Any]] = [
        {
            "line": line,
            "sum": found.sums[line.id],
            "url": found.filled.values[line.id][0].url,
            "apart": [
                {"name": called[one.unit], "sent": one.sent, "now": one.now}
                for one in found.apart.get(line.id, ())
            ],
        }
        for line in found.filled.lines
        if line.id in found.sums
    ]
    base = f"{reverse('reports:roundup', args=[of.pk])}?ky={period.code}"
    return {
        "chosen": form,
        "choices": [
            {"label": one.code, "url": f"{base}&bieu={one.slug}", "current": one.slug == form.slug}
            for one in declared
        ],
        "rows": rows,
        "differ": sum(bool(row["sum"].gap) for row in rows),
        "by_unit": by_unit,
        "by_unit_url": f"{base}&bieu={form.slug}&don-vi=1",
    }


def _frame(user: User, of: Branch, period: Period) -> dict[str, Any]:
    on = AsOf(timezone.localdate())
    own = reverse("reports:forms", args=[of.pk])
    return {
        "of": of,
        "period": period,
        "periods": periods_offered(period),
        "tabs": tabs(user, of, on, "bieu-thong-ke"),
        "crumbs": [
            *crumbs(user, of, on, itself=True),
            {"label": _("Biểu thống kê"), "url": f"{own}?ky={period.code}"},
            {"label": _("Tổng hợp")},
        ],
    }
