"""Plans that another app keeps: read through the registry of figures, never registered a second time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo.base.figures import Reading, Scope, UnknownFigure, figure, number_url, read_together
from chibo.organisations.queries.tree import branches, know_books

# The figure of what is planned for a year, and of what was done of it; both take the year as their key.
_PAIRS = (("admission_target", "admission_target_done"),)


@dataclass(frozen=True)
class Plan:
    organisation_id: int
    label: str
    unit: str
    wanted: Decimal
    value: Decimal
    url: str
    wanted_url: str


def planned_elsewhere(units: Collection[int], year: int, on: date) -> list[Plan]:
    """Of units that planned something, by key, in the order they are given in; four questions."""
    places = branches(units, on)
    know_books(list(places.values()))
    scopes = [Scope(places[key], on, key=str(year)) for key in units if key in places]
    pairs = [pair for pair in _PAIRS if _known(*pair)]
    asked = [(figure(name), scope) for pair in pairs for scope in scopes for name in pair]
    return list(_plans(read_together(asked)))


def _known(*names: str) -> bool:
    try:
        return all(figure(name) for name in names)
    except UnknownFigure:
        return False


def _plans(readings: list[Reading]) -> Iterator[Plan]:
    for planned, done in zip(readings[::2], readings[1::2], strict=True):
        if planned.value is None or done.value is None:
            continue
        yield Plan(
            planned.scope.branch.pk,
            str(planned.figure.label),
            done.unit,
            Decimal(planned.value),
            Decimal(done.value),
            number_url(done.figure.id, done.scope),
            number_url(planned.figure.id, planned.scope),
        )
