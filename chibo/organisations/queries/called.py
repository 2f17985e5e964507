"""Organisations by what people type for them in a form: a code or a full name."""

from datetime import date

from django.db.models import Q

from chibo.accounts.models import User
from chibo.base.text import fold
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach
from chibo.organisations.queries.tree import Branch, as_branch, placed, within

_MOST = 20


def standing_called(user: User, power: Power, text: str, on: date) -> list[Branch]:
    """Organisations of that code or exact name (marks ignored) where the user has the power."""
    digits = text.replace(".", "").replace(" ", "")
    named = Q(profile__name_folded=fold(text))
    if digits.isdigit():
        named |= Q(profile__code=digits)
    where = within(reach(user, power, on), "placement__path")
    rows = placed(on).filter(where).filter(named)
    return [as_branch(row, on) for row in rows[:_MOST]]
