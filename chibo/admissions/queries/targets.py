"""Targets of admission: what was planned for a period, and what was done of it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chibo.admissions.models import AdmissionTarget
from chibo.base.periods import Period
from chibo.organisations.models import Placement, Profile, Succession
from chibo.organisations.queries.tree import Branch, cell_kinds, under_ever


def cell_targets(of: Branch, year: int) -> QuerySet[Any]:
    """Targets of the whole year given to cells of the branch, wherever the branch has hung; with the tree
    `path` of the cell, and `most`, the upper number of a range. That of a cell merged into another of the
    branch is part of the other's."""
    period = Period.year(year)
    cells = Profile.objects.filter(kind__in=cell_kinds()).during(period).values("organisation")
    below = Placement.objects.filter(under_ever(of, "path")).during(period).values("organisation")
    rows = AdmissionTarget.objects.filter(first_day=period.first, last_day=period.last)
    rows = rows.filter(organisation__in=below).filter(organisation__in=cells)
    return with_path(rows.exclude(Exists(_added_to_another(below, period))))


def _added_to_another(below: QuerySet[Any], period: Period) -> QuerySet[Succession]:
    """Of a target's cell: it was merged into one below, whose target for the period holds both."""
    return Succession.objects.filter(
        predecessor=OuterRef("organisation"),
        kind=Succession.Kind.MERGED,
        on__lte=period.last,
        successor__in=below,
        successor__admission_targets__first_day=period.first,
        successor__admission_targets__last_day=period.last,
    )


def with_path(rows: QuerySet[AdmissionTarget]) -> QuerySet[Any]:
    hung = Placement.objects.filter(organisation=OuterRef("organisation"))
    hung = hung.filter(started_on__lte=OuterRef("last_day")).order_by("-started_on")
    return rows.annotate(path=Subquery(hung.values("path")[:1]), most=Coalesce("high", "low"))
