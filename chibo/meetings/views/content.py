"""Step three of recording: what was said, voted and given as work, point by point."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.meetings.actions.content import (
    add_item,
    drop_vote,
    give_item_work,
    record_item,
    record_vote,
)
from chibo.meetings.forms.content import ItemForm, NewItemForm, VoteForm, WorkForm
from chibo.meetings.models import AgendaItem, Vote
from chibo.meetings.queries.content import items_of
from chibo.meetings.queries.roll import voters
from chibo.meetings.rules import vote_words
from chibo.meetings.views.fetching import (
    frame,
    people_on_roll,
    posted,
    recorded_or_404,
    steps,
)

SAY, COUNT, UNCOUNT, GIVE = "ghi", "bieu-quyet", "bo-bieu-quyet", "giao-viec"


def content(request: HttpRequest, key: int) -> HttpResponse:
    """The agenda so far, and one more point."""
    user, meeting = recorded_or_404(request, key)
    form = NewItemForm(posted(request), initial={"client_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = carried_out(
            form, lambda: add_item(meeting, given["client_id"], given["title"], by=user)
        )
        if made and form.is_valid():
            return redirect("meetings:item", meeting.pk, made.pk)
    context = {"form": form, "items": items_of(meeting), "steps": steps(meeting, "content")}
    return render(request, "meetings/content.html", {**frame(user, meeting), **context})


def item(request: HttpRequest, key: int, item_id: int) -> HttpResponse:
    """One point: its words, its vote and its work are sent by a form each, named in `buoc`."""
    user, meeting = recorded_or_404(request, key)
    one = (
        meeting.items.select_related("meeting", "meeting__organisation").filter(pk=item_id).first()
    )
    if one is None:
        raise Http404
    forms = _forms(request, one)
    step = request.POST.get("buoc", "")
    if request.method == "POST" and _done(forms, step, one, user):
        messages.success(request, _("Đã ghi."))
        if step == SAY:
            return redirect("meetings:content", meeting.pk)
        return redirect("meetings:item", meeting.pk, one.pk)
    vote = Vote.objects.filter(item=one).first()
    context = {
        "item": one,
        "forms": forms,
        "wrong": next((form for form in forms.values() if form.errors), None),
        "vote": vote,
        "vote_words": vote_words(vote) if vote else "",
        "voters": voters(meeting),
        "works": [link.assignment for link in one.works.select_related("assignment__person")],
        "steps": steps(meeting, "content"),
        "back": reverse("meetings:content", args=[meeting.pk]),
    }
    return render(request, "meetings/item.html", {**frame(user, meeting), **context})


def _forms(request: HttpRequest, one: AgendaItem) -> dict[str, Any]:
    """Each form by its step; only the one that was sent holds what was typed."""

    def typed(step: str) -> Any:
        return posted(request) if request.POST.get("buoc") == step else None

    said = {"title": one.title, "opinions": one.opinions, "conclusion": one.conclusion}
    counts = {"in_favour": voters(one.meeting).present, "against": 0, "other": 0}
    people = people_on_roll(one.meeting)
    return {
        "say": ItemForm(typed(SAY), initial=said),
        "count": VoteForm(typed(COUNT), initial=counts),
        "uncount": Form(typed(UNCOUNT)),
        "give": WorkForm(typed(GIVE), people=people, initial={"client_id": uuid.uuid4()}),
    }


def _done(forms: dict[str, Any], step: str, one: AgendaItem, user: User) -> bool:
    name = {SAY: "say", COUNT: "count", UNCOUNT: "uncount", GIVE: "give"}.get(step)
    if name is None:
        raise Http404
    form = forms[name]
    if not form.is_valid():
        return False
    given = form.cleaned_data
    acts: dict[str, Callable[[], Any]] = {
        "say": lambda: record_item(one, **given, by=user),
        "count": lambda: record_vote(one, **given, by=user),
        "uncount": lambda: drop_vote(one, by=user),
        "give": lambda: give_item_work(
            one,
            given["client_id"],
            given["what"],
            form.people[given["person"]],
            given["due_on"],
            by=user,
        ),
    }
    carried_out(form, acts[name])
    return bool(form.is_valid())
