"""Which cell follows a case."""

from datetime import date

from django.utils import timezone

from chibo.admissions.models import Case, CaseCell
from chibo.organisations.models import Organisation, Placement


def followed_by(case: Case, on: date | None = None) -> CaseCell:
    """The cell of the day, before the first the first, by default the one of now."""
    rows = list(case.cells.select_related("cell").order_by("started_on", "pk"))
    held = [row for row in rows if on is None or row.started_on <= on]
    return (held or rows[:1])[-1]


def followed_path(case: Case) -> str:
    """The place in the tree of the cell following the case now; the last it had when the cell has ended."""
    return cell_path(followed_by(case).cell)


def cell_path(cell: Organisation) -> str:
    placed = Placement.objects.filter(organisation=cell, started_on__lte=timezone.localdate())
    return placed.order_by("-started_on").values_list("path", flat=True)[0]
