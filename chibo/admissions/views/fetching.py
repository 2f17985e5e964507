"""Fetching through the one door: what a person may not see does not exist."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, branch

Crumbs = list[dict[str, Any]]


def today() -> AsOf:
    return AsOf(timezone.localdate())


def branch_or_404(request: HttpRequest, key: int, on: AsOf) -> Branch:
    """The organisation on the day, within reach of the user's figures; 404 outside.

    Raises NotInTree for one in reach that did not stand on the day.
    """
    user = signed_in(request)
    if found := branch_visible_to(user, key, on.day):
        return found
    paths = Placement.objects.filter(organisation=key).values_list("path", flat=True)
    if any(has_power(user, Power.SEE_FIGURES, path) for path in paths):
        return branch(key, on.day)
    raise Http404


def named_or_404(request: HttpRequest, key: int, on: AsOf) -> tuple[User, Branch]:
    """The organisation for whoever may read names there; 404 for everybody else."""
    user, of = signed_in(request), branch_or_404(request, key, on)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


def allowed_or_404(holds: bool) -> None:
    if not holds:
        raise Http404
