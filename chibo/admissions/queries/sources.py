"""Cells that follow somebody who may join, and since when the others follow nobody."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from chibo.admissions.models import CaseCell
from chibo.base.dated import holds_on
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, under


def followed_cells(of: Branch) -> QuerySet[Any]:
    """Keys of cells of the branch that on its day follow somebody not yet admitted."""
    below = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return _sources(of.on).filter(cell__in=below).values("cell")


def watched(of: Branch) -> int:
    """How many not yet admitted the cells of the branch follow on its day."""
    below = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return _sources(of.on).filter(cell__in=below).values("case").distinct().count()


def _sources(on: date) -> QuerySet[CaseCell]:
    still = Q(case__closed_on__isnull=True) | Q(case__closed_on__gt=on)
    waiting = Q(case__admission__isnull=True) | Q(case__admission__ceremony_on__gt=on)
    return CaseCell.objects.filter(holds_on(on), still, waiting)


def last_source(cells: Collection[int], on: date) -> dict[int, date]:
    """Per cell without a source the day its last one ended: admitted, stopped or passed to another cell.
    Cells that have never followed anybody are absent."""
    rows = CaseCell.objects.filter(cell__in=cells, started_on__lte=on)
    ends = rows.values_list("cell").annotate(
        admitted=Max(
            "case__admission__ceremony_on", filter=Q(case__admission__ceremony_on__lte=on)
        ),
        closed=Max(
            "case__closed_on",
            filter=Q(case__closed_on__lte=on, case__admission__isnull=True),
        ),
        passed=Max("ended_on", filter=Q(ended_on__lte=on, case__admission__isnull=True)),
    )
    return {cell: max(day for day in days if day) for cell, *days in ends.order_by() if any(days)}
