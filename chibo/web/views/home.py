"""“Việc cần làm”: what is due, and the figures of where the person works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.audit.labels import verb_label
from chibo.audit.queries import journal_under
from chibo.base.asof import AsOf, as_of
from chibo.base.figures import Breakdown, Group, groups_together
from chibo.members.due.counting import every_cell
from chibo.members.models import PersonAccount
from chibo.organisations.models import Organisation, Role
from chibo.organisations.powers import Power
from chibo.organisations.queries.tree import Branch, itself_on, know_books, stood_and_before
from chibo.organisations.rules import may_open_installation, may_report, may_see_names
from chibo.organisations.tabs import crumbs
from chibo.web.desk import Desk, Place, desk
from chibo.web.queries import strip
from chibo.web.queries.own import own_page
from chibo.web.queries.units import concerns, secretaries, sizes
from chibo.web.views.heat import heat_part
from chibo.web.views.tasks import due_part

CONCERNS = 4
LIST_LENGTH = 50


def home(request: HttpRequest) -> HttpResponse:
    now, on = desk(request), as_of(request)
    if now.here is None:
        return _without_duty(request)
    if request.GET.get("han"):
        return redirect(f"{reverse('web:tasks')}?{request.GET.urlencode()}")
    # First the figures: what they read of the branch, what is due need not ask again; then the cells as it counted
    # them.
    figures = _by_role(request, now, now.here, on)
    context = due_part(request, now.here) | {"as_of": on, "desk": now} | figures
    if context.get("watched"):
        cells = every_cell(figures["branch"], on.day)
        context["concerns"] = concerns(cells, on.day, CONCERNS)
    return render(request, "web/home.html", context)


def _without_duty(request: HttpRequest) -> HttpResponse:
    if may_open_installation(signed_in(request)):
        return render(request, "web/home_empty.html")
    link = PersonAccount.objects.filter(user=signed_in(request)).first()
    return render(request, "web/home_without_duty.html", {"own_file": link})


def _by_role(request: HttpRequest, now: Desk, here: Place, on: AsOf) -> dict[str, Any]:
    if not here.gives(Power.SEE_FIGURES):
        is_member = here.held.role == Role.MEMBER
        own = own_page(signed_in(request), timezone.localdate()) if is_member else None
        return {"as_of": None, "own": own}
    branch, before = here.branch, None
    if on.is_today:
        before = itself_on(branch, strip.balance_period(on).eve)
    else:
        then, before = stood_and_before(branch, on.day, strip.balance_period(on).eve)
        if then is None:
            return {"not_standing": True}
        branch = then
    steps = {"now": now, "first_steps": _first_steps(now, here)}
    return _figures_part(request, (branch, before), on, here.branch) | steps


def _first_steps(now: Desk, here: Place) -> list[dict[str, str]]:
    """Where a tree that is only its root goes on; nothing once anything stands under it."""
    if here.branch.parent_id or not here.gives(Power.MANAGE_TREE):
        return []
    if Organisation.objects.exclude(pk=here.branch.pk).exists():
        return []
    found = reverse("organisations:found", args=[here.branch.pk])
    steps = [{"label": _("Lập tổ chức trực thuộc"), "icon": "plus", "url": found}]
    if now.may(Power.MANAGE_DUTIES):
        accounts = reverse("web:accounts")
        steps.append({"label": _("Giao nhiệm vụ cho cán bộ"), "icon": "people", "url": accounts})
    return steps


# ---------------------------------------------------------------- figures


def _figures_part(
    request: HttpRequest, stood: tuple[Branch, Branch | None], on: AsOf, today: Branch
) -> dict[str, Any]:
    """Of the branch as it stood on the day and at the close of last year; as it stands `today` it comes to know
    what is due asks of it."""
    user, (branch, before) = signed_in(request), stood
    names = may_see_names(user, branch)
    above_grassroots = branch.kind in ("centre", "province", "district", "above_grassroots")
    watched = not (branch.is_cell or above_grassroots)
    period = strip.balance_period(on)
    below = [*branch.children, *today.children] if above_grassroots else []
    know_books([one for one in dict.fromkeys((branch, before, today, *below)) if one])
    figures = strip.figures_of(branch, before, on)
    ages, moves = _breakdowns(strip.pyramid_asks(branch, on), strip.balance_asks(branch, period))
    return {
        "branch": branch,
        "crumbs": crumbs(user, branch, on),
        "figures": figures,
        "pyramid": strip.pyramid(ages, branch, on),
        "balance": strip.balance((figures.opening, figures.closing), moves, branch, on, period),
        "period": period,
        "units": _units(request, branch, on) if above_grassroots else [],
        "watched": watched,
        "names": names,
        "recent": _recent(branch) if names else [],
        "report_url": f"/bao-cao?dv={branch.pk}" if may_report(user, branch) else "",
    } | (heat_part(branch) if names and not above_grassroots else {})


def _breakdowns(*parts: list[Breakdown]) -> list[list[list[Group]]]:
    """The groups of each part of the page, all counted in one question."""
    found = iter(groups_together([asked for part in parts for asked in part]))
    return [[next(found) for _asked in part] for part in parts]


def _units(request: HttpRequest, branch: Branch, on: AsOf) -> list[dict[str, Any]]:
    below = branch.children
    counted = sizes(below, on.day)
    named = secretaries(signed_in(request), below, on.day)
    return [
        {
            "unit": unit,
            "size": counted[unit.pk],
            "secretary": named.get(unit.pk, ""),
            "url": on.url(reverse("organisations:page", args=[unit.pk])),
        }
        for unit in below[:LIST_LENGTH]
    ]


def _recent(branch: Branch) -> list[dict[str, Any]]:
    # That somebody is inspected, and who looked into it, is nothing for everybody of the branch.
    rows = journal_under([branch.path]).exclude(source="demo")
    rows = rows.exclude(kind__startswith="inspection.")[:5]
    return [
        {"at": row.at, "who": row.actor_name, "what": verb_label(row.verb), "label": row.label}
        for row in rows
    ]
