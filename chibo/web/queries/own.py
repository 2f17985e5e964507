"""What a member's own page tells: the next meetings, the work given, the studies, how often they came."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from chibo.accounts.models import User
from chibo.appraisal.models import Rated
from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import open_on, with_unit_names
from chibo.meetings.models import Attendance, PlannedMeeting, Presence, State
from chibo.members.models import Membership, Person
from chibo.study.models import Commitment
from chibo.study.queries.following import commitments_visible_to, standing
from chibo.study.queries.studies import learners_visible_to, with_state

_NEXT, _MOST = 3, 20


@dataclass(frozen=True)
class Own:
    """`came` of `due`: regular and other meetings of this year with approved minutes."""

    person: Person
    stay: Membership | None
    meetings: list[PlannedMeeting]
    works: list[Any]
    studies: list[Any]
    commitments: list[Commitment]
    came: int
    due: int
    reviews: list[Rated]


def own_page(user: User, on: date) -> Own | None:
    """None when the account is linked to no file."""
    person = Person.objects.filter(account__user=user).first()
    if person is None:
        return None
    stay = Membership.objects.on(on).filter(person=person).select_related("cell").first()
    came, due = _turns(person, on)
    return Own(
        person,
        stay,
        _meetings(stay, on) if stay else [],
        _works(person, on),
        _studies(user, person, on),
        _commitments(user, person, on),
        came,
        due,
        _reviews(person),
    )


def _meetings(stay: Membership, on: date) -> list[PlannedMeeting]:
    rows = PlannedMeeting.objects.filter(
        organisation=stay.cell_id, planned_on__gte=on, cancelled_on=None, meeting=None
    )
    return list(rows.order_by("planned_on", "starts_at", "pk")[:_NEXT])


def _works(person: Person, on: date) -> list[Any]:
    rows = Assignment.objects.filter(open_on(on), person=person)
    return list(with_unit_names(rows, on).order_by("due_on", "pk")[:_MOST])


def _studies(user: User, person: Person, on: date) -> list[Any]:
    """Not yet studied, by the day they close."""
    rows = learners_visible_to(user, on).filter(
        person=person, study__cancelled_on=None, study__closes_on__gte=on, outside=""
    )
    unread = with_state(rows, on).select_related("study").order_by("study__closes_on", "pk")
    return [row for row in unread[:_MOST] if not row.came]


def _commitments(user: User, person: Person, on: date) -> list[Commitment]:
    rows = commitments_visible_to(user, on).filter(standing(on), person=person, year=on.year)
    return list(rows.order_by("kind", "pk")[:_MOST])


def _reviews(person: Person) -> list[Rated]:
    """Cycles in which their own self-review may still be written."""
    rows = Rated.objects.filter(person=person, decided_level="", unrated="")
    rows = rows.filter(cycle__cancelled_on=None, cycle__told=False)
    return list(rows.select_related("cycle").order_by("-cycle__year", "pk")[:_MOST])


def _turns(person: Person, on: date) -> tuple[int, int]:
    rows = Attendance.objects.filter(
        person=person, meeting__held_on__year=on.year, meeting__state=State.APPROVED
    )
    found = rows.aggregate(
        came=Count("pk", filter=Q(state=Presence.PRESENT)),
        due=Count("pk", filter=~Q(state=Presence.OUTSIDE)),
    )
    return found["came"], found["due"]
