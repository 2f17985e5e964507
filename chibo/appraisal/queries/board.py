"""The board of a cycle: its rows narrowed and in order, and how many stand at which step."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When

from chibo.appraisal.models import CellProposal, Cycle, Kind, Rated
from chibo.appraisal.queries.cycles import DECIDED, TO_RATE
from chibo.base.dated import holds_on
from chibo.base.text import fold
from chibo.organisations.models import Profile

Rows = QuerySet[Any]

# What is still to be done, in the order it is done, by the name in the address.
STEPS: Mapping[str, Q] = {
    "chua-tu": TO_RATE & Q(own_level=""),
    "chua-de-nghi": TO_RATE & Q(proposed_level=""),
    "chua-danh-gia": TO_RATE & Q(committee_level="", decided_level=""),
    "chua-quyet-dinh": TO_RATE & Q(decided_level=""),
    "da-quyet-dinh": DECIDED,
    "ngoai-dien": ~TO_RATE,
}


def step_counts(rows: Rows) -> dict[str, int]:
    """How many of the rows stand at each step, and in "" all of them; one question."""
    asked = {name.replace("-", "_"): Count("pk", filter=where) for name, where in STEPS.items()}
    found = rows.order_by().aggregate(all=Count("pk"), **asked)
    return {"": found["all"], **{name: found[name.replace("-", "_")] for name in STEPS}}


def kinds_listed(cycle: Cycle) -> list[str]:
    """In the order of Kind."""
    known = set(
        Rated.objects.filter(cycle=cycle).order_by().values_list("kind", flat=True).distinct()
    )
    return [kind for kind in Kind.values if kind in known]


def cells_listed(rows: Rows, cycle: Cycle) -> list[tuple[str, str]]:
    """(key, name) of the cells of people among the rows, as they were called when the list was frozen."""
    found = _names(rows.filter(person__isnull=False), cycle)
    return [(str(key), name) for key, name in sorted(found.items(), key=lambda one: fold(one[1]))]


def _names(rows: Rows, cycle: Cycle) -> dict[int, str]:
    """By key of the units of these rows."""
    called = _called(cycle).filter(organisation__in=rows.order_by().values("unit"))
    ordered = called.order_by("-at_once", "-started_on")
    return dict(ordered.values_list("organisation_id", "short_name"))


def _called(cycle: Cycle) -> QuerySet[Any]:
    """Names of units with `at_once` 0 for that of the day the list was frozen; a cell that came to the list
    later had none then, and goes by its first."""
    then = Case(When(holds_on(cycle.frozen_on), then=0), default=1)
    return Profile.objects.annotate(at_once=then)


@dataclass(frozen=True)
class CellLine:
    """What a cell proposed of those to be rated in it: `counts` members by level, `own` of itself."""

    key: int
    name: str
    path: str
    listed: int
    proposed: int
    counts: Mapping[str, int]
    own: str
    meeting: CellProposal | None


def cell_lines(rows: Rows, cycle: Cycle) -> list[CellLine]:
    """By name; in three questions."""
    to_rate = rows.filter(TO_RATE, kind__in=(Kind.MEMBER, Kind.CELL))
    names = _names(to_rate, cycle)
    meetings = {row.cell_id: row for row in cycle.proposals.filter(cell__in=names)}
    told: dict[int, list[Any]] = defaultdict(list)
    grouped = to_rate.order_by().values_list("unit", "path", "kind", "proposed_level")
    for unit, path, kind, level, count in grouped.annotate(n=Count("pk")):
        told[unit].append((path, kind, level, count))
    lines = [_cell_line(key, name, told[key], meetings.get(key)) for key, name in names.items()]
    return sorted(lines, key=lambda line: fold(line.name))


def _cell_line(
    key: int, name: str, told: Collection[Any], meeting: CellProposal | None
) -> CellLine:
    counts: Counter[str] = Counter()
    for _path, kind, level, count in told:
        if kind == Kind.MEMBER:
            counts[level] += count
    return CellLine(
        key=key,
        name=name,
        path=max((path for path, *_rest in told), default=""),
        listed=sum(count for *_rest, count in told),
        proposed=sum(count for _path, _kind, level, count in told if level),
        counts=counts,
        own=next((level for _path, kind, level, _n in told if kind == Kind.CELL), ""),
        meeting=meeting,
    )


def with_units(rows: Rows, cycle: Cycle) -> Rows:
    """Annotates `unit_name`."""
    names = _called(cycle).filter(organisation=OuterRef("unit")).order_by("at_once", "started_on")
    return rows.annotate(unit_name=Subquery(names.values("short_name")[:1]))


def found_by_name(rows: Rows, words: str) -> Rows:
    """People by any part of their name without marks, others by their name as written."""
    folded = fold(words)
    return rows.filter(
        Q(person__name_folded__contains=folded) | Q(person__isnull=True, name__icontains=words)
    )
