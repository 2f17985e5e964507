"""What a meeting has on paper: the next agenda, and the whole of it as it is handed in."""

from typing import Any

from django.db.models import Prefetch

from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import open_on, work_of
from chibo.audit.snapshots import snapshot
from chibo.meetings.models import AgendaItem, ItemWork, Meeting, Vote
from chibo.meetings.queries.said import beside_the_agenda
from chibo.organisations.queries.tree import Branch

# More open work than this is looked at on its own list, not point by point in one evening.
_MOST_RETURNING = 20


def returning_work(of: Branch) -> list[Assignment]:
    """Open work of the unit, the first due first: looked at before anything new."""
    rows = work_of(of).filter(open_on(of.on)).order_by("due_on", "pk")
    return list(rows[:_MOST_RETURNING])


def written(meeting: Meeting) -> dict[str, Any]:
    """The minutes whole, as plain values: the meeting, its roll, guests, items, votes and work."""
    items = meeting.items.prefetch_related("works")
    votes = Vote.objects.filter(item__meeting=meeting).order_by("pk")
    return {
        "meeting": snapshot(meeting),
        "roll": [snapshot(row) for row in meeting.roll.order_by("pk")],
        "guests": [snapshot(row) for row in meeting.guests.all()],
        "items": [snapshot(row) for row in items],
        "votes": [snapshot(row) for row in votes],
        "works": [snapshot(work) for item in items for work in item.works.all()],
        **beside_the_agenda(meeting),
    }


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Points in order, with their votes and the work they gave, in two questions."""
    links = ItemWork.objects.select_related("assignment__person")
    rows = meeting.items.select_related("vote", "paper", "returning__person")
    return list(rows.prefetch_related(Prefetch("works", links)))
