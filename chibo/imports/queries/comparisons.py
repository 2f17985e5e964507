"""Comparisons within reach, the one before, and their differences narrowed as asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.kept_files import kept_file
from chibo.imports.models import ComparedPerson, Comparison, Difference
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach, taken_over
from chibo.organisations.queries.tree import within


def comparisons_visible_to(user: User, on: date | None = None) -> QuerySet[Comparison]:
    """Where the user may bring lists in, and of units that ended there or were merged into them."""
    day = on or timezone.localdate()
    here = within(reach(user, Power.IMPORT, day)) & (
        holds_on(day) | Q(organisation__dissolved_on__lte=day)
    )
    units = Placement.objects.filter(here | taken_over(user, Power.IMPORT))
    standing = Comparison.objects.filter(dropped_at__isnull=True)
    return standing.filter(organisation__in=units.values("organisation"))


def comparison_content(of: Comparison) -> bytes:
    return kept_file("imports", of.stored_as)


def last_comparison(organisation: Organisation, before: int | None = None) -> Comparison | None:
    """The latest that was carried through; `before` is the key of the one that looks back."""
    rows = Comparison.objects.filter(
        organisation=organisation, compared_at__isnull=False, dropped_at__isnull=True
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return rows.order_by("-pk").first()


def sides_by_person(of: Comparison, people: Iterable[int] | None = None) -> dict[int, Any]:
    """Person → the row of that comparison; all, or only those asked for."""
    rows = ComparedPerson.objects.filter(comparison=of, person__isnull=False)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    return {row.person_id: row for row in rows if row.person_id}


UNCLEAR = "chua-ro"


@dataclass(frozen=True)
class Narrowing:
    """How a list of differences is narrowed; "" and 0 do not narrow. `part` is one of PARTS."""

    part: str = UNCLEAR
    field: str = ""
    changed: str = ""
    cell: int = 0


# By a verdict still to be carried out, or by what became of it.
PARTS = {
    UNCLEAR: Q(outcome="", verdict=""),
    "sua-ben-kia": Q(outcome="", verdict=Difference.Verdict.THERE),
    "sua-so-nay": Q(outcome="", verdict=Difference.Verdict.HERE),
    "da-bao-sua": Q(outcome=Difference.Outcome.FIXED),
    "da-lay": Q(outcome=Difference.Outcome.TAKEN),
}


def narrowed_differences(of: Comparison, asked: Narrowing) -> QuerySet[Difference]:
    rows = Difference.objects.filter(comparison=of).filter(PARTS[asked.part])
    if asked.field:
        rows = rows.filter(field=asked.field)
    if asked.changed:
        rows = rows.filter(changed=asked.changed)
    if asked.cell:
        rows = rows.filter(of__cell=asked.cell)
    return rows.select_related("of", "of__person").order_by("of", "pk")


def part_counts(of: Comparison) -> dict[str, int]:
    counts = {f"n{at}": Count("pk", filter=where) for at, where in enumerate(PARTS.values())}
    read = Difference.objects.filter(comparison=of).aggregate(**counts)
    return {part: read[f"n{at}"] for at, part in enumerate(PARTS)}


def field_counts(of: Comparison, part: str) -> dict[str, int]:
    rows = Difference.objects.filter(comparison=of).filter(PARTS[part]).order_by()
    return dict(rows.values_list("field").annotate(n=Count("pk")))


def cell_counts(of: Comparison, part: str) -> dict[int, int]:
    """Cell → differences of its people; those of nobody's cell are left out."""
    rows = Difference.objects.filter(comparison=of, of__cell__isnull=False).filter(PARTS[part])
    return dict(rows.order_by().values_list("of__cell").annotate(n=Count("pk")))
