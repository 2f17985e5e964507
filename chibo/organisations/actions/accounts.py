"""Accounts of other people: asked for here, where duties are known, and kept in the journal."""

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.actions import create_user, deactivate_user, reactivate_user, reset_password
from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import Refusal, require
from chibo.organisations.actions.tokens import revoke_tokens_of
from chibo.organisations.rules import may_manage_account, may_manage_accounts


@transaction.atomic
def open_account(*, username: str, full_name: str, email: str = "", by: User) -> tuple[User, str]:
    """A new account and the password that works until its owner chooses one; shown once."""
    require(by, may_manage_accounts)
    user = create_user(username=username, full_name=full_name, email=email, by=by)
    once = reset_password(user, by=by)
    note(by, "account.opened", user)
    return user, once


@transaction.atomic
def give_new_password(user: User, *, by: User) -> str:
    """A one-time password for somebody who has lost theirs."""
    require(by, may_manage_account, user)
    once = reset_password(user, by=by)
    revoke_tokens_of(user, by=by)
    note(by, "account.password_reset", user)
    return once


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """Nobody signs in with the account any more; one cannot shut oneself out."""
    require(by, may_manage_account, user)
    if user.pk == by.pk:
        raise Refusal(_("Đồng chí không thể tự khóa tài khoản của mình; nhờ một quản trị khác."))
    deactivate_user(user, by=by)
    revoke_tokens_of(user, by=by)
    note(by, "account.closed", user)


@transaction.atomic
def reopen_account(user: User, *, by: User) -> None:
    """The account may be used again."""
    require(by, may_manage_account, user)
    reactivate_user(user, by=by)
    note(by, "account.reopened", user)
