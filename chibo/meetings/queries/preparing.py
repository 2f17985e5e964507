"""What a phone takes along to record without network: names and status, never a number or a birth date."""

import base64
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from chibo.accounts.models import User
from chibo.base.sealing import public_point
from chibo.base.text import format_date
from chibo.meetings.models import Attendance, Meeting, PlannedMeeting, Raised, Remark, State
from chibo.meetings.queries.content import items_of, returning_work
from chibo.meetings.queries.facts import KNOWN
from chibo.meetings.queries.phrases import phrases
from chibo.meetings.queries.plans import paper_title, papers_to_make_known, template_titles
from chibo.meetings.queries.roll import due_at
from chibo.meetings.queries.sheet import Line, criteria, sheet_on
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

# Plans a phone needs between two times it has network.
_AHEAD = timedelta(days=62)
_MOST_PLANS = 12
_MOST_DRAFTS = 5


def prepared(user: User, of: Branch) -> dict[str, Any]:
    """The cell as it stands on the day of `of`, as plain values."""
    kinds = code_list("meeting_kinds").items()
    codes = {str(item.extra["due"]): item.code for item in kinds}
    return {
        "org": of.pk,
        "name": of.name,
        "on": format_date(of.on),
        "kinds": [
            {"code": item.code, "label": item.label, "due": item.extra["due"]} for item in kinds
        ],
        "rolls": {due: _roll(code, of) for due, code in codes.items()},
        "returning": [
            {"id": work.pk, "title": work.what, "due_on": format_date(work.due_on)}
            for work in returning_work(of)
        ],
        "agenda": template_titles("regular", of, of.on) if of.is_cell else [],
        "plans": [_plan(plan) for plan in _plans(of)],
        "papers": [paper_title(one.paper) for one in papers_to_make_known(user, of, of.on)],
        "phrases": {use: phrases(use) for use in ("opinions", "conclusion", "dues")},
        "drafts": [_draft(meeting) for meeting in _drafts(of)],
        "raised": _labels(Raised.choices),
        "remarked": _labels(Remark.Kind.choices),
        "sheet": _sheet(of),
        "office": base64.b64encode(public_point()).decode(),
    }


def _roll(kind: str, of: Branch) -> list[dict[str, Any]]:
    rows = due_at(kind, of)
    people = Person.objects.in_bulk([row.person_id for row in rows])
    ordered = sorted(rows, key=lambda row: people[row.person_id].name_sort)
    return [
        {
            "person": row.person_id,
            "name": people[row.person_id].full_name,
            "status": row.status,
            "outside": row.outside,
            "about": str(row.get_outside_display() or row.get_status_display()),
        }
        for row in ordered
    ]


def _labels(choices: Iterable[tuple[Any, Any]]) -> list[list[str]]:
    return [[str(code), str(label)] for code, label in choices]


def _sheet(of: Branch) -> list[dict[str, Any]]:
    """The lines of the sheet that people judge; what the books know is filled in when the meeting is sent.
    A line of many levels names them, of any other it is enough how many points it has at most."""
    sheet = sheet_on(of.on) if of.is_cell else None
    if sheet is None:
        return []
    judged = [
        (one, [line for line in one.lines if line.fact not in KNOWN]) for one in criteria(sheet)
    ]
    return [
        {
            "label": one.label,
            "lines": [
                {"key": line.key, "label": line.label, "most": line.most, "levels": _levels(line)}
                for line in lines
            ],
        }
        for one, lines in judged
        if lines
    ]


def _levels(line: Line) -> list[tuple[int, str]]:
    return [(n, word) for n, word in line.choices if word != str(n)]


def _plans(of: Branch) -> list[PlannedMeeting]:
    rows = PlannedMeeting.objects.filter(
        organisation=of.pk,
        cancelled_on=None,
        meeting=None,
        planned_on__range=(of.on - _AHEAD, of.on + _AHEAD),
    )
    return list(rows.prefetch_related("items").order_by("planned_on")[:_MOST_PLANS])


def _plan(plan: PlannedMeeting) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "held_on": format_date(plan.planned_on),
        "starts_at": f"{plan.starts_at:%H:%M}",
        "place": plan.place,
        "theme": plan.theme,
        "chair": plan.leader_id,
        "items": [item.title for item in plan.items.all()],
    }


def _drafts(of: Branch) -> list[Meeting]:
    rows = Meeting.objects.filter(organisation=of.pk, state__in=[State.DRAFT, State.RETURNED])
    return list(rows.order_by("-held_on", "-pk")[:_MOST_DRAFTS])


def _draft(meeting: Meeting) -> dict[str, Any]:
    """A meeting still being written, as the phone may go on with it: what it knows is its base."""
    rows = meeting.roll.select_related("person").order_by("person__name_sort", "pk")
    return {
        "meeting": str(meeting.client_id),
        "opening": {
            "kind": meeting.kind,
            "held_on": format_date(meeting.held_on),
            "starts_at": f"{meeting.starts_at:%H:%M}",
            "ends_at": f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
            "place": meeting.place,
            "theme": meeting.theme,
            "dues_status": meeting.dues_status,
            "remark": meeting.remark,
            "chair": meeting.chair_id,
            "minute_taker": meeting.minute_taker_id,
        },
        "roll": [_on_roll(row) for row in rows],
        "guests": list(meeting.guests.values("name", "post", "unit", "is_in_charge")),
        "items": [
            {
                "client_id": str(item.client_id),
                "title": item.title,
                "opinions": item.opinions,
                "conclusion": item.conclusion,
                "returning": item.returning_id,
                "vote": _counts(item),
            }
            for item in items_of(meeting)
        ],
    }


def _on_roll(row: Attendance) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "name": row.person.full_name,
        "status": row.status,
        "outside": row.outside,
        "about": str(row.get_outside_display() or row.get_status_display()),
        "state": row.state,
        "reason": row.reason,
    }


def _counts(item: Any) -> dict[str, int] | None:
    if not hasattr(item, "vote"):
        return None
    return {name: getattr(item.vote, name) for name in ("in_favour", "against", "other")}
