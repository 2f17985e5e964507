from chibo.accounts.models import User
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders


def may_bring_in_workbook(user: User) -> bool:
    """Whoever keeps records and the tree somewhere; where exactly, every single action asks again.
    Into an empty installation, whoever may open it."""
    if not Organisation.objects.exists():
        return True
    return bool(set(holders(user, Power.KEEP_RECORDS)) & set(holders(user, Power.MANAGE_TREE)))
