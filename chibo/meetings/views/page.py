"""One meeting: the page to read, the page to check before handing in, and what becomes of the minutes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.rules import Refusal
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.minutes import approve, hand_in, return_with_comment
from chibo.meetings.forms.opening import CommentForm
from chibo.meetings.models import Meeting, Presence, State
from chibo.meetings.queries.beside import beside
from chibo.meetings.queries.content import items_of
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.plans import Offered, papers_to_make_known
from chibo.meetings.queries.roll import turnout
from chibo.meetings.queries.sheet import sheet_on
from chibo.meetings.rules import (
    handed_in_by,
    is_carried,
    least_minutes,
    may_approve,
    may_print,
    may_record,
    missing,
    vote_words,
)
from chibo.meetings.views.fetching import frame, meeting_or_404, recorded_or_404, steps
from chibo.rulebook.queries import source_line


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = meeting_or_404(request, key)
    prefetch_related_objects([meeting], "versions")
    decides = may_approve(user, meeting.path)
    waits = meeting.state == State.HANDED_IN
    own = waits and handed_in_by(meeting, user)
    context = {
        **frame(user, meeting),
        **_summary(meeting),
        "absent": _absent(meeting),
        "photos": meeting.photos.filter(cancelled_on__isnull=True).count(),
        "may_print": may_print(user, meeting.path),
        "may_write": meeting.is_open and may_record(user, meeting.path),
        "may_approve": decides and waits and not own,
        "own_minutes": decides and own,
        "may_return": decides and meeting.state in (State.HANDED_IN, State.APPROVED),
        "versions": meeting.versions.all(),
        "scored": meeting.kind == "regular" and sheet_on(meeting.held_on) is not None,
        "may_score_above": decides and not meeting.is_open,
        "sendings": meeting.sendings.select_related("sent_by"),
    }
    return render(request, "meetings/page.html", context)


def check(request: HttpRequest, key: int) -> HttpResponse:
    """Everything once more before it is handed in."""
    user, meeting = recorded_or_404(request, key)
    if request.method == "POST":
        return _carry(request, meeting, user, hand_in, _("Đã nộp biên bản."), "meetings:check")
    summary = _summary(meeting)
    context = {
        **frame(user, meeting),
        **summary,
        "scored": meeting.kind == "regular" and sheet_on(meeting.held_on) is not None,
        "missing": missing(meeting, summary["items"]),
        "steps": steps(meeting, "check"),
        "to_make_known": _to_make_known(meeting, user),
    }
    return render(request, "meetings/check.html", context)


def _to_make_known(meeting: Meeting, user: User) -> list[Offered]:
    """Papers the committee asked for that this agenda has not taken up."""
    if not meeting.is_open or meeting.kind != "regular":
        return []
    of = unit_of(meeting)
    offered = papers_to_make_known(user, of, meeting.held_on)
    return [one for one in offered if one.due_on]


@require_POST
def approving(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = _decided_or_404(request, key)
    return _carry(request, meeting, user, approve, _("Đã duyệt biên bản."), "meetings:page")


def returning(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = _decided_or_404(request, key)
    form = CommentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["comment"]
        carried_out(form, lambda: return_with_comment(meeting, said, by=user))
        if form.is_valid():
            messages.success(request, _("Đã trả lại biên bản."))
            return redirect(meeting)
    context = {
        "form": form,
        "title": _("Trả lại biên bản"),
        "submit": _("Trả lại"),
        "back": meeting.get_absolute_url(),
    }
    return render(request, "meetings/form.html", {**frame(user, meeting), **context})


def _decided_or_404(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    user, meeting = meeting_or_404(request, key)
    if not may_approve(user, meeting.path):
        raise Http404
    return user, meeting


def _carry(
    request: HttpRequest,
    meeting: Meeting,
    user: User,
    act: Callable[..., Any],
    said: str,
    otherwise: str,
) -> HttpResponse:
    try:
        act(meeting, by=user)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return redirect(otherwise, meeting.pk)
    messages.success(request, said)
    return redirect(meeting)


def _summary(meeting: Meeting) -> dict[str, Any]:
    items, said = items_of(meeting), beside(meeting)
    votes = [
        {"item": item, "words": vote_words(item.vote), "carried": is_carried(item.vote, meeting)}
        for item in items
        if hasattr(item, "vote")
    ]
    works = [link.assignment for item in items for link in item.works.all()]
    return {
        "items": items,
        "recorded": sum(item.is_recorded for item in items),
        "votes": votes,
        "works": works,
        "next_due": min((work.due_on for work in works), default=None),
        "petitions": said.petitions,
        "scores": said.scores,
        "remarks": said.remarks,
        "turnout": turnout(meeting),
        "guests": said.guests,
        "too_short": _too_short(meeting),
    }


def _too_short(meeting: Meeting) -> str:
    """The sentence about a meeting shorter than the rule of its day asks."""
    least, long = least_minutes(meeting), meeting.minutes_long
    if least is None or long is None or long >= least.value:
        return ""
    return _("Buổi sinh hoạt {long} phút, quy định ít nhất {least} phút ({source}).").format(
        long=long, least=least.value, source=source_line(least)
    )


def _absent(meeting: Meeting) -> list[Any]:
    rows = meeting.roll.exclude(state=Presence.PRESENT).select_related("person")
    return list(rows.order_by("state", "person__name_sort", "pk"))
