"""Statistical forms of an organisation: the list with what its checks say, one form, its paper and workbook."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, period_asked
from chibo.base.periods import Period
from chibo.base.sending import sent_file, sent_papers
from chibo.members.rules import may_export
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_see_names
from chibo.organisations.tabs import crumbs, tabs
from chibo.reports.actions.writing import take_form_along
from chibo.reports.frozen.below import Below
from chibo.reports.frozen.between import Gap, gaps
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.models import FORMS, Stage
from chibo.reports.queries.ending import ended_on
from chibo.reports.queries.late_entries import names_of
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import latest_half
from chibo.reports.queries.submissions import versions, visible_to
from chibo.reports.registers import registers
from chibo.reports.rules.submissions import may_submit
from chibo.reports.statistics import Form, form, slugs, version_on
from chibo.reports.statistics.building import disagreements, fill, fill_all, grid
from chibo.reports.statistics.papers import form_paper, form_workbook
from chibo.reports.views.submissions_fetching import TONES

YEARS_BACK = 5


@dataclass(frozen=True)
class Asked:
    """Whose forms of which period a request is about. `of` is the unit as it stood at the period's end."""

    of: Branch
    period: Period

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(Organisation(pk=self.of.pk), self.period)

    @cached_property
    def below(self) -> Below:
        return Below(self.numbers)

    def forms(self) -> list[Form]:
        return forms_of(self.period)


@require_safe
def overview(request: HttpRequest, org: int) -> HttpResponse:
    asked = _asked(request, org)
    filled = fill_all(asked.forms(), asked.numbers)
    rows = [
        {"form": one.form, "url": _url("reports:form", asked, one.form), "problems": one.problems}
        for one in filled
    ]
    context = _frame(request, asked) | {
        "rows": rows,
        "disagreements": disagreements(filled),
        "version": version_on(asked.period.last),
        "registers": _registers(request, asked),
        "outside": told_gaps(gaps(filled, asked.below), asked, signed_in(request)),
        **_handing_in(request, asked),
    }
    return render(request, "reports/forms.html", context)


def _registers(request: HttpRequest, asked: Asked) -> list[dict[str, str]]:
    """The books beside the forms, for those who may open them."""
    user, of, code = signed_in(request), asked.of, asked.period.code
    found = []
    if may_see_names(user, of):
        found = [
            {
                "form": one.form,
                "label": one.title,
                "url": f"{reverse('reports:register', args=[of.pk, one.slug])}?ky={code}",
            }
            for one in registers().values()
        ]
    dues = reverse("dues:report", args=[of.pk])
    told = {"form": "B01/ĐP", "label": _("Báo cáo thu, nộp đảng phí"), "url": f"{dues}?ky={code}"}
    return [*found, told]


def _handing_in(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """Where handing these forms in stands, for who does it and for who reads what was handed in."""
    user = signed_in(request)
    rows = versions(asked.of.pk, FORMS, asked.period)
    newest = rows.filter(pk__in=visible_to(user).values("pk")).first()
    return {
        "handed": newest,
        "tone": TONES[Stage(newest.stage)] if newest else "",
        "may_begin": newest is None and may_submit(user, asked.of),
        "has_units": bool(asked.below.units_of(asked.of)),
    }


def told_gaps(found: list[Gap], asked: Asked, user: User) -> list[dict[str, Any]]:
    """Checks with what was handed in, naming who causes them where names may be read."""
    named = has_power(user, Power.SEE_NAMES, asked.of.path)
    keys = {key for gap in found for key in (*gap.came, *gap.went)} if named else set()
    people = names_of(keys, asked.of.on)
    return [
        {
            "sentence": gap.sentence,
            "came": [people[key] for key in gap.came if key in people],
            "went": [people[key] for key in gap.went if key in people],
        }
        for gap in found
    ]


@require_safe
def page(request: HttpRequest, org: int, slug: str) -> HttpResponse:
    asked = _asked(request, org)
    filled = fill(_form_or_404(asked, slug), asked.numbers)
    context = _frame(request, asked, filled.form) | {
        "form": filled.form,
        "grid": grid(filled),
        "problems": filled.problems,
        "may_export": may_export(signed_in(request), asked.of),
        "papers": [
            {"label": label, "url": _url("reports:form_file", asked, filled.form, ending)}
            for label, ending in ((_("In PDF"), "pdf"), (_("Tải .xlsx"), "xlsx"))
        ],
    }
    return render(request, "reports/form.html", context)


@require_safe
def file(request: HttpRequest, org: str, slug: str, ending: str) -> HttpResponse:
    asked = _asked(request, int(org))
    filled = fill(_form_or_404(asked, slug), asked.numbers)
    take_form_along(asked.of, f"{filled.form.code} {asked.period.code}", by=signed_in(request))
    name = f"bieu {filled.form.code} {asked.of.name} {asked.period.code}"
    if ending == "xlsx":
        return sent_file(form_workbook(filled, asked.of.name, asked.period), name, ending)
    return sent_papers(form_paper(filled, asked.of, asked.period), name=name, ending=ending)


def _asked(request: HttpRequest, org: int) -> Asked:
    """Without a period the half-year that was over last; of a unit that ended, over before its end."""
    user, today, asked = signed_in(request), timezone.localdate(), period_asked(request)
    period = asked or latest_half(today)
    of = branch_visible_to(user, org, min(period.last, today))
    if of is None and asked is None and (end := ended_on(org)):
        period = latest_half(end)
        of = branch_visible_to(user, org, period.last)
    if of is None:
        raise Http404
    return Asked(of, period)


def _form_or_404(asked: Asked, slug: str) -> Form:
    if slug not in slugs():
        raise Http404
    return form(slug, asked.period.last)


def _url(name: str, asked: Asked, one: Form, *more: str) -> str:
    return f"{reverse(name, args=[asked.of.pk, one.slug, *more])}?ky={asked.period.code}"


def _frame(request: HttpRequest, asked: Asked, one: Form | None = None) -> dict[str, Any]:
    user, on = signed_in(request), AsOf(timezone.localdate())
    own = reverse("reports:forms", args=[asked.of.pk])
    here = [{"label": _("Biểu thống kê"), "url": f"{own}?ky={asked.period.code}"}] if one else []
    last = one.code if one else _("Biểu thống kê")
    return {
        "of": asked.of,
        "period": asked.period,
        "periods": periods_offered(asked.period),
        "tabs": tabs(user, asked.of, on, "bieu-thong-ke"),
        "crumbs": [*crumbs(user, asked.of, on, itself=True), *here, {"label": last}],
    }


def periods_offered(chosen: Period) -> list[Period]:
    """The years and half-years a form may be about, the latest first."""
    today = timezone.localdate()
    found = [
        period
        for year in range(today.year, today.year - YEARS_BACK, -1)
        for period in (Period.half(year, 2), Period.half(year, 1), Period.year(year))
        if period.first <= today
    ]
    return found if chosen in found else [chosen, *found]
