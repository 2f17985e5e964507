"""Who reads plans, conclusions and milestones: whoever reads names at the unit or at the committee."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.consolidation.models import Conclusion, Milestone, Plan
from chibo.organisations.models import Placement
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, under, under_ever

# Rows with annotated columns; the checker of types knows the model's own only.
Rows = QuerySet[Any]


def units_read(user: User, on: date) -> QuerySet[Any]:
    """Keys of units where the user reads names; of an ended unit, at its last place."""
    stood = holds_on(on) | Q(organisation__dissolved_on__lte=on)
    return Placement.objects.filter(named_under(user, on), stood).values("organisation")


def plans_visible_to(user: User, on: date) -> Rows:
    units = units_read(user, on)
    return Plan.objects.filter(Q(unit__in=units) | Q(committee__in=units), started_on__lte=on)


def milestones_visible_to(user: User, on: date) -> Rows:
    return Milestone.objects.filter(unit__in=units_read(user, on), set_on__lte=on)


def conclusions_visible_to(user: User, on: date) -> Rows:
    units = units_read(user, on)
    rows = Conclusion.objects.filter(Q(unit__in=units) | Q(committee__in=units))
    return rows.filter(concluded_on__lte=on)


def of_branch(of: Branch) -> Q:
    """The condition that a row with `path` and `unit` is of a unit of the branch, then or on its day."""
    standing = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return under_ever(of, "path") | Q(unit__in=standing)


def last_path(organisation: int) -> str:
    """Where a unit hangs, or hung last: where the journal keeps its lines and powers are asked."""
    paths = Placement.objects.filter(organisation=organisation).order_by("-started_on")
    return paths.values_list("path", flat=True).first() or ""
