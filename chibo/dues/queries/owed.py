"""What members of a cell still owe for some months, on a roll or, for months ahead, as it would be reckoned."""

from collections.abc import Iterable
from datetime import date

from chibo.dues.models import Charge
from chibo.dues.queries.books import paid_by_person
from chibo.organisations.queries.tree import Branch, places_ever

Owed = dict[int, dict[date, int]]


def charged(of: Branch, months: Iterable[date]) -> dict[tuple[int, date], int | None]:
    """(person, month) → what is due with what was volunteered; None where nobody knows."""
    rows = Charge.objects.filter(places_ever(of, "path"), month__in=list(months))
    return {
        (key, month): None if amount is None else amount + more
        for key, month, amount, more in rows.values_list(
            "person_id", "month", "amount", "volunteered"
        )
    }


def still_owed(due: dict[tuple[int, date], int | None]) -> Owed:
    """By person and month, what of it has not been paid; absent where nothing is left."""
    if not due:
        return {}
    months = [month for _key, month in due]
    paid = paid_by_person({key for key, _month in due}, min(months), max(months))
    found: Owed = {}
    for (key, month), amount in sorted(due.items(), key=lambda one: one[0][1]):
        left = (amount or 0) - paid.get((key, month), 0)
        if left > 0:
            found.setdefault(key, {})[month] = left
    return found
