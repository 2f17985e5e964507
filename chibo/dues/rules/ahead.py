"""What is due of members for any months: from the rolls, and reckoned for months no roll was drawn up for."""

from collections.abc import Collection, Sequence
from datetime import date

from chibo.dues.queries.owed import Owed, charged, still_owed
from chibo.dues.rules.reckoning import reckoned_each
from chibo.organisations.queries.tree import Branch

Due = dict[tuple[int, date], int | None]


def due_for(of: Branch, months: Sequence[date], people: Collection[int] | None = None) -> Due:
    """(person, month) → đồng with what is volunteered, None where nobody knows. Of everybody, or of `people`."""
    known = charged(of, months)
    drawn_up = {month for _key, month in known}
    found = dict(known)
    without = [month for month in months if month not in drawn_up]
    for month, lines in (reckoned_each(of, without, people) if without else {}).items():
        for one in lines:
            amount = one.due.amount
            due = None if amount is None else amount + one.volunteered
            found[one.payer.person_id, month] = due
    return found


def owed_for(of: Branch, months: Sequence[date]) -> Owed:
    """By person and month, what is left to pay."""
    return still_owed(due_for(of, months))
