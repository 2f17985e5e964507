"""The sheet of points of a meeting: the cell's own, and the committee's apart."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.scoring import note_papers, score_meeting
from chibo.meetings.forms.scoring import PapersForm, ScoreForm
from chibo.meetings.models import Meeting, Score
from chibo.meetings.queries.facts import suggestions
from chibo.meetings.queries.sheet import criteria, sheet_on
from chibo.meetings.rules import may_approve
from chibo.meetings.views.fetching import frame, meeting_or_404, recorded_or_404, steps
from chibo.rulebook.queries import source_line

_PAPERS = "tai-lieu"


def own(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = recorded_or_404(request, key)
    papers = PapersForm(
        posted(request) if request.POST.get("buoc") == _PAPERS else None,
        initial={"papers_on": meeting.papers_on},
    )
    if request.POST.get("buoc") == _PAPERS:
        if papers.is_valid():
            day = papers.cleaned_data["papers_on"]
            carried_out(papers, lambda: note_papers(meeting, day, by=user))
        if papers.is_valid():
            return redirect("meetings:score", meeting.pk)
    return _page(request, user, meeting, by_committee=False, papers=papers)


def of_committee(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = meeting_or_404(request, key)
    if not may_approve(user, meeting.path):
        raise Http404
    return _page(request, user, meeting, by_committee=True, papers=None)


def _page(
    request: HttpRequest,
    user: User,
    meeting: Meeting,
    *,
    by_committee: bool,
    papers: PapersForm | None,
) -> HttpResponse:
    sheet = sheet_on(meeting.held_on) if meeting.kind == "regular" else None
    if sheet is None:
        messages.info(request, _("Buổi này không có bảng chấm điểm trong quy định."))
        return redirect(meeting)
    rows = criteria(sheet)
    known = suggestions(meeting, [line for one in rows for line in one.lines])
    score = Score.objects.filter(meeting=meeting, by_committee=by_committee).first()
    sent = None if papers and papers.is_bound else posted(request)
    form = ScoreForm(sent, criteria=rows, known=known, score=score)
    if sent is not None and form.is_valid():
        carried_out(form, lambda: _given(form, meeting, user, by_committee=by_committee))
        if form.is_valid():
            messages.success(request, _("Đã ghi điểm."))
            back = meeting if by_committee else reverse("meetings:check", args=[meeting.pk])
            return redirect(back)
    context: dict[str, Any] = {
        "form": form,
        "papers": papers,
        "score": score,
        "by_committee": by_committee,
        "source": source_line(sheet),
        "steps": [] if by_committee else steps(meeting, "check"),
    }
    return render(request, "meetings/score.html", {**frame(user, meeting), **context})


def _given(form: ScoreForm, meeting: Meeting, user: User, *, by_committee: bool) -> Score:
    return score_meeting(meeting, form.points(), form.notes(), by=user, by_committee=by_committee)
