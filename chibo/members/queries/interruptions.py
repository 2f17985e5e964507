"""Months outside the Party that do not count as Party age."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby

from chibo.members.models import Movement

# How membership itself ends. Who moved out stayed a member elsewhere.
ENDS_MEMBERSHIP = frozenset({"removed", "left", "expelled", "admission_cancelled"})

Interruption = tuple[date, date]


def interruptions(people: Collection[int]) -> dict[int, list[Interruption]]:
    """By person, the half-open stretches [left, came back) outside the Party; absent are those with none.

    A restoration whose decision says the membership counts as never interrupted leaves no stretch.
    Who has not come back has none yet.
    """
    moves = (
        Movement.objects.filter(person__in=people)
        .exclude(kind="reorganised")
        .order_by("person", "happened_on", "pk")
        .only("person_id", "kind", "happened_on", "to_cell_id", "uninterrupted")
    )
    by_person = groupby(moves.iterator(), key=lambda move: move.person_id)
    found = {key: list(_stretches(told)) for key, told in by_person}
    return {key: stretches for key, stretches in found.items() if stretches}


def _stretches(moves: Iterable[Movement]) -> Iterable[Interruption]:
    left: date | None = None
    for move in moves:
        if move.kind in ENDS_MEMBERSHIP:
            left = move.happened_on
        elif left is not None and move.to_cell_id:
            if not move.uninterrupted:
                yield left, move.happened_on
            left = None
