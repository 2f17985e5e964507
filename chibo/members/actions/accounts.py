from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
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


@transaction.atomic
def unlink_account(link: PersonAccount, reason: str, *, by: User) -> None:
    """The account no longer reads the file as its own; the journal keeps that it did."""
    hold(link)
    require(by, may_keep_file, link.person)
    note(by, "account.unlinked", link, before=snapshot(link), reason=reason)
    link.delete()
