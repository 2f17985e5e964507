"""Who looks after data: whoever keeps the records where the person or the unit stands."""

from chibo.accounts.models import User
from chibo.cleaning.models import Confirmation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_mend(user: User, of: Branch) -> bool:
    """Correct files in bulk, confirm findings and record what a sweep found."""
    return has_power(user, Power.KEEP_RECORDS, of.path)


def may_see_findings(user: User, of: Branch) -> bool:
    return has_power(user, Power.SEE_NAMES, of.path)


def may_take_along(user: User, of: Branch) -> bool:
    """The worklist as a workbook, the slips of a cell."""
    return may_see_findings(user, of) and has_power(user, Power.EXPORT, of.path)


def may_compare_beside(user: User, of: Branch) -> bool:
    """Lay the official system's list beside the books, which stands with the lists that are brought in."""
    return may_see_findings(user, of) and has_power(user, Power.IMPORT, of.path)


def may_withdraw(user: User, confirmation: Confirmation) -> bool:
    return has_power(user, Power.KEEP_RECORDS, confirmation.path)
