"""Beside the agenda: petitions of the people, praise and criticism, who spoke."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.roll import mark_speakers
from chibo.meetings.actions.said import (
    Asking,
    Saying,
    drop_petition,
    drop_remark,
    raise_petition,
    remark_on,
)
from chibo.meetings.forms.said import PetitionForm, RemarkForm, SpeakersForm
from chibo.meetings.models import Meeting, Presence
from chibo.meetings.queries.phrases import phrases
from chibo.meetings.views.fetching import frame, people_on_roll, recorded_or_404, steps

ASK, UNASK, REMARK, UNREMARK, SPEAK = (
    "kien-nghi",
    "bo-kien-nghi",
    "nhan-xet",
    "bo-nhan-xet",
    "phat-bieu",
)


def said(request: HttpRequest, key: int) -> HttpResponse:
    """Each form of the page is sent by itself, named in `buoc`."""
    user, meeting = recorded_or_404(request, key)
    step = request.POST.get("buoc", "")
    forms = _forms(request, meeting, step)
    if request.method == "POST" and _done(request, forms, step, meeting, user):
        messages.success(request, _("Đã ghi."))
        return redirect("meetings:said", meeting.pk)
    context = {
        "forms": forms,
        "wrong": next((form for form in forms.values() if form.errors), None),
        "petitions": meeting.petitions.all(),
        "remarks": meeting.remarks.select_related("person"),
        "remark_phrases": phrases("remark"),
        "steps": steps(meeting, "content"),
    }
    return render(request, "meetings/said.html", {**frame(user, meeting), **context})


def _forms(request: HttpRequest, meeting: Meeting, step: str) -> dict[str, Any]:
    def typed(own: str) -> Any:
        return posted(request) if step == own else None

    new = {"client_id": uuid.uuid4()}
    rows = meeting.roll.filter(state=Presence.PRESENT).select_related("person")
    present = list(rows.order_by("person__name_sort", "pk"))
    return {
        ASK.replace("-", "_"): PetitionForm(typed(ASK), initial=new, prefix="kn"),
        REMARK.replace("-", "_"): RemarkForm(
            typed(REMARK), people=people_on_roll(meeting), initial=new, prefix="nx"
        ),
        SPEAK.replace("-", "_"): SpeakersForm(typed(SPEAK), present=present, prefix="pb"),
        "drop": Form(typed(step) if step in (UNASK, UNREMARK) else None),
    }


def _done(
    request: HttpRequest, forms: dict[str, Any], step: str, meeting: Meeting, user: User
) -> bool:
    if step not in (ASK, UNASK, REMARK, UNREMARK, SPEAK):
        raise Http404
    form = forms["drop" if step in (UNASK, UNREMARK) else step.replace("-", "_")]
    if not form.is_valid():
        return False
    given = form.cleaned_data
    acts: dict[str, Callable[[], Any]] = {
        ASK: lambda: raise_petition(meeting, Asking(**given), by=user),
        REMARK: lambda: remark_on(
            meeting, Saying(**given | {"person": form.people[given["person"]]}), by=user
        ),
        SPEAK: lambda: mark_speakers(meeting, given["spoke"], by=user),
        UNASK: lambda: drop_petition(_row_or_404(request, meeting.petitions), by=user),
        UNREMARK: lambda: drop_remark(_row_or_404(request, meeting.remarks), by=user),
    }
    carried_out(form, acts[step])
    return bool(form.is_valid())


def _row_or_404(request: HttpRequest, rows: Any) -> Any:
    asked = request.POST.get("muc", "")
    row = rows.filter(pk=key_of(asked) or 0).first()
    if row is None:
        raise Http404
    return row
