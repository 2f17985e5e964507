"""The resolution of a meeting: written, issued with its number, printed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.documents.queries import own_symbol, series_of
from chibo.meetings.actions.resolutions import issue_resolution, write_resolution
from chibo.meetings.forms.resolution import IssueForm, ResolutionForm
from chibo.meetings.models import Meeting, Resolution
from chibo.meetings.papers.resolution import resolution_paper
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.resolutions.proposing import parts_on
from chibo.meetings.queries.resolutions.reading import decided, resolution_of
from chibo.meetings.views.fetching import frame, recorded_or_404
from chibo.meetings.views.papers import printable_or_404, sent
from chibo.members.queries.secretary import term_of


def writing(request: HttpRequest, key: int) -> HttpResponse:
    """Words of each part, from the minutes until somebody mends them."""
    user, meeting = recorded_or_404(request, key)
    resolution = resolution_of(meeting)
    if resolution.is_issued:
        return redirect("meetings:papers", meeting.pk)
    form = mindful(
        ResolutionForm(
            posted(request),
            titles=parts_on(meeting.held_on),
            texts=resolution.texts,
            initial={"summary": resolution.summary},
        )
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["summary"]
        carried_out(form, lambda: write_resolution(meeting, said, form.texts(), by=user))
        if form.is_valid():
            messages.success(request, _("Đã lưu nghị quyết."))
            return redirect("meetings:resolution_issue", meeting.pk)
    context = {
        "form": form,
        "title": _("Soạn nghị quyết"),
        "submit": _("Lưu, xem cấp số"),
        "back": reverse("meetings:papers", args=[meeting.pk]),
    }
    return render(request, "meetings/form.html", {**frame(user, meeting), **context})


def issuing(request: HttpRequest, key: int) -> HttpResponse:
    """The number is given here; afterwards nothing of the resolution changes."""
    user, meeting = recorded_or_404(request, key)
    resolution = resolution_of(meeting)
    if resolution.is_issued or resolution.pk is None:
        return redirect("meetings:papers", meeting.pk)
    form = _issue_form(request, meeting)
    if request.method == "POST" and form.is_valid():
        issued = carried_out(form, lambda: issue_resolution(meeting, **form.given(), by=user))
        if issued and form.is_valid():
            number = issued.paper.full_number if issued.paper else ""
            messages.success(request, _("Đã ban hành nghị quyết số {n}.").format(n=number))
            return redirect("meetings:papers", meeting.pk)
    context = {"form": form, "said": decided(resolution), **_numbering(meeting, form.known_term)}
    return render(request, "meetings/issue.html", {**frame(user, meeting), **context})


@require_safe
def paper(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    return _sent(user, meeting, resolution_of(meeting), ending)


def _sent(user: User, meeting: Meeting, resolution: Resolution, ending: str) -> HttpResponse:
    if resolution.pk is None:
        raise Http404
    return sent(user, meeting, _("Nghị quyết"), resolution_paper(decided(resolution)), ending)


def _issue_form(request: HttpRequest, meeting: Meeting) -> IssueForm:
    term = term_of(meeting.organisation_id, meeting.held_on)
    series = series_of(meeting.organisation_id, "resolution", term)
    return IssueForm(
        posted(request), term=term, is_first=series is None, initial={"issued_on": meeting.held_on}
    )


def _numbering(meeting: Meeting, term: str) -> dict[str, Any]:
    """The symbol and the number given last in the term."""
    of = unit_of(meeting)
    series = series_of(of.pk, "resolution", term)
    return {
        "symbol": own_symbol("resolution", of),
        "term": term,
        "last": f"{series.last:02d}" if series else "",
    }
