"""Who reads and keeps what is inspected: stricter than the branch. The duty reaches its own organisation's
books only, never those below it; nobody reads a file about themself."""

from chibo.accounts.models import User
from chibo.inspection.models import Complaint
from chibo.inspection.queries.reach import complaints_visible_to
from chibo.members.queries.reach import own_files
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders


def may_inspect(user: User, keeper: int) -> bool:
    """Whether the user inspects in the name of that organisation (its key) itself."""
    return keeper in holders(user, Power.INSPECT)


def may_keep_about(user: User, keeper: int, person: int | None) -> bool:
    """Keeps a record about a person (a key): never about themself."""
    return may_inspect(user, keeper) and person not in own_files(user)


def may_keep_complaint(user: User, row: Complaint) -> bool:
    return complaints_visible_to(user).filter(pk=row.pk).exists()
