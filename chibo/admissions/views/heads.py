"""Village heads: the list frozen at the start of a year, who of it joined, who leads both cell and village."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.admissions.actions.heads import freeze_heads, withdraw_cohort
from chibo.admissions.forms.courses import ReasonForm
from chibo.admissions.forms.targets import FreezeForm
from chibo.admissions.models import HeadCohort
from chibo.admissions.queries.heads import (
    cohorts_in,
    frozen_with_day,
    heads_outside,
    led,
    villages,
)
from chibo.admissions.rules.heads import may_keep_cohorts
from chibo.admissions.views.fetching import allowed_or_404, branch_or_404, today
from chibo.admissions.views.filling import fill_in
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.figures import Scope, figure, number_url, read_together
from chibo.base.views.filling_in import posted
from chibo.organisations.models import Organisation

PAGE_LENGTH = 50
_NUMBERS = (
    "village_heads_admitted",
    "villages_secretary_is_head",
    "places_without_members",
    "places_without_cell",
)


@require_safe
def heads(request: HttpRequest, org: int) -> HttpResponse:
    page = Pipeline.asked(request, org)
    year = page.year()
    cohorts = list(cohorts_in(page.of, year))
    paged = Paginator(villages(page.of).order_by("path", "name_folded", "pk"), PAGE_LENGTH)
    shown = paged.get_page(request.GET.get("trang"))
    listed = _frozen(page, year) if page.sees_names else []
    context = page.frame("heads") | {
        "year": year,
        "years": page.years("heads", list(range(page.on.year - 4, page.on.year + 1))),
        "numbers": _numbers(page, year),
        "cohorts": cohorts,
        "own": next((one for one in cohorts if one.area_id == page.of.pk), None),
        "rows": listed[:PAGE_LENGTH],
        "all_url": _whole_list(page, year) if len(listed) > PAGE_LENGTH else "",
        "waiting": heads_outside(page.of).count() if not cohorts else 0,
        "page": shown,
        "villages": led(list(shown.object_list), page.on, names=page.sees_names),
        "wide": any(one.area_id != page.of.pk for one in shown.object_list) and not page.of.is_cell,
        "may_freeze": page.may_keep and not page.of.is_cell and not cohorts,
    }
    return render(request, "admissions/heads.html", context)


def _numbers(page: Pipeline, year: int) -> list[dict[str, Any]]:
    scopes = [
        Scope(page.of, page.on, key=str(year) if name == "village_heads_admitted" else "")
        for name in _NUMBERS
    ]
    labels = [
        _("Trưởng bản đã kết nạp trong danh sách chốt"),
        _("Bí thư đồng thời là trưởng bản"),
        _("Địa bàn chưa có đảng viên"),
        _("Địa bàn chưa có chi bộ"),
    ]
    asked = [(figure(name), scope) for name, scope in zip(_NUMBERS, scopes, strict=True)]
    return [
        {
            "label": label,
            "value": one.value,
            "base": one.base,
            "reason": one.reason,
            "url": number_url(one.figure.id, one.scope),
        }
        for label, one in zip(labels, read_together(asked), strict=True)
    ]


def _frozen(page: Pipeline, year: int) -> list[dict[str, Any]]:
    """One more than stand here, to know whether there are."""
    rows = frozen_with_day(page.of, year, page.on)[: PAGE_LENGTH + 1]
    return [
        {
            "name": row.person.full_name,
            "url": row.person.get_absolute_url(),
            "place": row.place.name,
            "admitted_on": row.admitted_on,
        }
        for row in rows
    ]


def _whole_list(page: Pipeline, year: int) -> str:
    """The page that lists everybody."""
    return number_url("village_heads_admitted", Scope(page.of, page.on, key=str(year)))


def freeze(request: HttpRequest, org: int) -> HttpResponse:
    """Freeze the list of the year asked about for this area."""
    page = Pipeline.asked(request, org)
    allowed_or_404(page.may_keep and not page.of.is_cell)
    year = page.year()
    form = FreezeForm(posted(request), initial={"on": date(year, 1, 1)})
    area = Organisation.objects.get(pk=page.of.pk)
    title = _("Chốt danh sách trưởng bản chưa là đảng viên năm {year}").format(year=year)
    return fill_in(
        request,
        form,
        lambda: freeze_heads([area], year, form.cleaned_data["on"], by=signed_in(request)),
        done=lambda made: _("Đã chốt danh sách {n} người.").format(n=made[0].heads.count()),
        back=page.url("heads", nam=year),
        page=page.step("heads", title) | {"lead": page.of.name, "submit": _("Chốt danh sách")},
    )


def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The list was frozen by mistake, or before all offices were entered."""
    cohort = get_object_or_404(HeadCohort, pk=key)
    area = branch_or_404(request, cohort.area_id, today())
    allowed_or_404(may_keep_cohorts(signed_in(request), area))
    form = ReasonForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: withdraw_cohort(cohort, form.cleaned_data["reason"], by=signed_in(request)),
        done=_("Đã hủy danh sách đã chốt; nhật ký giữ lại danh sách cùng lý do."),
        back=f"{reverse('admissions:heads', args=[area.pk])}?nam={cohort.year}",
        page={
            "title": _("Hủy danh sách trưởng bản đã chốt năm {year}").format(year=cohort.year),
            "lead": area.name,
            "submit": _("Hủy danh sách"),
            "crumbs": Pipeline(request, signed_in(request), area, today()).frame("heads")["crumbs"],
        },
    )
