"""Studies of an organisation with how far they have come; a study is opened."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.organisations.queries.tree import Branch, organisation_of, under_ever
from chibo.organisations.views.fetching import counted_or_404
from chibo.study.actions.studies import NewStudy, open_study
from chibo.study.forms.studies import StudyForm
from chibo.study.models import Learner, StudyKind
from chibo.study.queries.studies import (
    Coverage,
    coverage_by_study,
    sessions_of,
    studies_of,
    turns_of,
    visible_to,
)
from chibo.study.rules import may_keep
from chibo.study.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame, kept_or_404

_NOTHING = Coverage(0, 0, 0, 0)


@require_safe
def studies(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    year, kind = asked_year(request, FIRST_YEAR), request.GET.get("loai", "")
    rows = studies_of(of).filter(frozen_on__year=year)
    if kind in StudyKind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows.order_by("-frozen_on", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = frame(user, of, "list") | {
        "year": year,
        "years": year_segments(request.path, year),
        "kinds": _kinds(request.path, year, kind),
        "page": page,
        "rows": _rows(list(page.object_list), of, set(_readable(user, page.object_list, of))),
        "classes": _classes(of, year),
        "may_keep": may_keep(user, of.path),
    }
    return render(request, "study/list.html", context)


def _readable(user: Any, shown: Any, of: Branch) -> Any:
    found = visible_to(user, of.on).filter(pk__in=[one.pk for one in shown])
    return found.values_list("pk", flat=True)


def _rows(shown: list[Any], of: Branch, readable: set[int]) -> list[dict[str, Any]]:
    listed = Learner.objects.filter(under_ever(of, "path"), study__in=[one.pk for one in shown])
    counts = coverage_by_study(listed, of.on)
    return [
        {
            "study": one,
            "url": one.get_absolute_url() if one.pk in readable else "",
            "coverage": counts.get(one.pk, _NOTHING),
            "word": _word(one, counts.get(one.pk, _NOTHING), of),
        }
        for one in shown
    ]


def _word(study: Any, found: Coverage, of: Branch) -> tuple[str, str]:
    if study.is_cancelled(of.on):
        return _("Thôi tổ chức"), ""
    if not found.unread:
        return _("Đã học đủ"), "ok"
    late = study.closes_on < of.on
    return (_("Quá hạn"), "bad") if late else (_("Đang học"), "info")


def _kinds(path: str, year: int, asked: str) -> list[dict[str, Any]]:
    choices = [("", _("Tất cả")), *StudyKind.choices]
    return [
        {
            "label": label,
            "url": f"{path}?nam={year}" + (f"&loai={code}" if code else ""),
            "current": code == asked,
        }
        for code, label in choices
    ]


def _classes(of: Branch, year: int) -> dict[str, int]:
    """Classes of the year and their turns, members and others apart."""
    rows = sessions_of(of, of.on.replace(year=year, month=1, day=1), _last(of, year))
    told = list(turns_of(rows).values_list("members_present", "others_present"))
    return {
        "held": len(told),
        "members": sum(members for members, _others in told),
        "others": sum(others for _members, others in told),
        "turns": sum(members + others for members, others in told),
    }


def _last(of: Branch, year: int) -> Any:
    return min(of.on, of.on.replace(year=year, month=12, day=31))


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    form = StudyForm(
        posted(request), keeper=of.papers_keeper, initial={"kind": "paper", "frozen_on": of.on}
    )

    def act() -> Any:
        return open_study(organisation_of(of), NewStudy(**form.cleaned_data), by=user)

    page = frame(user, of, "list", {"label": _("Mở đợt học tập")}) | {
        "title": _("Mở đợt học tập"),
        "lead": of.name,
        "note": _("Danh sách phải học chốt theo sổ của ngày đã ghi; ai ngoài diện có lý do."),
        "submit": _("Chốt danh sách"),
        "back": reverse("study:list", args=[of.pk]),
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã mở đợt học tập và chốt danh sách."),
        to=lambda study: study.get_absolute_url(),
    )
