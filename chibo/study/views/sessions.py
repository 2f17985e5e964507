"""A class is recorded, then marked: a cell at a time, by whoever keeps that cell's books."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import fill_in, posted
from chibo.study.actions.sessions import (
    NewSession,
    correct_session,
    hold_sessions,
    mark_present,
)
from chibo.study.forms.studies import SessionForm, TicksForm
from chibo.study.models import Learner, SessionTurn, StudySession
from chibo.study.queries.studies import learners_visible_to, turns_of, with_state
from chibo.study.rules import may_keep
from chibo.study.views.fetching import PAGE_LENGTH, kept_study_or_404, study_or_404
from chibo.study.views.page import of_one_cell, study_frame


def new(request: HttpRequest, key: int) -> HttpResponse:
    user, study = kept_study_or_404(request, key)
    form = SessionForm(posted(request), initial={"held_on": timezone.localdate()})

    def act() -> StudySession:
        return hold_sessions(study, [NewSession(**form.cleaned_data)], by=user)[0]

    page = study_frame(user, study, {"label": _("Ghi lớp học")}) | {
        "title": _("Ghi lớp học"),
        "lead": study.title,
        "note": _("Bước sau điểm danh đảng viên; người ngoài Đảng chỉ ghi số người."),
        "submit": _("Tiếp: Điểm danh"),
        "back": study.get_absolute_url(),
    }
    done = _("Đã ghi lớp học. Điểm danh theo từng chi bộ.")
    return fill_in(request, form, act, page, done=done, to=lambda made: made.get_absolute_url())


def session(request: HttpRequest, session: int) -> HttpResponse:
    """Who came, of one cell or of the whole list, fifty on a page; ticks are saved for the page shown."""
    user, one = _session_or_404(request, session)
    study = one.study
    listed = learners_visible_to(user, timezone.localdate()).filter(study=study)
    narrowed, by_cell = of_one_cell(request, listed, study)
    rows = with_state(narrowed, one.held_on).select_related("person")
    page = Paginator(rows.order_by("person__name_sort", "pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    shown: list[Learner] = list(page.object_list)
    came = set(one.turns.filter(learner__in=shown).values_list("learner_id", flat=True))
    allowed = bool(shown) and study.cancelled_on is None and _keeps_all(user, shown)
    if request.method == "POST" and not allowed:
        raise Http404
    form = TicksForm(
        posted(request), offered=[row.pk for row in shown], initial={"chon": sorted(came)}
    )
    context = study_frame(user, study, {"label": _("Lớp học")}) | {
        "session": turns_of(StudySession.objects.filter(pk=one.pk)).get(),
        "people": turns_of_study(one),
        "page": page,
        "ticked": form.ticked,
        "may_mark": allowed,
        **by_cell,
    }
    return fill_in(
        request,
        form,
        lambda: mark_present(one, shown, form.chosen, by=user),
        context,
        done=_("Đã ghi điểm danh."),
        to=request.get_full_path(),
        template="study/session.html",
    )


def turns_of_study(one: StudySession) -> int:
    """How many persons of the list have come to any class of the study."""
    rows = SessionTurn.objects.filter(session__study=one.study_id)
    return rows.values("learner").distinct().count()


def _keeps_all(user: User, rows: list[Learner]) -> bool:
    return all(may_keep(user, path) for path in {row.path for row in rows})


def correct(request: HttpRequest, session: int) -> HttpResponse:
    user, one = _session_or_404(request, session)
    if not may_keep(user, one.study.path) or one.study.cancelled_on:
        raise Http404
    names = ("held_on", "place", "speaker", "others_present", "others_said")
    form = SessionForm(posted(request), initial={name: getattr(one, name) for name in names})

    def act() -> StudySession:
        return correct_session(one, NewSession(**form.cleaned_data), by=user)

    page = study_frame(user, one.study, {"label": _("Sửa lớp học")}) | {
        "title": _("Sửa lớp học"),
        "lead": one.study.title,
        "note": _("Điểm danh đã ghi được giữ nguyên."),
        "submit": _("Ghi lại"),
        "back": one.get_absolute_url(),
    }
    to = reverse("study:session", args=[one.pk])
    return fill_in(request, form, act, page, done=_("Đã sửa lớp học."), to=to)


def _session_or_404(request: HttpRequest, key: int) -> tuple[User, Any]:
    found = StudySession.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    user, found.study = study_or_404(request, found.study_id)
    return user, found
