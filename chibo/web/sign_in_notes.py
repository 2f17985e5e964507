"""Comings and goings in the journal: sign-in, sign-out, wrong passwords and codes, one's own keys.

Django and allauth carry these out; they say so, and here it is written down. Nothing that was typed
is kept: whoever mistakes the two fields types a password where the name belongs.
"""

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_logged_out, user_login_failed

from chibo.accounts.models import User
from chibo.accounts.queries import user_named
from chibo.audit.actions import note_reading

if TYPE_CHECKING:
    from django.http import HttpRequest  # noqa: TID251 (a type only)


def connect() -> None:
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_wrong_password)
    authentication_failed.connect(_wrong_code)
    password_changed.connect(_own_password)
    authenticator_added.connect(_factor_on)
    authenticator_removed.connect(_factor_off)
    authenticator_reset.connect(_new_codes)


def _signed_in(user: User, **_more: Any) -> None:
    note_reading(user, "account.signed_in", user)


def _signed_out(user: User | None, **_more: Any) -> None:
    if user is not None:
        note_reading(user, "account.signed_out", user)


def _wrong_password(
    credentials: dict[str, Any], request: "HttpRequest | None" = None, **_more: Any
) -> None:
    """Each try until the account rests; names nobody has are counted by axes alone."""
    user = user_named(str(credentials.get("username") or ""))
    if user is not None and AxesProxyHandler.is_allowed(request, credentials):
        note_reading(None, "account.sign_in_failed", user)


def _wrong_code(user: User, **_more: Any) -> None:
    note_reading(None, "account.code_failed", user)


def _own_password(user: User, **_more: Any) -> None:
    note_reading(user, "account.password_changed", user)


def _factor_on(user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        note_reading(user, "account.second_factor_on", user)


def _factor_off(user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        note_reading(user, "account.second_factor_off", user)


def _new_codes(user: User, **_more: Any) -> None:
    note_reading(user, "account.recovery_codes_renewed", user)
