"""Tokens by which programs act for a person: made, used, revoked."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from chibo.accounts.models import User
from chibo.accounts.queries import digest_of
from chibo.audit.actions import Line as JournalLine
from chibo.audit.actions import note, note_all
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.organisations.models import ApiToken, Duty
from chibo.organisations.rules import check_expiry, may_make_token, may_revoke_token, may_use_token

# Known by its beginning to people, to the mask of the log and to whatever looks for leaked secrets.
PREFIX = "chibo_"


@transaction.atomic
def make_token(
    duty: Duty, name: str, purposes: Sequence[str], expires_on: date, *, by: User
) -> tuple[ApiToken, str]:
    """A token of one's own duty and its text, which is shown once and kept nowhere."""
    hold(duty)
    require(by, may_make_token, duty)
    check_expiry(duty, expires_on)
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        user=by,
        duty=duty,
        name=name.strip(),
        digest=digest_of(text),
        purposes=sorted(set(purposes)),
        expires_on=expires_on,
    )
    token.full_clean()
    token.save()
    note(by, "token.made", token)
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """No program gets in with it any more; revoking it again changes nothing."""
    hold(token)
    require(by, may_revoke_token, token)
    _revoke([token], by)


@transaction.atomic
def use_token(token: ApiToken, *, by: User) -> None:
    """The first use of a day: the token remembers it, and the journal."""
    require(by, may_use_token, token)
    token.last_used_on = timezone.localdate()
    token.save(update_fields=["last_used_on"])
    note(by, "token.used", token)


def revoke_tokens_of(user: User, *, by: User) -> None:
    """Whoever lost the password or the account may have lost the tokens too."""
    _revoke(list(ApiToken.objects.filter(user=user)), by)


def _revoke(tokens: Sequence[ApiToken], by: User) -> None:
    standing = [token for token in tokens if token.revoked_at is None]
    for token in standing:
        token.revoked_at = timezone.now()
    ApiToken.objects.bulk_update(standing, ["revoked_at"])
    note_all(by, [JournalLine("token.revoked", token) for token in standing])
