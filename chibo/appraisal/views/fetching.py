"""Fetching through the one door, and the frame all pages of ratings share."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.appraisal.models import Cycle, Rated
from chibo.appraisal.queries.cycles import committee_then_and_on, rows_visible_to, visible_to
from chibo.appraisal.rules import may_keep, may_rate
from chibo.base.asof import AsOf
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_keep(user, of.path):
        raise Http404
    return user, of


def cycle_or_404(request: HttpRequest, key: int) -> tuple[User, Cycle]:
    user = signed_in(request)
    rows = visible_to(user, timezone.localdate()).filter(pk=key)
    cycle: Cycle | None = rows.select_related("organisation").first()
    if cycle is None:
        raise Http404
    return user, cycle


def kept_cycle_or_404(request: HttpRequest, key: int) -> tuple[User, Cycle]:
    user, cycle = cycle_or_404(request, key)
    if not may_keep(user, cycle.path) or cycle.cancelled_on:
        raise Http404
    return user, cycle


def rated_or_404(request: HttpRequest, key: int) -> tuple[User, Rated]:
    user = signed_in(request)
    rows = rows_visible_to(user, timezone.localdate()).filter(pk=key)
    beside = ("cycle__organisation", "person", "unit", "proposal", "review", "commendation")
    found: Rated | None = rows.select_related(*beside).first()
    if found is None:
        raise Http404
    return user, found


def committee_rated_or_404(request: HttpRequest, key: int) -> tuple[User, Rated]:
    """A row, for whoever rates for the committee, while its cycle goes on."""
    user, rated = rated_or_404(request, key)
    if not may_rate(user, rated.cycle.path) or rated.cycle.cancelled_on:
        raise Http404
    return user, rated


def list_frame(user: User, of: Branch, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation."""
    return {
        "of": of,
        "tabs": tabs(user, of, AsOf(of.on), "xep-loai"),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Xếp loại"), "url": reverse("appraisal:list", args=[of.pk])},
            *more,
        ],
    }


def cycle_frame(
    user: User, cycle: Cycle, *more: Mapping[str, str], opens: bool = True
) -> dict[str, Any]:
    """Context of every page of a cycle; crumbs lead through the organisation, and to the cycle, only where the
    user may look."""
    of, today = committee_then_and_on(cycle, timezone.localdate())
    reads = today is not None and has_power(user, Power.SEE_FIGURES, today.path)
    line = [{"label": _("Xếp loại"), "url": reverse("appraisal:list", args=[of.pk])}]
    here = {"label": str(cycle), "url": cycle.get_absolute_url()}
    return {
        "cycle": cycle,
        "of": of,
        "may_keep": may_keep(user, cycle.path) and cycle.cancelled_on is None,
        "may_rate": may_rate(user, cycle.path) and cycle.cancelled_on is None and not cycle.told,
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            *(line if reads else []),
            here if more and opens else {"label": str(cycle)},
            *more,
        ],
    }


def rated_frame(user: User, rated: Rated, *more: Mapping[str, str]) -> dict[str, Any]:
    here = {"label": rated.name, "url": rated.get_absolute_url()} if more else {"label": rated.name}
    named = (rated.path, rated.cycle.path)  # who reads names at neither is the one rated
    opens = any(has_power(user, Power.SEE_NAMES, path) for path in named)
    return cycle_frame(user, rated.cycle, here, *more, opens=opens) | {"rated": rated}
