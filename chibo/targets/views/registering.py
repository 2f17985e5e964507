"""A target is registered: first what it is of, then the period and the number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.figures import Figure
from chibo.base.text import fold
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.targets.actions.registering import (
    NewTarget,
    register_targets,
    set_targets_from_above,
)
from chibo.targets.forms.registering import RegisterForm
from chibo.targets.models import Cohort
from chibo.targets.queries.cohorts import tells_people
from chibo.targets.queries.dictionary import Indicator, indicators
from chibo.targets.queries.subjects import figures_for_targets
from chibo.targets.rules import may_set
from chibo.targets.views.fetching import FIRST_YEAR, frame, registering_or_404


def new(request: HttpRequest, org: int) -> HttpResponse:
    """`so=admitted` or `chi-so=income…` names what it is of; without one, all of them are offered."""
    user, of = registering_or_404(request, org)
    figure = next((one for one in figures_for_targets() if one.id == request.GET.get("so")), None)
    indicator = indicators().get(request.GET.get("chi-so", ""))
    if figure is None and indicator is None:
        return _choose(request, user, of)
    return _fill(request, user, of, figure, indicator)


def _choose(request: HttpRequest, user: User, of: Branch) -> HttpResponse:
    text = request.GET.get("tim", "").strip()[:60]
    found = [
        {"label": one.named, "url": f"?chi-so={one.code}", "about": one.meaning}
        for one in indicators().values()
    ]
    numbers = [
        {"label": str(one.label), "url": f"?so={one.id}", "about": str(one.definition)}
        for one in figures_for_targets()
    ]
    context = frame(user, of, "board", {"label": _("Đăng ký chỉ tiêu")}) | {
        "text": text,
        "groups": [
            (_("Chỉ số kinh tế - xã hội"), _matching(found, text)),
            (_("Số liệu công tác đảng"), _matching(numbers, text)),
        ],
    }
    return render(request, "targets/choose.html", context)


def _matching(rows: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    wanted = fold(text)
    return [row for row in rows if wanted in fold(row["label"])]


def _fill(
    request: HttpRequest, user: User, of: Branch, figure: Figure | None, indicator: Indicator | None
) -> HttpResponse:
    form = _form(request, user, of, figure)
    label = str(figure.label) if figure else indicator.named if indicator else ""
    page = frame(user, of, "board", {"label": _("Đăng ký chỉ tiêu")}) | {
        "title": _("Chỉ tiêu: {label}").format(label=label),
        "lead": of.name,
        "note": str(figure.definition) if figure else indicator.meaning if indicator else "",
        "submit": _("Đăng ký"),
        "back": reverse("targets:new", args=[of.pk]),
    }

    def act() -> Any:
        made = _given(form, of, figure, indicator)
        if form.cleaned_data.get("above"):
            above = Organisation.objects.get(pk=of.ancestor_ids[-1])
            return set_targets_from_above([made], above, by=user)[0]
        return register_targets([made], by=user)[0]

    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi chỉ tiêu."),
        to=lambda made: made.get_absolute_url(),
    )


def _form(request: HttpRequest, user: User, of: Branch, figure: Figure | None) -> RegisterForm:
    asks_key = figure and figure.keys and (figure.key_needed or figure.key_is_part)
    people = figure is not None and tells_people(figure)
    return RegisterForm(
        posted(request),
        figure=figure,
        keys=figure.keys(of.on) if figure and figure.keys and asks_key else {},
        cohorts=list(Cohort.objects.filter(organisation=of.pk)) if people else [],
        year=of.on.year,
        keeper=of.papers_keeper,
        from_above=may_set(user, of.path),
        initial={
            "when": "year",
            "year": str(asked_year(request, FIRST_YEAR)),
            "on": of.on,
            "measure": "share" if figure and figure.base else "amount",
        },
    )


def _given(
    form: RegisterForm, of: Branch, figure: Figure | None, indicator: Indicator | None
) -> NewTarget:
    told = form.cleaned_data
    return NewTarget(
        organisation_of(of),
        form.span,
        form.period,
        told["least"],
        told["most"],
        figure.id if figure else "",
        told.get("key", ""),
        indicator.code if indicator and not figure else "",
        form.cohort,
        told.get("measure", "amount"),
        told["on"],
        told["papers"][0] if told["papers"] else None,
    )
