from chibo.accounts.models import User
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_register_paper(user: User, keeper: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, keeper.path)
