"""Fetching through the one door, and the frame all pages of a meeting share."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.meetings.models import Meeting, State
from chibo.meetings.queries.meetings import one_visible_to, unit_of
from chibo.meetings.rules import may_record
from chibo.members.models import Person
from chibo.organisations.queries.tree import NotInTree
from chibo.organisations.tabs import crumbs

TONES = {State.DRAFT: "", State.HANDED_IN: "warn", State.APPROVED: "ok", State.RETURNED: "bad"}


def meeting_or_404(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    user = signed_in(request)
    meeting = one_visible_to(user, key, timezone.localdate())
    if meeting is None:
        raise Http404
    return user, meeting


def recorded_or_404(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    user, meeting = meeting_or_404(request, key)
    if not may_record(user, meeting.path):
        raise Http404
    return user, meeting


def people_on_roll(meeting: Meeting) -> list[Person]:
    rows = meeting.roll.select_related("person").order_by("person__name_sort", "pk")
    return [row.person for row in rows]


def frame(user: User, meeting: Meeting) -> dict[str, Any]:
    """Context of every page of a meeting: itself, its organisation on that day, crumbs."""
    try:
        of = unit_of(meeting)
    except NotInTree:
        raise Http404 from None
    list_url = reverse("meetings:list", args=[of.pk])
    return {
        "meeting": meeting,
        "of": of,
        "tone": TONES[State(meeting.state)],
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            {"label": _("Sinh hoạt"), "url": f"{list_url}?nam={meeting.held_on.year}"},
            {"label": meeting.title},
        ],
    }


def steps(meeting: Meeting, current: str) -> list[dict[str, str]]:
    """The four steps of recording, each open at any time."""
    names = {
        "opening": _("Mở đầu"),
        "roll": _("Điểm danh"),
        "content": _("Nội dung"),
        "check": _("Xem lại"),
    }
    order = list(names)
    return [
        {
            "label": label,
            "url": reverse(f"meetings:{name}", args=[meeting.pk]),
            "state": "current"
            if name == current
            else ("done" if order.index(name) < order.index(current) else ""),
        }
        for name, label in names.items()
    ]
