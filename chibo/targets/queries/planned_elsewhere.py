"""Plans that another app keeps: read through the registry of figures, never registered a second time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Value

from chibo.base.figures import (
    Figure,
    Scope,
    Sum,
    UnknownFigure,
    figure,
    number_url,
    read_together,
)
from chibo.organisations.figures import ByChild
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.tree import Branch, branch, know_books, path_ids

# The figure of what is planned for a year, and of what was done of it; both take the year as their key.
_PAIRS = (("admission_target", "admission_target_done"),)
# So many units are read from what stands above them all instead of one by one.
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


def planned_elsewhere(places: Sequence[Branch], year: int) -> list[Plan]:
    """Of units that planned something, in the order they are given in. As many questions for units of many
    committees as for those of one."""
    told = _together if len(places) >= _TOGETHER else _one_by_one
    found: dict[int, list[Plan]] = {}
    for pair in _known_pairs():
        for plan in told(pair, places, str(year)):
            found.setdefault(plan.organisation_id, []).append(plan)
    return [plan for one in places for plan in found.get(one.pk, [])]


def _known_pairs() -> Iterator[tuple[Figure, Figure]]:
    for planned, done in _PAIRS:
        try:
            yield figure(planned), figure(done)
        except UnknownFigure:
            continue


def _one_by_one(pair: tuple[Figure, Figure], places: Sequence[Branch], year: str) -> Iterator[Plan]:
    know_books(places)
    scopes = [Scope(one, one.on, key=year) for one in places]
    readings = read_together([(of, scope) for scope in scopes for of in pair])
    for planned, done in zip(readings[::2], readings[1::2], strict=True):
        if planned.value is not None and done.value is not None:
            scope = planned.scope
            yield _plan(pair, scope, Decimal(planned.value), Decimal(done.value))


def _together(pair: tuple[Figure, Figure], places: Sequence[Branch], year: str) -> Iterator[Plan]:
    """Rows of what stands above all of them, added up by where they hang; a unit without a plan has none."""
    paths = [one.path for one in places]
    ends = zip(path_ids(min(paths)), path_ids(max(paths)), strict=False)
    above = [key for key, other in ends if key == other]
    whole = Scope(branch(above[-1], places[0].on), places[0].on, key=year)
    planned, done = (_added_up(of, whole) for of in pair)
    for one in places:
        if wanted := planned[one.path]:
            scope = Scope(one, one.on, key=year)
            yield _plan(pair, scope, Decimal(wanted), Decimal(done[one.path]))


def _added_up(of: Figure, whole: Scope) -> Counter[str]:
    """By tree path: what the rows at it and below it come to."""
    child = of.dimension("child")
    assert isinstance(child, ByChild)
    amount = F(of.rows.column) if isinstance(of.rows, Sum) else Value(1)
    rows = of.rows(whole).order_by().values_list(child.key(whole), amount)
    found: Counter[str] = Counter()
    for path, number in rows:
        for end in range(SEGMENT, len(path) + 1, SEGMENT):
            found[path[:end]] += number
    return found


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
