"""Tokens of programs: which of them opens the door today, and who sees that they exist."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.accounts.queries import digest_of
from chibo.base.dated import holds_on
from chibo.organisations.models import ApiToken, Duty
from chibo.organisations.queries.accounts import accounts_visible_to


def standing_on(day: date) -> Q:
    """The condition that a token is neither revoked nor expired, and its owner still acts in its duty."""
    owner = Q(user__is_active=True, user__must_change_password=False)
    return owner & holds_on(day, "duty__") & Q(revoked_at__isnull=True, expires_on__gt=day)


def token_shown(text: str) -> ApiToken | None:
    """The token a program shows, when it stands today."""
    standing = ApiToken.objects.filter(standing_on(timezone.localdate()))
    return standing.select_related("user", "duty").filter(digest=digest_of(text)).first()


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user).select_related("user", "duty")


def tokens_visible_to(user: User) -> QuerySet[ApiToken]:
    """One's own, and those of the accounts one manages."""
    owners = Q(user=user) | Q(user__in=accounts_visible_to(user))
    return ApiToken.objects.filter(owners).select_related("user", "duty")


def duties_to_lend(user: User) -> list[Duty]:
    """Duties in force today: a token acts within one of them."""
    return list(Duty.objects.on(timezone.localdate()).filter(user=user).order_by("pk"))
