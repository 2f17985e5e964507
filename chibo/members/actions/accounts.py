from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import require
from chibo.members.models import Person, PersonAccount
from chibo.members.rules import may_keep_file


@transaction.atomic
def link_account(user: User, person: Person, *, by: User) -> PersonAccount:
    """Let an account read this file as its own."""
    require(by, may_keep_file, person)
    link = PersonAccount(user=user, person=person)
    link.full_clean()
    link.save()
    note(by, "account.linked", link)
    return link
