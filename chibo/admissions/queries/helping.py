"""Official members who may help or introduce somebody."""

from datetime import date

from django.db.models import QuerySet

from chibo.admissions.queries.standing import Line
from chibo.members.models import Membership, Person, Status
from chibo.members.queries.finding import found as matching

MOST_FOUND = 30


def officials_of(cell_id: int, on: date) -> list[Person]:
    """Of the cell, by name."""
    return _people(_officials(on).filter(cell=cell_id))


def officials_like(line: Line | None, text: str, on: date, key: int = 0) -> list[Person]:
    """Of the cell's basic organisation, by a piece of the name or by key."""
    if line is None or line.basic is None:
        return []
    rows = _officials(on).filter(grassroots=line.basic.pk)
    rows = rows.filter(person=key) if key else matching(rows, text)
    return _people(rows)[:MOST_FOUND]


def _officials(on: date) -> QuerySet[Membership]:
    return Membership.objects.on(on).filter(status=Status.OFFICIAL)


def _people(rows: QuerySet[Membership]) -> list[Person]:
    found = rows.select_related("person").defer("person__national_id", "person__old_id")
    return [row.person for row in found.order_by("person__name_sort", "pk")]
