"""Courses of an organisation by year, persons apart from turns; a course is entered."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.periods import Period
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.organisations.queries.tree import organisation_of
from chibo.organisations.views.fetching import named_or_404
from chibo.study.actions.training import NewTraining, open_training
from chibo.study.forms.training import TrainingForm
from chibo.study.queries.training import first_sent_in, sent_in, trainings_of, visible_to
from chibo.study.rules import may_keep_training
from chibo.study.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame, kept_or_404


@require_safe
def trainings(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    readable = visible_to(user, of.on).values("pk")
    rows = trainings_of(of).filter(pk__in=readable, first_day__year=year)
    page = Paginator(rows.order_by("-first_day", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    span = Period(date(year, 1, 1), date(year, 12, 31))
    context = frame(user, of, "trainings") | {
        "year": year,
        "years": year_segments(request.path, year),
        "page": page,
        "persons": first_sent_in(of, span).count(),
        "turns": sent_in(of, span).count(),
        "may_keep": may_keep_training(user, of.path),
        "today": of.on,
    }
    return render(request, "study/trainings.html", context)


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = TrainingForm(posted(request))
    if not may_keep_training(user, of.path):
        raise Http404

    def act() -> Any:
        return open_training(NewTraining(**form.cleaned_data), organisation_of(of), by=user)

    page = frame(user, of, "trainings", {"label": _("Ghi lớp")}) | {
        "title": _("Ghi lớp đào tạo, bồi dưỡng"),
        "lead": of.name,
        "note": _(
            "Lớp nhận thức về Đảng và lớp đảng viên mới ghi ở Phát triển đảng, không ghi ở đây."
        ),
        "submit": _("Ghi lớp"),
        "back": reverse("study:trainings", args=[of.pk]),
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi lớp. Chọn người được cử đi học."),
        to=lambda made: made.get_absolute_url(),
    )
