"""Printed before and at a meeting: the invitation, the roll to sign, the form to fill by hand and its code."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.addresses import outward
from chibo.meetings.papers.before import invitation_paper, roll_sheet
from chibo.meetings.papers.by_hand import hand_paper
from chibo.meetings.queries.meetings import visible_to
from chibo.meetings.queries.minutes.calling import call_of, names_of
from chibo.meetings.rules import may_record
from chibo.meetings.views.papers import printable_or_404, sent


@require_safe
def invitation(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    return sent(user, meeting, _("Giấy mời"), invitation_paper(call_of(meeting)), ending)


@require_safe
def roll(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    paper = roll_sheet(call_of(meeting), names_of(meeting))
    return sent(user, meeting, _("Danh sách điểm danh"), paper, ending)


@require_safe
def by_hand(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    address = outward(
        request.build_absolute_uri(reverse("meetings:typed_in", args=[meeting.client_id]))
    )
    paper = hand_paper(call_of(meeting), names_of(meeting), address)
    return sent(user, meeting, _("Biểu ghi tay"), paper, ending)


@require_safe
def typed_in(request: HttpRequest, mark: uuid.UUID) -> HttpResponse:
    """What the code on paper opens: the steps of recording, or the page when nothing is to be written."""
    user = signed_in(request)
    meeting = visible_to(user, timezone.localdate()).filter(client_id=mark).first()
    if meeting is None:
        raise Http404
    if meeting.is_open and may_record(user, meeting.path):
        return redirect("meetings:opening", meeting.pk)
    return redirect(meeting)
