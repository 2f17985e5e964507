"""What a meeting has on paper: the next agenda, and the whole of it as it is handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import open_on, work_of
from chibo.audit.snapshots import snapshot
from chibo.meetings.models import AgendaItem, Attendance, Guest, ItemWork, Meeting, Vote
from chibo.meetings.queries.said import beside_the_agenda
from chibo.organisations.queries.tree import Branch

# More open work than this is looked at on its own list, not point by point in one evening.
_MOST_RETURNING = 20


def returning_work(of: Branch) -> list[Assignment]:
    """Open work of the unit, the first due first: looked at before anything new."""
    rows = work_of(of).filter(open_on(of.on)).order_by("due_on", "pk")
    return list(rows[:_MOST_RETURNING])


@dataclass(frozen=True)
class Parts:
    """Everything of a meeting that lies in rows of its own, in the order it was recorded."""

    roll: Iterable[Attendance]
    guests: Iterable[Guest]
    items: Iterable[AgendaItem]
    votes: Iterable[Vote]
    works: Iterable[ItemWork]


def written(meeting: Meeting) -> dict[str, Any]:
    """The minutes whole, as plain values: the meeting, its roll, guests, items, votes and work."""
    items = list(meeting.items.prefetch_related("works"))
    return written_of(
        meeting,
        Parts(
            roll=meeting.roll.order_by("pk"),
            guests=meeting.guests.all(),
            items=items,
            votes=Vote.objects.filter(item__meeting=meeting).order_by("pk"),
            works=[work for item in items for work in item.works.all()],
        ),
    ) | beside_the_agenda(meeting)


def written_of(meeting: Meeting, parts: Parts) -> dict[str, Any]:
    """As `written`, of rows at hand, without what stands beside the agenda."""
    return {
        "meeting": snapshot(meeting),
        "roll": [snapshot(row) for row in parts.roll],
        "guests": [snapshot(row) for row in parts.guests],
        "items": [snapshot(row) for row in parts.items],
        "votes": [snapshot(row) for row in parts.votes],
        "works": [snapshot(row) for row in parts.works],
    }


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Points in order, with their votes and the work they gave, in two questions."""
    links = ItemWork.objects.select_related("assignment__person")
    rows = meeting.items.select_related("vote", "paper", "returning__person")
    return list(rows.prefetch_related(Prefetch("works", links)))
