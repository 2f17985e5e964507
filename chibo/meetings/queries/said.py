"""Petitions a user may read, how they stand on a day; what a meeting holds beside its agenda."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When

from chibo.accounts.models import User
from chibo.audit.snapshots import snapshot
from chibo.meetings.models import Meeting, Petition, Raised, Remark, Score
from chibo.meetings.queries.meetings import visible_to as meetings_visible_to
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, under_ever

# Petitions with the columns `with_state` adds; the checker of types knows the model's own only.
Petitions = QuerySet[Any]

OPEN, OVERDUE, ANSWERED, NOTED = "open", "overdue", "answered", "noted"


def petitions_visible_to(user: User, on: date) -> Petitions:
    return Petition.objects.filter(meeting__in=meetings_visible_to(user, on))


def petitions_of(of: Branch) -> Petitions:
    """Raised at meetings of a branch's units by its day."""
    return Petition.objects.filter(under_ever(of, "meeting__path"), meeting__held_on__lte=of.on)


def with_state(rows: Petitions, on: date) -> Petitions:
    """Annotates `state` as of a day and `unit_name`, who met there."""
    words = [
        When(answered_on__lte=on, then=Value(ANSWERED)),
        When(kind=Raised.OPINION, then=Value(NOTED)),
        When(due_on__lt=on, then=Value(OVERDUE)),
    ]
    names = Profile.objects.on(on).filter(organisation=OuterRef("meeting__organisation"))
    return rows.annotate(
        state=Case(*words, default=Value(OPEN), output_field=CharField()),
        unit_name=Subquery(names.values("short_name")[:1]),
    )


@dataclass(frozen=True)
class Beside:
    """What a meeting holds beside its agenda, in the order it was recorded."""

    petitions: Iterable[Petition] = ()
    remarks: Iterable[Remark] = ()
    scores: Iterable[Score] = ()


def beside_the_agenda(meeting: Meeting) -> dict[str, Any]:
    """As the minutes keep them: petitions, remarks and the sheets of points as plain values."""
    return beside_of(Beside(meeting.petitions.all(), meeting.remarks.all(), meeting.scores.all()))


def beside_of(rows: Beside) -> dict[str, Any]:
    """As `beside_the_agenda`, of rows at hand."""
    return {
        "petitions": [snapshot(row) for row in rows.petitions],
        "remarks": [snapshot(row) for row in rows.remarks],
        "scores": [snapshot(row) for row in rows.scores],
    }
