"""A year of learning from Hồ Chí Minh, unit by unit: a cell, or what hangs directly below a committee."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from chibo.base.asking import rows_together
from chibo.organisations.figures import child_id
from chibo.organisations.queries.tree import Branch, children
from chibo.study.models import CommitmentKind
from chibo.study.queries.following import (
    TO_FOLLOW,
    active_models,
    cells_of_year,
    commitments_of,
)
from chibo.study.queries.studies import came_by, must_study


@dataclass
class UnitYear:
    """`must` is the frozen base of the theme, `committed` those of it or beside it who registered or planned.
    `cells_…` count cells that have something of their own."""

    unit: Branch
    cells: int = 0
    must: int = 0
    came: int = 0
    committed: int = 0
    exemplary: int = 0
    cells_committed: int = 0
    cells_ethics: int = 0
    models: int = 0


def year_by_unit(of: Branch, year: int) -> list[UnitYear]:
    """Its children, or itself for a cell; what belongs to none of them is the branch's own line."""
    units = [of] if of.is_cell else [*children(of)]
    found = {unit.pk: UnitYear(unit) for unit in units}
    own = found.setdefault(of.pk, UnitYear(of))

    def of_path(path: str) -> UnitYear:
        return found.get(child_id(path, of) if path.startswith(of.path) else of.pk, own)

    cells, models = rows_together([cells_of_year(of, year).values("path"), _models(of)])
    for row in cells:
        of_path(row.path).cells += 1
    _count_theme(of, year, of_path)
    _count_commitments(of, year, of_path)
    for row in models:
        of_path(row.path).models += 1
    lines = list(found.values())
    return lines if of.is_cell else [one for one in lines if one.unit.pk != of.pk or _any(one)]


def _models(of: Branch) -> QuerySet[Any, Any]:
    return active_models(of).order_by().values("path")


def _any(one: UnitYear) -> bool:
    return bool(one.must or one.committed or one.cells_ethics or one.models)


def _count_theme(of: Branch, year: int, of_path: Any) -> None:
    counted = must_study(of, of.on, theme=year).order_by().values("path")
    for row in counted.annotate(must=Count("pk"), came=Count("pk", filter=came_by(of.on))):
        line = of_path(row["path"])
        line.must += row["must"]
        line.came += row["came"]


def _count_commitments(of: Branch, year: int, of_path: Any) -> None:
    people, unit = Q(person__isnull=False), Q(person__isnull=True)
    counts = {
        "committed": Count("person", filter=people & Q(kind__in=TO_FOLLOW), distinct=True),
        "exemplary": Count("pk", filter=people & Q(kind=CommitmentKind.EXEMPLARY)),
        "planned": Count("pk", filter=unit & Q(kind__in=TO_FOLLOW)),
        "ethics": Count("pk", filter=unit & Q(kind=CommitmentKind.ETHICS)),
    }
    rows: Any = commitments_of(of, year).order_by().values("path").annotate(**counts)
    for row in rows:
        line = of_path(row["path"])
        line.committed += row["committed"]
        line.exemplary += row["exemplary"]
        line.cells_committed += bool(row["planned"])
        line.cells_ethics += bool(row["ethics"])


def totals(lines: list[UnitYear]) -> Mapping[str, int]:
    names = ("cells", "must", "came", "committed", "exemplary", "cells_committed", "cells_ethics")
    return {name: sum(getattr(one, name) for one in lines) for name in (*names, "models")}
