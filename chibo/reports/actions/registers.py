"""What leaves word when a register with people's names is taken out of the system."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.members.rules import may_export
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.organisations.rules import may_see_names


@transaction.atomic
def take_register_along(of: Branch, register: str, *, by: User) -> None:
    """`register` is the form it follows, its period and how many lines it has."""
    require(by, may_see_names, of)
    require(by, may_export, of)
    note_reading(by, "register.printed", organisation_of(of), path=of.path, reason=register)
