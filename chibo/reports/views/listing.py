"""/bao-cao: the reports at hand, and beginning one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import BadDay, period_asked
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders
from chibo.organisations.queries.tree import branches
from chibo.reports.actions.writing import begin_report
from chibo.reports.forms.writing import BeginForm, TermForm
from chibo.reports.frozen.below import reporting_units_of
from chibo.reports.models import Report, Stage
from chibo.reports.outlines import kinds_of, outline
from chibo.reports.queries.reports import latest_half, report_periods, visible_to
from chibo.reports.views.submissions_fetching import TONES


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """`ky` chooses the period, `tu` and `den` the days of a term, `dv` the organisation that is offered first."""
    period = _term(request) or period_asked(request) or latest_half(timezone.localdate())
    asked = request.GET.get("dv", "")
    form = BeginForm(None, user=signed_in(request), period=period, organisation=asked)
    return _page(request, form, period)


def _term(request: HttpRequest) -> Period | None:
    """The days of a term as people type them."""
    form = TermForm(request.GET or None)
    return Period(**form.cleaned_data) if "tu" in request.GET and form.is_valid() else None


def begin(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("reports:list")
    user, period = signed_in(request), _posted(request)
    form = BeginForm(request.POST, user=user, period=period)
    if not form.is_valid():
        return _page(request, form, period)
    organisation = Organisation.objects.get(pk=form.cleaned_data["organisation"])
    kind = form.cleaned_data["kind"]
    begun = visible_to(user).filter(
        organisation=organisation, kind=kind, first_day=period.first, last_day=period.last
    )
    if report := begun.first():
        messages.success(request, _("Báo cáo của kỳ này đã lập từ trước."))
        return redirect(report)
    try:
        report = begin_report(organisation, kind, period, by=user)
    except (Refusal, ValidationError) as problem:
        form.add_error(
            None, problem.messages if isinstance(problem, ValidationError) else str(problem)
        )
        return _page(request, form, period)
    messages.success(
        request, _("Đã lập bản nháp. Số liệu lấy từ hồ sơ, bấm vào số để xem danh sách.")
    )
    return redirect(report)


def _page(request: HttpRequest, form: BeginForm, period: Period) -> HttpResponse:
    user = signed_in(request)
    listed = list(visible_to(user).select_related("updated_by").prefetch_related("submissions"))
    context = {
        "form": form,
        "term": TermForm(request.GET if "tu" in request.GET else None),
        "never": not holders(user, Power.REPORT),
        "period": period,
        "years": _offered(report_periods(user), period),
        "rows": _rows(listed),
        "desks": _desks(user, period),
        "crumbs": [{"label": _("Báo cáo")}],
    }
    return render(request, "reports/list.html", context)


def _desks(user: User, period: Period) -> list[dict[str, str]]:
    """Where the user receives reports of such a period from units below."""
    kinds, today = kinds_of(period), timezone.localdate()
    places = branches(holders(user, Power.APPROVE), min(period.last, today)) if kinds else {}
    return [
        {
            "label": one.short_name,
            "url": f"{reverse('reports:roundup', args=[one.pk])}?ky={period.code}&loai={kinds[0]}",
        }
        for one in places.values()
        if reporting_units_of(one, kinds[0])
    ]


def _offered(years: dict[int, list[Period]], chosen: Period) -> dict[int, list[Period]]:
    """The period asked for is offered even when it lies outside the books."""
    of_year = years.get(chosen.first.year, [])
    return years if chosen in of_year else years | {chosen.first.year: [*of_year, chosen]}


def _rows(listed: list[Report]) -> list[dict[str, Any]]:
    """Each report under the name its organisation had on the last day; two questions for all."""
    names: dict[tuple[int, object], str] = {}
    for day in {report.last_day for report in listed}:
        keys = {report.organisation_id for report in listed if report.last_day == day}
        names |= {(key, day): one.name for key, one in branches(keys, day).items()}
    return [
        {
            "report": report,
            "kind": outline(report.kind).label,
            "organisation": names.get((report.organisation_id, report.last_day))
            or str(report.organisation),
            "handed": _handed(report),
        }
        for report in listed
    ]


def _handed(report: Report) -> dict[str, str] | None:
    """How far handing it in went, in the words and colour of its newest version."""
    newest = max(report.submissions.all(), key=lambda one: one.version, default=None)
    if newest is None:
        return None
    return {"label": newest.get_stage_display(), "tone": TONES[Stage(newest.stage)]}


def _posted(request: HttpRequest) -> Period:
    try:
        return Period.parse(request.POST.get("ky", ""))
    except ValueError as problem:
        raise BadDay(str(problem)) from None
