"""Fetching through the one door, and the frame all pages of the desk share."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.cleaning.rules.access import may_mend, may_see_findings
from chibo.members.due.units import is_at_work
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs

PAGE_LENGTH = 50
# A file of slips, a page to fill in: as many as a person goes through in one sitting.
MOST_SLIPS = 200


def counted_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads its figures."""
    user = signed_in(request)
    of = branch_visible_to(user, org, timezone.localdate())
    if of is None:
        raise Http404
    return user, of


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """A grassroots organisation or a unit below one, for whoever reads names there."""
    user, of = counted_or_404(request, org)
    if not may_see_findings(user, of) or not is_at_work(of):
        raise Http404
    return user, of


def mended_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_mend(user, of):
        raise Http404
    return user, of


def desk_url(of: Branch) -> str:
    return reverse("cleaning:desk", args=[of.pk])


def list_url(of: Branch, **filters: Any) -> str:
    asked = "&".join(
        f"{name.replace('_', '-')}={value}" for name, value in filters.items() if value
    )
    return reverse("cleaning:list", args=[of.pk]) + (f"?{asked}" if asked else "")


def frame(user: User, of: Branch, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, crumbs down to `more`."""
    desk = {"label": _("Rà soát dữ liệu"), "url": desk_url(of) if more else ""}
    return {
        "of": of,
        "tabs": tabs(user, of, AsOf(of.on), "lam-sach"),
        "crumbs": [*crumbs(user, of, AsOf(of.on), itself=True), desk, *more],
    }
