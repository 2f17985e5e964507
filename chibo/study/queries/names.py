"""What units were called."""

from collections.abc import Iterable
from datetime import date

from chibo.organisations.models import Profile


def unit_names(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """Short names on the day, or the first ones of units founded later."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", "short_name"
    ):
        if start <= on or key not in found:
            found[key] = name
    return found
