"""Where units stood."""

from collections.abc import Collection
from datetime import date

from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import NotInTree


def paths_on(wanted: Collection[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """By unit (a key) and day its path, or the last one of a unit that ended by then. Raises NotInTree for
    a day before it was founded."""
    told: dict[int, list[tuple[date, str]]] = {}
    rows = Placement.objects.filter(organisation__in={key for key, _day in wanted})
    for key, start, path in rows.order_by("started_on").values_list(
        "organisation", "started_on", "path"
    ):
        told.setdefault(key, []).append((start, path))
    found = {}
    for key, day in wanted:
        before = [path for start, path in told.get(key, ()) if start <= day]
        if not before:
            raise NotInTree.on(day)
        found[key, day] = before[-1]
    return found
