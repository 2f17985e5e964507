"""Steps one and two of recording: how it began, and the roll."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.queries.takers import people_to_give
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.base.overtaking import mindful
from chibo.base.rules import Refusal
from chibo.base.text import clean, fold
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.opening import Opening, correct_opening, name_guest, open_meeting
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.forms.opening import GuestForm, OpeningForm
from chibo.meetings.forms.roll import RollForm
from chibo.meetings.models import Meeting, PlannedMeeting, Presence
from chibo.meetings.queries.phrases import phrases
from chibo.meetings.queries.plans import Plans, visible_to
from chibo.meetings.queries.roll import turnout, with_home_names
from chibo.meetings.rules import may_record
from chibo.meetings.views.fetching import frame, people_on_roll, recorded_or_404, steps
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.tabs import crumbs
from chibo.organisations.views.fetching import named_or_404

_ABOUT = (
    "client_id",
    "kind",
    "held_on",
    "starts_at",
    "ends_at",
    "place",
    "theme",
    "dues_status",
    "remark",
)


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if not may_record(user, of.path):
        raise Http404
    plan = _asked_plan(request, user, of)
    initial = {"client_id": uuid.uuid4(), **_planned(plan, of)}
    form = OpeningForm(posted(request), people=people_to_give(user, of), initial=initial)
    if request.method == "POST" and form.is_valid():
        organisation = organisation_of(of)
        made = carried_out(
            form, lambda: open_meeting(organisation, _opening(form), by=user, plan=plan)
        )
        if made and form.is_valid():
            return redirect("meetings:roll", made.pk)
    context = {
        "form": form,
        "title": _("Ghi sinh hoạt"),
        "dues_phrases": phrases("dues"),
        "of": of,
        "back": reverse("meetings:list", args=[of.pk]),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Sinh hoạt"), "url": reverse("meetings:list", args=[of.pk])},
            {"label": _("Ghi sinh hoạt")},
        ],
    }
    return render(request, "meetings/new.html", context)


def _asked_plan(request: HttpRequest, user: User, of: Branch) -> PlannedMeeting | None:
    """The planned meeting the page was opened from."""
    asked = key_of(request.GET.get("lich", ""))
    rows: Plans = visible_to(user, of.on).filter(organisation=of.pk, meeting=None)
    found: PlannedMeeting | None = rows.filter(pk=asked, cancelled_on=None).first()
    return found


def _planned(plan: PlannedMeeting | None, of: Branch) -> dict[str, object]:
    """What is known before the meeting begins."""
    if plan is None:
        return {"held_on": of.on, "kind": "regular"}
    names = ("kind", "starts_at", "place", "theme")
    known = {name: getattr(plan, name) for name in names}
    return known | {"held_on": plan.planned_on, "chair": plan.leader_id or ""}


def opening(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = recorded_or_404(request, key)
    form = mindful(
        OpeningForm(
            posted(request), people=people_on_roll(meeting), known=meeting, initial=_known(meeting)
        )
    )
    if request.method == "POST" and form.is_valid():
        carried_out(form, lambda: correct_opening(meeting, _opening(form), by=user))
        if form.is_valid():
            return redirect("meetings:roll", meeting.pk)
    return render(
        request,
        "meetings/opening.html",
        {
            **frame(user, meeting),
            "form": form,
            "dues_phrases": phrases("dues"),
            "steps": steps(meeting, "opening"),
        },
    )


def roll(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = recorded_or_404(request, key)
    rows = with_home_names(meeting.roll.select_related("person"), meeting.held_on)
    rows = rows.order_by("person__name_sort", "pk")
    text = clean(request.GET.get("tim", ""))
    found = [row for row in rows if fold(text) in fold(row.person.full_name)]
    everybody = request.POST.get("buoc") == "tat-ca"
    form = RollForm(None if everybody else posted(request), roll=found)
    if everybody:
        return _all_present(request, user, meeting)
    if request.method == "POST" and form.is_valid():
        marks = [Mark(*one) for one in form.marks()]
        carried_out(form, lambda: mark_roll(meeting, marks, by=user))
        if form.is_valid():
            return redirect("meetings:roll" if text else "meetings:content", meeting.pk)
    context = {
        "form": form,
        "text": text,
        "turnout": turnout(meeting),
        "guests": meeting.guests.all(),
        "guest_form": GuestForm(None),
        "steps": steps(meeting, "roll"),
    }
    return render(request, "meetings/roll.html", {**frame(user, meeting), **context})


def _all_present(request: HttpRequest, user: User, meeting: Meeting) -> HttpResponse:
    """Everybody due, in one touch; who is outside by the books stays outside."""
    due = meeting.roll.filter(outside="").values_list("person", flat=True)
    try:
        mark_roll(meeting, [Mark(key, Presence.PRESENT) for key in due], by=user)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    return redirect("meetings:roll", meeting.pk)


def guest(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = recorded_or_404(request, key)
    form = GuestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        named = carried_out(
            form,
            lambda: name_guest(
                meeting,
                given["name"],
                given["post"],
                is_in_charge=given["is_in_charge"],
                unit=given["unit"],
                by=user,
            ),
        )
        if named and form.is_valid():
            messages.success(request, _("Đã ghi khách dự."))
            return redirect("meetings:roll", meeting.pk)
    context = {
        "form": form,
        "title": _("Khách dự"),
        "submit": _("Ghi khách dự"),
        "back": reverse("meetings:roll", args=[meeting.pk]),
    }
    return render(request, "meetings/form.html", {**frame(user, meeting), **context})


def _opening(form: OpeningForm) -> Opening:
    given = {name: form.cleaned_data[name] for name in _ABOUT}
    return Opening(**given, chair=form.person("chair"), minute_taker=form.person("minute_taker"))


def _known(meeting: Meeting) -> dict[str, object]:
    named = {"chair": meeting.chair_id or "", "minute_taker": meeting.minute_taker_id or ""}
    return {name: getattr(meeting, name) for name in _ABOUT} | named
