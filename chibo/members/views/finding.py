"""Fetching through the one door: what a person may not see does not exist."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.members.models import Person
from chibo.members.queries.reach import person_visible_to
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, ancestors, branch

Crumb = dict[str, str]


def branch_or_404(request: HttpRequest, key: int, day: AsOf) -> Branch:
    """The organisation on the day, within reach of the user's figures; 404 outside.

    Raises NotInTree for one in reach that did not stand on the day.
    """
    user = signed_in(request)
    if found := branch_visible_to(user, key, day.on):
        return found
    paths = Placement.objects.filter(organisation=key).values_list("path", flat=True)
    if any(has_power(user, Power.SEE_FIGURES, path) for path in paths):
        return branch(key, day.on)
    raise Http404


def person_or_404(request: HttpRequest, key: int) -> Person:
    person = person_visible_to(signed_in(request), key)
    if person is None:
        raise Http404
    return person


def crumbs(request: HttpRequest, of: Branch, day: AsOf, last: str) -> list[Crumb]:
    """The way down to the branch as it was on the day; a link only to what the user may open."""
    return way_down(request, [*ancestors(of), of], day, last)


def way_down(request: HttpRequest, line: list[Branch], day: AsOf, last: str) -> list[Crumb]:
    """The same along a line of organisations that is already at hand."""
    user = signed_in(request)
    known = {one.pk for one in line if has_power(user, Power.SEE_FIGURES, one.path)}
    way = [
        {"label": one.name, "url": day.url(page_of(one)) if one.pk in known else ""} for one in line
    ]
    return [*way, {"label": last, "url": ""}]


def page_of(one: Branch) -> str:
    return reverse("organisations:page", args=[one.pk])
