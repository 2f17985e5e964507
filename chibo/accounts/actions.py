"""Accounts and passwords.

The journal and the duties stand on floors above this one: whoever calls these for somebody else
asks for permission and notes the change itself (organisations.actions).
"""

import secrets
from collections.abc import Sequence

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from chibo.accounts.models import CalendarKey, User
from chibo.accounts.queries import digest_of
from chibo.accounts.rules import may_change_own
from chibo.base.rules import require

# No letters or digits that are mistaken for one another when read out over the telephone.
_EASY_TO_READ = "abcdefghkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_user(
    *, username: str, full_name: str, password: str = "", email: str = "", by: User | None
) -> User:
    """A new account; without a password nobody can sign in with it until one is given."""
    user = User(username=username.strip().lower(), full_name=full_name.strip(), email=email)
    if password:
        validate_password(password, user)
    user.set_password(password or None)
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def change_password(user: User, *, new: str, by: User) -> User:
    """The owner chooses a new password; other sessions of the account end."""
    require(by, may_change_own, user)
    validate_password(new, user)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    return user


@transaction.atomic
def share_password(users: Sequence[User], password: str, *, by: User | None) -> None:
    """Several accounts sign in with one password, worked out once: those of the demo world."""
    encoded = make_password(password)
    for user in users:
        validate_password(password, user)
        user.password = encoded
    User.objects.bulk_update(users, ["password"])


@transaction.atomic
def reset_password(user: User, *, by: User | None) -> str:
    """Give a password that works until the first sign-in asks for an own one; it is shown once."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    CalendarKey.objects.filter(user=user).delete()  # who lost the password may have lost the phone
    return password


@transaction.atomic
def deactivate_user(user: User, *, by: User | None) -> User:
    """Nobody signs in with this account any more; what it did stays in the journal."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    CalendarKey.objects.filter(user=user).delete()
    _end_sessions(user)
    return user


def _end_sessions(user: User) -> None:
    """Or they would go on when the account is opened again. Only what a session holds says whose it is; alive
    are those of the last hours."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    ended = [one.pk for one in alive if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=ended).delete()


@transaction.atomic
def reactivate_user(user: User, *, by: User | None) -> User:
    """The account may be used again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def set_large_text(user: User, *, large_text: bool, by: User) -> User:
    """Remember how large this person reads."""
    require(by, may_change_own, user)
    user.large_text = large_text
    user.save(update_fields=["large_text"])
    return user


@transaction.atomic
def renew_calendar_key(user: User, *, by: User) -> tuple[CalendarKey, str]:
    """A new key of the person's calendar and its text, shown once; the one before stops working."""
    require(by, may_change_own, user)
    text = secrets.token_urlsafe(32)
    CalendarKey.objects.filter(user=user).delete()
    key = CalendarKey(user=user, digest=digest_of(text))
    key.full_clean()
    key.save()
    return key, text


@transaction.atomic
def close_calendar_key(key: CalendarKey, *, by: User) -> None:
    """The calendar answers nobody any more until a new key is made."""
    require(by, may_change_own, key.user)
    key.delete()


def one_time_password() -> str:
    """Four groups of four, about 78 bits: `k7mn-2pqr-…`."""
    groups = ("".join(secrets.choice(_EASY_TO_READ) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
