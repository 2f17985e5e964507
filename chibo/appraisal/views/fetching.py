"""Fetching through the one door, and the frame all pages of ratings share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.appraisal.models import Cycle, Rated
from chibo.appraisal.queries.cycles import rows_visible_to, visible_to
from chibo.appraisal.rules import may_keep, may_rate
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import crumbs, tabs

PAGE_LENGTH = 50


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads names there."""
    user = signed_in(request)
    of = branch_visible_to(user, org, timezone.localdate())
    if of is None or not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


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
    found: Rated | None = rows.select_related("cycle__organisation", "person", "unit").first()
    if found is None:
        raise Http404
    return user, found


def committee_rated_or_404(request: HttpRequest, key: int) -> tuple[User, Rated]:
    """A row, for whoever rates for the committee, while its cycle goes on."""
    user, rated = rated_or_404(request, key)
    if not may_rate(user, rated.cycle.path) or rated.cycle.cancelled_on:
        raise Http404
    return user, rated


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def organisation_of(of: Branch) -> Organisation:
    return Organisation.objects.get(pk=of.pk)


def register_of(of: Branch) -> int:
    """A cell's papers stand in the register of the committee above it."""
    return of.parent_id if of.is_cell and of.parent_id else of.pk


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


def cycle_frame(user: User, cycle: Cycle, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of every page of a cycle; crumbs lead through the organisation only where the user may look."""
    of = branch(cycle.organisation_id, cycle.frozen_on)
    reads = branch_visible_to(user, of.pk, timezone.localdate()) is not None
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
            here if more else {"label": str(cycle)},
            *more,
        ],
    }


def rated_frame(user: User, rated: Rated, *more: Mapping[str, str]) -> dict[str, Any]:
    here = {"label": rated.name, "url": rated.get_absolute_url()} if more else {"label": rated.name}
    return cycle_frame(user, rated.cycle, here, *more) | {"rated": rated}


def fill_in(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    page: Mapping[str, Any],
    *,
    done: str,
    to: str | Callable[[Any], str],
    template: str = "appraisal/form.html",
) -> HttpResponse:
    """Show the form, or carry it out and go `to` an address, maybe made of what came out of it."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act)
        if form.is_valid():
            messages.success(request, done)
            return redirect(to if isinstance(to, str) else to(made))
    return render(request, template, {"form": form, **page})
