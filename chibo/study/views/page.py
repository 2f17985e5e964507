"""One study: who came of those who must, cell by cell; its classes and papers; its list."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import fill_in, posted
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power, near
from chibo.organisations.queries.tree import Branch, branch, branch_near
from chibo.organisations.tabs import crumbs
from chibo.study.actions.studies import give_up_study
from chibo.study.forms.studies import ReasonForm
from chibo.study.models import Learner, Study, StudyKind
from chibo.study.queries.names import unit_names
from chibo.study.queries.studies import (
    MUST,
    coverage,
    coverage_by_cell,
    joined_since,
    learners_visible_to,
    turns_of,
    with_state,
)
from chibo.study.rules import may_keep
from chibo.study.views.fetching import PAGE_LENGTH, kept_study_or_404, study_or_404

GROUPS = ("chua-hoc", "da-hoc", "chua-nop", "ngoai-dien", "")


def study_frame(user: User, study: Study, *more: dict[str, str]) -> dict[str, Any]:
    """Context of every page of a study. Crumbs lead through the organisation only where the user may look: `here`,
    as it stands today; `of` is as it stood when the list was closed."""
    of = branch_near(study.organisation_id, near(user), study.frozen_on)
    of = of or branch(study.organisation_id, study.frozen_on)
    list_url = reverse("study:list", args=[of.pk])
    here = branch_visible_to(user, of.pk, timezone.localdate())
    own = [{"label": study.title, "url": study.get_absolute_url()}] if more else []
    line = [{"label": _("Học tập"), "url": f"{list_url}?nam={study.frozen_on.year}"}]
    return {
        "study": study,
        "of": of,
        "here": here,
        "is_theme": study.kind == StudyKind.THEME,
        "may_keep": may_keep(user, study.path) and study.cancelled_on is None,
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            *(line if here else []),
            *(own or [{"label": study.title}]),
            *more,
        ],
    }


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    user, study = study_or_404(request, key)
    today = timezone.localdate()
    mine = learners_visible_to(user, today).filter(study=study)
    papers = papers_visible_to(user, today)
    frame = study_frame(user, study)
    context = frame | {
        "coverage": coverage(mine, today),
        "cells": _cells(mine, study),
        "classes": turns_of(study.sessions.all()).order_by("held_on", "pk"),
        "papers": study.papers.order_by("issued_on"),
        "carrying_out": papers.filter(implements__in=study.papers.all()).distinct(),
        "late": study.closes_on < today,
        "after": _joined_after(user, study, frame["here"]),
    }
    return render(request, "study/page.html", context)


def _cells(rows: Any, study: Study) -> list[dict[str, Any]]:
    found = coverage_by_cell(rows, timezone.localdate())
    names = unit_names([cell for cell, _coverage in found], study.frozen_on)
    lines = [{"cell": cell, "name": names.get(cell, ""), "coverage": one} for cell, one in found]
    return sorted(lines, key=lambda line: (-line["coverage"].unread, line["name"]))


def _joined_after(user: User, study: Study, here: Branch | None) -> int:
    """How many are in the books today and were not yet when the list was closed."""
    if here is None or not has_power(user, Power.SEE_NAMES, study.path):
        return 0
    return joined_since(study, here).count()


@require_safe
def learners(request: HttpRequest, key: int) -> HttpResponse:
    """The frozen list, filtered by cell and by state."""
    user, study = study_or_404(request, key)
    today = timezone.localdate()
    group = request.GET.get("nhom", "chua-hoc")
    group = group if group in GROUPS else "chua-hoc"
    mine = with_state(learners_visible_to(user, today).filter(study=study), today)
    narrowed, by_cell = of_one_cell(request, mine, study)
    rows = in_group(narrowed, group).select_related("person").order_by("person__name_sort", "pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = study_frame(user, study, {"label": _("Danh sách")}) | {
        "page": page,
        "groups": _groups(request.path, study, group, by_cell["asked"]),
        "group": group,
        **by_cell,
        "clear": f"{request.path}?nhom={group}",
        "keep": [("nhom", group)],
    }
    return render(request, "study/learners.html", context)


def of_one_cell(request: HttpRequest, rows: Any, study: Study) -> tuple[Any, dict[str, Any]]:
    """The rows of the cell asked for (`chi-bo`), of all without one; and what the choice of cells shows."""
    cells, asked = _cells_listed(rows, study), request.GET.get("chi-bo", "")
    names = dict(cells)
    shown = rows.filter(cell=int(asked)) if asked in names else rows
    return shown, {
        "cells": cells,
        "asked": asked,
        "asked_name": names.get(asked, ""),
        "clear": request.path,
    }


def _cells_listed(rows: Any, study: Study) -> list[tuple[str, str]]:
    keys = list(rows.order_by().values_list("cell", flat=True).distinct())
    names = unit_names(keys, study.frozen_on)
    return sorted(((str(key), names.get(key, "")) for key in keys), key=lambda one: one[1])


def in_group(rows: Any, group: str) -> Any:
    """Part of a list annotated by `with_state`."""
    if group == "chua-hoc":
        return rows.filter(MUST, came=False)
    if group == "da-hoc":
        return rows.filter(MUST, came=True)
    if group == "chua-nop":
        return rows.filter(MUST, harvest_on__isnull=True)
    return rows.exclude(MUST) if group == "ngoai-dien" else rows


def _groups(path: str, study: Study, group: str, cell: str) -> list[dict[str, Any]]:
    names = {
        "chua-hoc": _("Chưa học"),
        "da-hoc": _("Đã học"),
        "chua-nop": _("Chưa nộp thu hoạch"),
        "ngoai-dien": _("Ngoài diện"),
        "": _("Tất cả"),
    }
    if study.harvest_due_on is None:
        del names["chua-nop"]
    more = f"&chi-bo={cell}" if cell else ""
    return [
        {"label": label, "url": f"{path}?nhom={code}{more}", "current": code == group}
        for code, label in names.items()
    ]


def give_up(request: HttpRequest, key: int) -> HttpResponse:
    user, study = kept_study_or_404(request, key)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return give_up_study(study, given["on"], given["reason"], by=user)

    page = study_frame(user, study, {"label": _("Thôi tổ chức")}) | {
        "title": _("Thôi tổ chức đợt học"),
        "lead": study.title,
        "note": _("Danh sách và các lớp đã ghi vẫn xem được, không tính vào số liệu nữa."),
        "submit": _("Thôi tổ chức"),
        "back": study.get_absolute_url(),
    }
    return fill_in(
        request, form, act, page, done=_("Đã ghi thôi tổ chức."), to=study.get_absolute_url()
    )


def learner_or_404(user: User, study: Study, key: int) -> Learner:
    rows = learners_visible_to(user, timezone.localdate()).filter(study=study, pk=key)
    found: Learner | None = rows.select_related("person", "study").first()
    if found is None or not may_keep(user, found.path):
        raise Http404
    return found
