"""Fetching through the one door, and the frame all pages of consolidation share."""

from collections.abc import Callable, Mapping, Sequence
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
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.consolidation.models import Plan
from chibo.consolidation.queries.reach import last_path, plans_visible_to
from chibo.consolidation.rules import may_keep, may_keep_at
from chibo.documents.models import Paper
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.decision import DecisionForm
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, branch, branches
from chibo.organisations.tabs import crumbs, tabs

PAGE_LENGTH = 50


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads names there."""
    user = signed_in(request)
    of = branch_visible_to(user, org, timezone.localdate())
    if of is None or not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch, Branch]:
    """The unit, and the nearest committee above it in whose name the user keeps plans."""
    user, of = named_or_404(request, org)
    committee = committee_for(user, of)
    if committee is None:
        raise Http404
    return user, of, committee


def committee_for(user: User, unit: Branch) -> Branch | None:
    above = [one for one in unit.ancestors if may_keep(user, one)]
    return above[-1] if above else None


def plan_or_404(request: HttpRequest, key: int) -> tuple[User, Plan]:
    user = signed_in(request)
    rows = plans_visible_to(user, timezone.localdate()).filter(pk=key)
    plan: Plan | None = rows.select_related("unit", "committee", "paper", "decision").first()
    if plan is None:
        raise Http404
    return user, plan


def kept_plan_or_404(request: HttpRequest, key: int) -> tuple[User, Plan]:
    user, plan = plan_or_404(request, key)
    if not keeps(user, plan):
        raise Http404
    return user, plan


def keeps(user: User, plan: Plan) -> bool:
    return may_keep_at(user, last_path(plan.committee_id))


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def organisation_of(of: Branch) -> Organisation:
    return Organisation.objects.get(pk=of.pk)


def papers_for(user: User) -> Any:
    return papers_visible_to(user, timezone.localdate())


def paper_of(form: DecisionForm, path: str, by: User) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, path, by=by)


def unit_today(plan: Plan) -> Branch:
    """As it stands today, or as it stood when the plan began."""
    found = branches([plan.unit_id], timezone.localdate())
    return found.get(plan.unit_id) or branch(plan.unit_id, plan.started_on)


def frame(user: User, of: Branch, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, crumbs down to `more`."""
    return {
        "of": of,
        "tabs": tabs(user, of, AsOf(of.on), "cung-co"),
        "crumbs": [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            {"label": _("Củng cố"), "url": reverse("consolidation:board", args=[of.pk])},
            *more,
        ],
    }


def fill_in(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    page: Mapping[str, Any],
    *,
    done: str,
    to: str | Callable[[Any], str],
) -> HttpResponse:
    """Show the form, or carry it out and go `to` an address, maybe made of what came out of it."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act)
        if form.is_valid():
            messages.success(request, done)
            return redirect(to if isinstance(to, str) else to(made))
    context = {"form": form, "groups": _groups(form), **page}
    return render(request, "consolidation/form.html", context)


def _groups(form: Any) -> Sequence[tuple[str, list[Any]]]:
    """The paper's own fields stand under a heading of their own, last."""
    names = DecisionForm.DECISION if isinstance(form, DecisionForm) else ()
    first = [field for field in form if field.name not in names]
    legend = str(getattr(form, "legend", _("Văn bản")))
    return [("", first), *([(legend, [form[name] for name in names])] if names else [])]
