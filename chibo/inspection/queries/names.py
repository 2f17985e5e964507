"""What units were called, and who stands behind a row about a member or a unit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from chibo.organisations.models import Profile


def unit_names(keys: Iterable[int | None], on: date, column: str = "short_name") -> dict[int, str]:
    """Short names on the day, or the first ones of units founded later; full ones by the column `name`."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", column
    ):
        if start <= on or key not in found:
            found[key] = name
    return found


def called(rows: Iterable[Any], on: date, column: str = "short_name") -> dict[int, str]:
    """By key of a row with a `person` or a `unit`: what it is called."""
    shown = list(rows)
    names = unit_names([row.unit_id for row in shown], on, column)
    return {
        row.pk: row.person.full_name if row.person_id else names.get(row.unit_id, "")
        for row in shown
    }
