"""Who may do what with targets and indicators."""

from chibo.accounts.models import User
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power, holders
from chibo.organisations.queries.tree import path_ids
from chibo.targets.models import TargetVersion


def may_register(user: User, path: str) -> bool:
    """Whoever records meetings of a unit registers what it means to reach."""
    return has_power(user, Power.RECORD_MEETINGS, path)


def may_approve(user: User, path: str) -> bool:
    """A committee's own leaders and office, for the committee and what hangs below."""
    return has_power(user, Power.APPROVE, path)


def may_decide(user: User, version: TargetVersion, path: str) -> bool:
    """Who registered a number does not approve it."""
    return may_approve(user, path) and version.proposer_id != user.pk


def may_set(user: User, path: str) -> bool:
    """From above: whoever approves for an organisation above the unit whose place is `path`."""
    above = path_ids(path)[:-1]
    return any(key in above for key in holders(user, Power.APPROVE))


def may_close(user: User, path: str) -> bool:
    """The result of a period is recorded by whoever approves, never by the unit alone."""
    return may_approve(user, path)


def may_tell(user: User, path: str) -> bool:
    """Indicators of a place are kept with the records of its committee."""
    return has_power(user, Power.KEEP_RECORDS, path)


def may_add_indicators(user: User) -> bool:
    """Whoever runs the installation."""
    return bool(holders(user, Power.MANAGE_DUTIES))


def may_take_out(user: User, path: str) -> bool:
    """A board names nobody: whoever exports for the unit."""
    return has_power(user, Power.EXPORT, path)


def may_tell_history(user: User, path: str) -> bool:
    """Numbers with their approvals, as kept elsewhere: whoever may both register and approve."""
    return may_register(user, path) and may_approve(user, path)
