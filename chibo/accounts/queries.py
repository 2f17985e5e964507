from hashlib import sha256
from typing import TYPE_CHECKING, cast

from django.db.models import QuerySet

from chibo.accounts.models import CalendarKey, User

if TYPE_CHECKING:
    from django.http import HttpRequest  # noqa: TID251 (a type only)


def signed_in(request: "HttpRequest") -> User:
    """The person at the screen; every view but the named public ones is behind the sign-in."""
    return cast(User, request.user)


def user_named(username: str) -> User | None:
    return User.objects.filter(username=username.strip().lower()).first()


def able_to_sign_in() -> QuerySet[User]:
    return (
        User.objects.filter(is_active=True).exclude(password="").exclude(password__startswith="!")
    )


def digest_of(key: str) -> str:
    """How a key of 256 random bits is kept: nothing to guess, so no salt and no slow hash."""
    return sha256(key.encode()).hexdigest()


def owner_of_calendar_key(key: str) -> User | None:
    owners = User.objects.filter(is_active=True, must_change_password=False)
    return owners.filter(calendar_key__digest=digest_of(key)).first()


def calendar_key_of(user: User) -> CalendarKey | None:
    return CalendarKey.objects.filter(user=user).first()
