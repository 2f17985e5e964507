"""Who opens a cycle, speaks for a cell, rates and decides."""

from chibo.accounts.models import User
from chibo.appraisal.models import Aim, Rated
from chibo.appraisal.queries.aims import is_decided, where_now
from chibo.members.queries.reach import own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def may_keep(user: User, path: str) -> bool:
    """Open a cycle, change its list, record what was decided, keep agencies."""
    return has_power(user, Power.KEEP_RECORDS, path)


def may_rate(user: User, path: str) -> bool:
    """Enter the committee's own rating: its office, its secretary and deputy."""
    return may_keep(user, path) or has_power(user, Power.APPROVE, path)


def may_propose(user: User, path: str) -> bool:
    """Record what a cell proposed, like its meetings."""
    return has_power(user, Power.RECORD_MEETINGS, path)


def may_correct_aim(user: User, aim: Aim) -> bool:
    """Whoever speaks for the unit, or for the cell the member is in now, until the year is decided; then whoever
    keeps the books."""
    _unit, path = where_now(aim)
    return may_keep(user, path) or (may_propose(user, path) and not is_decided(aim))


def may_review(user: User, rated: Rated) -> bool:
    """Write the self-review: oneself, or whoever keeps the books of the unit for those who write on paper."""
    return rated.person_id in own_files(user) or may_propose(user, rated.path)


def may_decide(user: User, path: str) -> bool:
    return may_keep(user, path)
