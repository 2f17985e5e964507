from datetime import date

from chibo.accounts.models import User
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach
from chibo.organisations.queries.tree import Branch, as_branch, placed, within

_OFFERED = 300


def places_to_export(user: User, on: date) -> list[Branch]:
    """Organisations whose data the user may take out, in tree order."""
    rows = placed(on).filter(within(reach(user, Power.EXPORT, on), "placement__path"))
    return [as_branch(row, on) for row in rows.order_by("path")[:_OFFERED]]
