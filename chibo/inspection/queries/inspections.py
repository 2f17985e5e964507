"""Inspections that count, whom they looked at and what came of it; asked for totals by figures and reports.

To show an inspection to somebody, go through `queries.reach`.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from chibo.base.periods import Period
from chibo.inspection.models import FoundViolation, Inspected, Inspection, Remedy
from chibo.inspection.queries.reach import not_cancelled
from chibo.organisations.queries.tree import Branch, under_ever

# Rows with annotated columns; the checker of types knows the model's own only.
Rows = QuerySet[Any]


def inspected_in(of: Branch, span: Period) -> Rows:
    """Turns: members and units of the branch looked at by inspections concluded in the period."""
    return Inspected.objects.filter(
        under_ever(of, "path"),
        not_cancelled(span.last, "inspection__"),
        inspection__concluded_on__range=(span.first, span.last),
    )


def first_inspected_in(of: Branch, span: Period) -> Rows:
    """Each member and each unit once, by the first inspection of theirs in the period."""
    earlier = inspected_in(of, span).filter(_same(), _before())
    return inspected_in(of, span).exclude(Exists(earlier))


def with_violation(of: Branch, span: Period) -> Q:
    """The condition that a violation was found in a period about the member or unit of a row."""
    found = FoundViolation.objects.filter(inspected=OuterRef("pk"))
    rows = inspected_in(of, span).filter(Exists(found)).filter(_same())
    return Q(Exists(rows))


def _same() -> Q:
    return Q(person=OuterRef("person")) | Q(unit=OuterRef("unit"))


def _before() -> Q:
    earlier = Q(inspection__concluded_on__lt=OuterRef("inspection__concluded_on"))
    same_day = Q(inspection__concluded_on=OuterRef("inspection__concluded_on"))
    return earlier | same_day & Q(pk__lt=OuterRef("pk"))


def found_in(of: Branch, span: Period) -> Rows:
    """Violations found, each of them."""
    return FoundViolation.objects.filter(inspected__in=inspected_in(of, span).values("pk"))


def remedies_open(of: Branch) -> Rows:
    """Remedies asked by inspections led in the branch, neither verified nor taken back by its day."""
    closed = Q(work__verified_on__lte=of.on) | Q(work__cancelled_on__lte=of.on)
    rows = Remedy.objects.filter(under_ever(of, "inspection__path"), work__given_on__lte=of.on)
    return rows.exclude(closed)


def kept_by(keeper: int, year: int) -> Rows:
    """The books of one keeper: inspections opened in a year, or carried on in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    carried = Q(opened_on__lt=first) & (Q(archived_on__isnull=True) | Q(archived_on__gte=first))
    return Inspection.objects.filter(
        Q(opened_on__range=(first, last)) | carried & not_cancelled(first), keeper=keeper
    )
