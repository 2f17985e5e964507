"""What committees concluded, as it counts on a day."""

from collections.abc import Iterable
from datetime import date

from chibo.consolidation.models import Conclusion
from chibo.consolidation.queries.reach import Rows
from chibo.rulebook.queries import add_months, rule


def holding(rows: Rows, on: date) -> list[Conclusion]:
    """The latest one of each unit and criterion that still holds on the day."""
    months = rule("consolidation.conclusion_holds", on).months
    since = add_months(on, -months)
    found: dict[tuple[int, str], Conclusion] = {}
    for row in rows.filter(concluded_on__gt=since, concluded_on__lte=on).order_by(
        "concluded_on", "pk"
    ):
        found[row.unit_id, row.criterion] = row
    return list(found.values())


def by_unit(rows: Iterable[Conclusion]) -> dict[int, dict[str, Conclusion]]:
    found: dict[int, dict[str, Conclusion]] = {}
    for row in rows:
        found.setdefault(row.unit_id, {})[row.criterion] = row
    return found
