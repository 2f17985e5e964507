"""An organisation as of a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from chibo.accounts.queries import signed_in
from chibo.base.asof import DAY, AsOf, as_of
from chibo.documents.queries import papers_of
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.places import places_of, with_cells
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, NotInTree, children, itself_on
from chibo.organisations.rules import may_change_tree, may_see_names
from chibo.organisations.tabs import crumbs, tabs
from chibo.rulebook.queries import code_list
from chibo.web.queries.organisation import cited, leading, record_of
from chibo.web.queries.strip import figures_of
from chibo.web.queries.units import sizes
from chibo.web.views.fetching import branch_or_404

UNITS, PLACES, PAPERS = 40, 12, 5


def page(request: HttpRequest, key: int) -> HttpResponse:
    on = as_of(request)
    try:
        here = branch_or_404(request, key, on.day)
    except NotInTree:
        ended = Organisation.objects.values_list("dissolved_on", flat=True).get(pk=key)
        if ended is None or ended > on.day or DAY in request.GET:
            raise
        # Old addresses open closed units as they last stood.
        eve = AsOf(ended - timedelta(days=1), is_today=False)
        return redirect(eve.url(reverse("organisations:page", args=[key])))
    user = signed_in(request)
    names, record, below = may_see_names(user, here), record_of(key), children(here)
    last_year = itself_on(here, date(on.day.year - 1, 12, 31))
    profile, led = record.profile(on.day), leading(user, here, below[:UNITS])
    context = {
        "branch": here,
        "organisation": record.organisation,
        "profile": profile,
        "cited": cited(profile),
        "base_type": _base_type(here),
        "as_of": on,
        "crumbs": crumbs(user, here, on),
        "tabs": tabs(user, here, on, ""),
        "figures": figures_of(here, last_year, on),
        "history": record.history(on.day),
        "became": record.became(),
        "roster": led.roster,
        "names": names,
        "places": with_cells(list(places_of(here)[:PLACES]), on.day),
        "papers": papers_of(user, here)[:PAPERS] if names else [],
    }
    context |= _units(below, led.secretaries, on) | _doors(request, here, on)
    return render(request, "web/organisation.html", context)


def _base_type(of: Branch) -> str:
    types = code_list("base_types")
    return types.label(of.base_type) if of.base_type in types else ""


def _units(below: Sequence[Branch], led: Mapping[int, str], on: AsOf) -> dict[str, Any]:
    shown = below[:UNITS]
    counted = sizes(shown, on.day)
    units = [
        {
            "unit": unit,
            "size": counted[unit.pk],
            "secretary": led.get(unit.pk, ""),
            "url": on.url(reverse("organisations:page", args=[unit.pk])),
        }
        for unit in shown
    ]
    return {"units": units, "more_units": max(0, len(below) - UNITS), "all_units": len(below)}


def _doors(request: HttpRequest, here: Branch, on: AsOf) -> dict[str, Any]:
    """What may be done from here; nothing at all on a past day."""
    user = signed_in(request)
    own = reverse("organisations:page", args=[here.pk])
    wanted = [
        (Power.REPORT, "report_url", f"/bao-cao?dv={here.pk}"),
        (Power.IMPORT, "import_url", f"/nhap?dv={here.pk}"),
        (Power.IMPORT, "compare_url", f"/doi-chieu?dv={here.pk}"),
        (Power.SEE_NAMES, "members_url", on.url(f"{own}/dang-vien")),
    ]
    doors: dict[str, Any] = {
        name: url for power, name, url in wanted if has_power(user, power, here.path)
    }
    if not on.is_today:
        for name in ("import_url", "compare_url"):
            doors.pop(name, None)
    may_change = on.is_today and may_change_tree(user, here)
    plans = reverse("members:reorganisation_begin")
    return doors | {"may_change": may_change, "reorganise_url": f"{plans}?dv={here.pk}"}
