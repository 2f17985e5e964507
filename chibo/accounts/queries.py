from typing import TYPE_CHECKING, cast

from django.db.models import QuerySet

from chibo.accounts.models import User

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
