"""Fetching an organisation through the one door: what a person may not see does not exist."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch


def branch_today(request: HttpRequest, key: int) -> Branch:
    """The organisation as it stands today, when the person may see it; 404 otherwise."""
    found = branch_visible_to(signed_in(request), key, timezone.localdate())
    if found is None:
        raise Http404
    return found


def counted_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads its totals."""
    return signed_in(request), branch_today(request, org)


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads names there."""
    user, of = counted_or_404(request, org)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


def allowed_or_404(allowed: bool) -> None:
    """A form nobody here may send is not shown."""
    if not allowed:
        raise Http404


def today() -> AsOf:
    return AsOf(timezone.localdate())


def say(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence)
