"""Fetching through the one door, and the frame all pages of consolidation share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.views import filling_in
from chibo.consolidation.models import Plan
from chibo.consolidation.queries.plans import with_committee, with_last_move
from chibo.consolidation.queries.reach import last_path, plans_visible_to
from chibo.consolidation.rules import may_keep, may_keep_at
from chibo.documents.models import Paper
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.decision import DecisionForm
from chibo.organisations.queries.tree import Branch, branch, branch_at
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404

PAGE_LENGTH = 50


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
    today = timezone.localdate()
    rows = with_committee(with_last_move(plans_visible_to(user, today).filter(pk=key), today))
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
    known = vars(plan)
    if "kept_at" not in known:
        known["kept_at"] = last_path(plan.committee_id)
    return may_keep_at(user, known["kept_at"] or "")


def papers_for(user: User) -> Any:
    return papers_visible_to(user, timezone.localdate())


def paper_of(form: DecisionForm, path: str, by: User) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, path, by=by)


def unit_today(plan: Plan) -> Branch:
    """As it stands today, or as it stood when the plan began. Read once per plan object."""
    known = vars(plan)
    if "unit_today" not in known:
        here = branch_at(plan.unit_id, plan.path, timezone.localdate())
        known["unit_today"] = here or branch(plan.unit_id, plan.started_on)
    found: Branch = known["unit_today"]
    return found


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
    context = {"groups": _groups(form), **page}
    template = "consolidation/form.html"
    return filling_in.fill_in(request, form, act, context, done=done, to=to, template=template)


def _groups(form: Any) -> Sequence[tuple[str, list[Any]]]:
    """The paper's own fields stand under a heading of their own, last."""
    names = DecisionForm.DECISION if isinstance(form, DecisionForm) else ()
    first = [field for field in form if field.name not in names]
    legend = str(getattr(form, "legend", _("Văn bản")))
    return [("", first), *([(legend, [form[name] for name in names])] if names else [])]
