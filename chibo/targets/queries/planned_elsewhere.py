"""Plans that another app keeps: read through the registry of figures, never registered a second time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo.base.figures import Figure, Scope, UnknownFigure, figure, number_url, read_together
from chibo.organisations.queries.tree import Branch, branches, know_books

# The figure of what is planned for a year, and of what was done of it; both take the year as their key.
_PAIRS = (("admission_target", "admission_target_done"),)
# So many units of one committee are read as its breakdown instead of one by one.
_TOGETHER = 6


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
    """Of units that planned something, by key, in the order they are given in. The questions grow with the
    committees above the units, not with the units."""
    places = branches(units, on)
    found: dict[int, list[Plan]] = {}
    for pair in _known_pairs():
        for siblings in _by_committee(list(places.values())):
            told = _together if len(siblings) >= _TOGETHER else _one_by_one
            for plan in told(pair, siblings, str(year)):
                found.setdefault(plan.organisation_id, []).append(plan)
    return [plan for key in units for plan in found.get(key, [])]


def _known_pairs() -> Iterator[tuple[Figure, Figure]]:
    for planned, done in _PAIRS:
        try:
            yield figure(planned), figure(done)
        except UnknownFigure:
            continue


def _by_committee(places: Sequence[Branch]) -> list[list[Branch]]:
    found: dict[int | None, list[Branch]] = {}
    for one in places:
        found.setdefault(one.parent_id, []).append(one)
    small = [one for some in found.values() if len(some) < _TOGETHER for one in some]
    return [some for some in found.values() if len(some) >= _TOGETHER] + [small]


def _one_by_one(pair: tuple[Figure, Figure], places: Sequence[Branch], year: str) -> Iterator[Plan]:
    know_books(places)
    scopes = [Scope(one, one.on, key=year) for one in places]
    readings = read_together([(of, scope) for scope in scopes for of in pair])
    for planned, done in zip(readings[::2], readings[1::2], strict=True):
        if planned.value is not None and done.value is not None:
            scope = planned.scope
            yield _plan(pair, scope, Decimal(planned.value), Decimal(done.value))


def _together(pair: tuple[Figure, Figure], places: Sequence[Branch], year: str) -> Iterator[Plan]:
    """The committee's figures fallen into its units; a unit without a plan has none."""
    above = branches([places[0].parent_id or 0], places[0].on)
    whole = Scope(next(iter(above.values())), places[0].on, key=year)
    planned, done = (
        {group.key: group.value for group in of.dimension("child").groups(of.rows(whole), whole)}
        for of in pair
    )
    for one in places:
        wanted = planned.get(str(one.pk), 0)
        if wanted:
            scope = Scope(one, one.on, key=year)
            yield _plan(pair, scope, Decimal(wanted), Decimal(done.get(str(one.pk), 0)))


def _plan(pair: tuple[Figure, Figure], scope: Scope, wanted: Decimal, value: Decimal) -> Plan:
    planned, done = pair
    return Plan(
        scope.branch.pk,
        str(planned.label),
        done.unit_of(scope),
        wanted,
        value,
        number_url(done.id, scope),
        number_url(planned.id, scope),
    )
