"""Targets of admission: what was planned for a period, and what was done of it."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chibo.admissions.models import AdmissionTarget
from chibo.base.periods import Period
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch, cell_kinds, under_ever


def cell_targets(of: Branch, year: int) -> QuerySet[Any]:
    """Targets of the whole year given to cells of the branch, wherever the branch has hung; with the tree
    `path` of the cell, and `most`, the upper number of a range."""
    period = Period.year(year)
    cells = Profile.objects.filter(kind__in=cell_kinds()).during(period).values("organisation")
    below = Placement.objects.filter(under_ever(of, "path")).during(period).values("organisation")
    rows = AdmissionTarget.objects.filter(first_day=period.first, last_day=period.last)
    return with_path(rows.filter(organisation__in=below).filter(organisation__in=cells))


def with_path(rows: QuerySet[AdmissionTarget]) -> QuerySet[Any]:
    hung = Placement.objects.filter(organisation=OuterRef("organisation"))
    hung = hung.filter(started_on__lte=OuterRef("last_day")).order_by("-started_on")
    return rows.annotate(path=Subquery(hung.values("path")[:1]), most=Coalesce("high", "low"))
