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
from django.views.decorators.http import require_POST

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.asking import rows_together
from chibo.base.overtaking import SHOWN, mindful
from chibo.base.rules import Refusal
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.content import (
    add_item,
    add_items,
    drop_item,
    drop_vote,
    give_item_work,
    move_item,
    record_item,
    record_vote,
)
from chibo.meetings.forms.content import ItemForm, NewItemForm, VoteForm, WorkForm
from chibo.meetings.models import AgendaItem, Meeting, Vote
from chibo.meetings.queries.content import items_of
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.phrases import phrases, with_phrase
from chibo.meetings.queries.plans import (
    Offered,
    last_titles,
    paper_title,
    papers_to_make_known,
    with_theme,
)
from chibo.meetings.queries.roll import voters
from chibo.meetings.rules import vote_words
from chibo.meetings.views.fetching import frame, people_on_roll, recorded_or_404, steps

PHRASED = ("opinions", "conclusion")
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
    context = {
        "form": form,
        "items": items_of(meeting),
        **_said_beside(meeting),
        "papers": _offered(meeting, user),
        "steps": steps(meeting, "content"),
    }
    return render(request, "meetings/content.html", {**frame(user, meeting), **context})


def _said_beside(meeting: Meeting) -> dict[str, int]:
    """How many petitions, remarks and speakers were noted, in one question."""
    spoke = meeting.roll.filter(spoke=True)
    asked = {"raised": meeting.petitions.all(), "remarked": meeting.remarks.all(), "spoke": spoke}
    found = rows_together([rows.order_by().values("pk") for rows in asked.values()])
    return dict(zip(asked, map(len, found), strict=True))


def _offered(meeting: Meeting, user: User) -> list[Offered]:
    of = unit_of(meeting)
    return papers_to_make_known(user, of, meeting.held_on)


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
    if step == SAY and request.POST.get("them"):
        forms["say"] = _with_phrase(request)
    elif request.method == "POST" and _done(forms, step, one, user):
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
        "phrases": {place: phrases(place) for place in PHRASED},
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
        "say": mindful(ItemForm(typed(SAY), initial=said)),
        "count": VoteForm(typed(COUNT), initial=counts),
        "uncount": Form(typed(UNCOUNT)),
        "give": WorkForm(typed(GIVE), people=people, initial={"client_id": uuid.uuid4()}),
    }


def _with_phrase(request: HttpRequest) -> ItemForm:
    """What was typed, with the sentence chosen put behind it; nothing is saved yet."""
    place = request.POST["them"]
    typed = {name: request.POST.get(name, "") for name in ("title", "opinions", "conclusion")}
    phrase = request.POST.get(f"cau-{place}", "")
    if place in PHRASED and phrase in phrases(place):
        typed[place] = with_phrase(typed[place], phrase)
    typed[SHOWN] = request.POST.get(SHOWN, "")
    return mindful(ItemForm(initial=typed))


@require_POST
def arrange(request: HttpRequest, key: int) -> HttpResponse:
    """The order of the agenda and what it begins with, a step at a time named in `buoc`."""
    user, meeting = recorded_or_404(request, key)
    try:
        _arrange(request, meeting, user)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    return redirect("meetings:content", meeting.pk)


def _arrange(request: HttpRequest, meeting: Meeting, user: User) -> None:
    step = request.POST.get("buoc", "")
    if step in ("mau", "chep"):
        of = unit_of(meeting)
        if step == "chep":
            titles = last_titles(of.pk, meeting.kind, meeting.held_on)
        else:
            titles = with_theme(meeting.kind, meeting.theme, of, meeting.held_on)
        if not add_items(meeting, titles, by=user):
            messages.info(request, _("Không có nội dung nào mới để thêm."))
        return
    if step == "van-ban":
        _take_up(request, meeting, user)
        return
    asked = request.POST.get("muc", "")
    one = meeting.items.filter(pk=key_of(asked) or 0).first()
    if one is None or step not in ("len", "xuong", "bo"):
        messages.error(request, _("Chọn nội dung cần xếp lại."))
    elif step == "bo":
        drop_item(one, by=user)
    else:
        move_item(one, -1 if step == "len" else 1, by=user)


def _take_up(request: HttpRequest, meeting: Meeting, user: User) -> None:
    """Papers ticked among those offered become points."""
    asked = request.POST.getlist("van-ban")
    chosen = [one.paper for one in _offered(meeting, user) if str(one.paper.pk) in asked]
    for paper in chosen:
        add_item(meeting, uuid.uuid4(), paper_title(paper), paper=paper, by=user)
    if not chosen:
        messages.error(request, _("Chọn văn bản đưa vào chương trình."))


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
