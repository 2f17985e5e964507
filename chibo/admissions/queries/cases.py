"""Cases on their way into the Party: whose a user may follow, and where each stood on a day."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from chibo.accounts.models import User
from chibo.admissions.models import Case, CaseCell, CaseStage
from chibo.base.dated import holds_on
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, under_ever

# Cases with the columns these functions add; the checker of types knows the model's own only.
Cases = QuerySet[Any]


def cases_visible_to(user: User, on: date) -> Cases:
    """Cases, open or closed, followed on the day by cells where the user may read names."""
    return _followed(named_under(user, on), on)


def cases_of(of: Branch) -> Cases:
    """Cases, open or closed, followed on the branch's day by its cells. Who may read them is not asked."""
    return _followed(under_ever(of, "path"), of.on)


def open_on(rows: Cases, on: date) -> Cases:
    """Those neither completed nor stopped by the close of the day."""
    return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def _followed(placed_where: Q, on: date) -> Cases:
    """A cell that has ended keeps the closed cases it had, at its last place in the tree."""
    stood = holds_on(on) | Q(organisation__dissolved_on__lte=on)
    cells = Placement.objects.filter(placed_where & stood, started_on__lte=on)
    followed = CaseCell.objects.on(on).filter(cell__in=cells.values("organisation"))
    return Case.objects.filter(opened_on__lte=on, pk__in=followed.values("case"))


def with_stage(rows: Cases, on: date) -> Cases:
    """Annotates `stage` and `stage_since` (the last stage begun by the day, of a closed case the one it
    ended at), and of the cell following the case that day `cell_key`, `cell_name` and tree `path`."""
    stage = CaseStage.objects.filter(case=OuterRef("pk"), started_on__lte=on)
    stage = stage.order_by("-started_on", "-pk")
    cell = CaseCell.objects.on(on).filter(case=OuterRef("pk")).values("cell")[:1]
    of_cell = {"organisation": OuterRef("cell_key"), "started_on__lte": on}
    named = Profile.objects.filter(**of_cell).order_by("-started_on")
    placed = Placement.objects.filter(**of_cell).order_by("-started_on")
    return rows.annotate(
        stage=Subquery(stage.values("stage")[:1]),
        stage_since=Subquery(stage.values("started_on")[:1]),
        cell_key=Subquery(cell),
    ).annotate(
        cell_name=Subquery(named.values("short_name")[:1]),
        path=Subquery(placed.values("path")[:1]),
    )


def case_visible_to(user: User, key: int, on: date) -> Any:
    """One case with the columns of `with_stage`, when the user may follow it; None otherwise."""
    rows = with_stage(cases_visible_to(user, on), on).filter(pk=key)
    return rows.select_related("person", "admission", "recognition").first()
