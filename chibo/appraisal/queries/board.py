"""The board of a cycle: its rows narrowed and in order, and how many stand at which step."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from chibo.appraisal.models import Cycle, Kind, Rated
from chibo.appraisal.queries.cycles import DECIDED, TO_RATE
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
    keys = rows.filter(person__isnull=False).order_by().values("unit")
    names = Profile.objects.on(cycle.frozen_on).filter(organisation__in=keys)
    found = names.values_list("organisation_id", "short_name")
    return [(str(key), name) for key, name in sorted(found, key=lambda one: fold(one[1]))]


def with_units(rows: Rows, cycle: Cycle) -> Rows:
    """Annotates `unit_name`."""
    names = Profile.objects.on(cycle.frozen_on).filter(organisation=OuterRef("unit"))
    return rows.annotate(unit_name=Subquery(names.values("short_name")[:1]))


def found_by_name(rows: Rows, words: str) -> Rows:
    """People by any part of their name without marks, others by their name as written."""
    folded = fold(words)
    return rows.filter(
        Q(person__name_folded__contains=folded) | Q(person__isnull=True, name__icontains=words)
    )
