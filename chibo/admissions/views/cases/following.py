"""What the cell notes about somebody it follows: helpers, remarks, papers, referees, opinions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.admissions.actions.asking import (
    add_referee,
    drop_opinion,
    drop_referee,
    keep_opinion,
)
from chibo.admissions.actions.following import (
    Marking,
    guide,
    mark_papers,
    note_guidance,
    relieve,
)
from chibo.admissions.forms.cases.following import (
    GuideForm,
    NoteForm,
    OpinionForm,
    PaperForm,
    RefereeForm,
)
from chibo.admissions.forms.cases.opening import OnForm
from chibo.admissions.models import Opinion, OpinionPhase, Referee
from chibo.admissions.queries.stages import papers
from chibo.admissions.views.cases.fetching import followed_or_404, offered, step
from chibo.base.rules import Refusal
from chibo.base.views.filling_in import posted
from chibo.members.models import Person
from chibo.members.queries.choices import papers_for


def helper(request: HttpRequest, key: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    members = offered(request, seen)
    form = GuideForm(posted(request), people=members.people)

    def act() -> Any:
        member = Person.objects.get(pk=int(form.cleaned_data["member"]))
        return guide(seen.case, member, form.cleaned_data["on"], by=seen.user)

    return step(
        request,
        seen,
        form,
        act,
        title=_("Phân công đảng viên giúp đỡ"),
        submit=_("Phân công"),
        done=_("Đã phân công đảng viên giúp đỡ."),
        find=members.find,
    )


def end_help(request: HttpRequest, key: int, guidance: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    row = get_object_or_404(seen.case.guidance.open().select_related("member"), pk=guidance)
    form = OnForm(posted(request), label=_("Thôi giúp đỡ từ ngày"))
    return step(
        request,
        seen,
        form,
        lambda: relieve(row, form.cleaned_data["on"], by=seen.user),
        title=_("Thôi phân công {name}").format(name=row.member.full_name),
        submit=_("Thôi phân công"),
        done=_("Đã ghi thôi phân công."),
    )


def remark(request: HttpRequest, key: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    helpers = [row.member for row in seen.case.guidance.open().select_related("member")]
    form = NoteForm(posted(request), people=helpers)

    def act() -> Any:
        given = form.cleaned_data
        member = next((one for one in helpers if str(one.pk) == given["member"]), None)
        return note_guidance(seen.case, given["text"], given["on"], by=seen.user, member=member)

    return step(
        request,
        seen,
        form,
        act,
        title=_("Nhận xét theo dõi"),
        submit=_("Ghi nhận xét"),
        done=_("Đã ghi nhận xét."),
        earlier=seen.case.notes.select_related("member"),
        template="admissions/case_notes.html",
    )


def paper(request: HttpRequest, key: int, code: str) -> HttpResponse:
    seen = followed_or_404(request, key)
    known = {one.code: one for one in papers(seen.case.rules_on)}
    if code not in known:
        raise Http404
    row = seen.case.papers.filter(code=code).select_related("paper").first()
    form = PaperForm(posted(request), row=row, papers=papers_for(seen.user, seen.path))
    return step(
        request,
        seen,
        form,
        lambda: mark_papers(seen.case, [Marking(code, **form.marking)], by=seen.user),
        title=known[code].label,
        submit=_("Ghi"),
        done=_("Đã ghi: {paper}.").format(paper=known[code].label),
    )


# ------------------------------------------------------------------ referees


def referees(request: HttpRequest, key: int) -> HttpResponse:
    """Who introduces the person, and one more."""
    seen = followed_or_404(request, key)
    members = offered(request, seen)
    form = RefereeForm(posted(request), people=members.people)
    return step(
        request,
        seen,
        form,
        lambda: add_referee(form.filled(Referee(case=seen.case)), by=seen.user),
        title=_("Người giới thiệu vào Đảng"),
        submit=_("Thêm người giới thiệu"),
        done=_("Đã ghi người giới thiệu."),
        back=reverse("admissions:case_referee", args=[seen.case.pk]),
        find=members.find,
        rows=seen.case.referees.select_related("member"),
        template="admissions/case_referees.html",
    )


@require_POST
def no_referee(request: HttpRequest, key: int, referee: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    row = get_object_or_404(seen.case.referees.all(), pk=referee)
    _take_back(request, lambda: drop_referee(row, by=seen.user), _("Đã bỏ người giới thiệu."))
    return redirect("admissions:case_referee", seen.case.pk)


# ------------------------------------------------------------------ opinions


def opinions(request: HttpRequest, key: int) -> HttpResponse:
    """Who was asked, and one more."""
    seen = followed_or_404(request, key)
    phase = OpinionPhase.RECOGNITION if seen.case.admission_id else OpinionPhase.ADMISSION
    form = OpinionForm(posted(request), instance=Opinion(case=seen.case, phase=phase))
    return step(
        request,
        seen,
        form,
        lambda: keep_opinion(form.instance, by=seen.user),
        title=_("Ý kiến nhận xét của đoàn thể và nơi cư trú"),
        submit=_("Thêm ý kiến"),
        done=_("Đã ghi ý kiến."),
        back=reverse("admissions:case_opinion", args=[seen.case.pk]),
        rows=seen.case.opinions.all(),
        template="admissions/case_opinions.html",
    )


def opinion(request: HttpRequest, key: int, opinion: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    row = get_object_or_404(seen.case.opinions.all(), pk=opinion)
    form = OpinionForm(posted(request), instance=row)
    return step(
        request,
        seen,
        form,
        lambda: keep_opinion(form.instance, by=seen.user),
        title=row.body_name,
        submit=_("Ghi"),
        done=_("Đã ghi ý kiến."),
        back=reverse("admissions:case_opinion", args=[seen.case.pk]),
    )


@require_POST
def no_opinion(request: HttpRequest, key: int, opinion: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    row = get_object_or_404(seen.case.opinions.all(), pk=opinion)
    _take_back(request, lambda: drop_opinion(row, by=seen.user), _("Đã bỏ ý kiến ghi nhầm."))
    return redirect("admissions:case_opinion", seen.case.pk)


def _take_back(request: HttpRequest, act: Any, done: str) -> None:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
