"""Points of an agenda change places."""

from collections.abc import Iterable
from typing import TypeVar

from chibo.meetings.models import AgendaItem, PlannedItem

Point = TypeVar("Point", AgendaItem, PlannedItem)


def one_place_on(points: Iterable[Point], point: Point, step: int) -> list[Point]:
    """All points numbered anew with this one a place up (-1) or down (+1); none where it is at the end already."""
    found = list(points)
    here = found.index(point)
    there = here + step
    if not 0 <= there < len(found):
        return []
    found[here], found[there] = found[there], found[here]
    for position, one in enumerate(found, start=1):
        one.position = position
    return found
