"""Who hands files over and takes them in for an organisation."""

from chibo.accounts.models import User
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch

LARGEST_FILE = 10_000_000


def may_keep_keys(user: User, place: Branch) -> bool:
    """Whoever hands in for the organisation, or receives for it."""
    return has_power(user, Power.SUBMIT, place.path) or has_power(user, Power.APPROVE, place.path)
