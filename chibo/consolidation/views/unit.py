"""One unit: its signs with evidence, what the committee says of each, its plans and milestones."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import posted
from chibo.consolidation.actions.concluding import NewConclusion, conclude
from chibo.consolidation.actions.milestones import (
    NewMilestone,
    record_milestone,
    set_milestones,
)
from chibo.consolidation.actions.planning import NewPlan, Weak, begin_plan
from chibo.consolidation.figures.plans import said_of
from chibo.consolidation.forms.plans import PlanForm
from chibo.consolidation.forms.signs import ConcludeForm, MilestoneForm, ResultForm, SeenForm
from chibo.consolidation.models import Conclusion, Plan
from chibo.consolidation.queries.conclusions import holding
from chibo.consolidation.queries.plans import has_open_plan, with_last_move
from chibo.consolidation.queries.reach import (
    conclusions_visible_to,
    milestones_visible_to,
    plans_visible_to,
)
from chibo.consolidation.queries.signs import Sign, signs
from chibo.consolidation.rules import may_mark
from chibo.consolidation.views.board import word_of
from chibo.consolidation.views.fetching import (
    committee_for,
    fill_in,
    frame,
    kept_or_404,
    paper_of,
    papers_for,
)
from chibo.organisations.queries.tree import Branch, branch, organisation_of
from chibo.organisations.views.fetching import named_or_404
from chibo.rulebook.queries import code_list, rule, source_line


def own_signs(user: User, of: Branch) -> list[Sign]:
    """Of the unit itself, not of those below it."""
    return signs(of, user).get(of.pk, [])


@require_safe
def unit(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    told = conclusions_visible_to(user, of.on).filter(unit=of.pk)
    said = {row.criterion: row for row in holding(told, of.on)}
    found = own_signs(user, of)
    seen = [row for row in said.values() if row.criterion not in {one.criterion for one in found}]
    plans = with_last_move(plans_visible_to(user, of.on).filter(unit=of.pk), of.on)
    committee = committee_for(user, of)
    marks = milestones_visible_to(user, of.on).filter(unit=of.pk)
    context = frame(user, of, {"label": _("Dấu hiệu yếu kém")}) | {
        "signs": [{"sign": one, "said": said.get(one.criterion)} for one in found],
        "seen": seen,
        "earlier": [row for row in told if said.get(row.criterion) != row],
        "plans": [{"plan": one, "word": word_of(one)} for one in plans.select_related("paper")],
        "milestones": [{"one": one, "said": said_of(one, of.on)} for one in marks],
        "committee": committee,
        "may_plan": committee is not None and not has_open_plan(of.pk),
        "may_mark": may_mark(user, of),
        "source": source_line(rule("consolidation.criteria", of.on)),
    }
    return render(request, "consolidation/unit.html", context)


def judge(request: HttpRequest, org: int, criterion: str) -> HttpResponse:
    """Confirm a sign the records show, or set it aside."""
    user, of, committee = kept_or_404(request, org)
    sign = next((one for one in own_signs(user, of) if one.criterion == criterion), None)
    if criterion not in code_list("weakness_criteria"):
        raise Http404
    form = ConcludeForm(posted(request), initial={"concluded_on": of.on})

    def act() -> list[Conclusion]:
        given = form.cleaned_data
        new = NewConclusion(
            criterion,
            given["confirmed"] == "co",
            given["reason"],
            given["concluded_on"],
            sign.reason if sign else "",
            given["evidence"],
        )
        return conclude(organisation_of(committee), organisation_of(of), [new], by=user)

    label = code_list("weakness_criteria").label(criterion)
    page = _page(user, of, label, _("Ghi kết luận"), sign.reason if sign else of.name)
    return fill_in(request, form, act, page, done=_("Đã ghi kết luận."), to=_unit_url(of))


def add_seen(request: HttpRequest, org: int) -> HttpResponse:
    """A sign the committee saw itself."""
    user, of, committee = kept_or_404(request, org)
    form = SeenForm(posted(request), on=of.on, initial={"concluded_on": of.on})

    def act() -> list[Conclusion]:
        given = form.cleaned_data
        new = NewConclusion(
            given["criterion"],
            True,
            given["reason"],
            given["concluded_on"],
            evidence=given["evidence"],
        )
        return conclude(organisation_of(committee), organisation_of(of), [new], by=user)

    page = _page(user, of, _("Ghi dấu hiệu yếu kém"), _("Ghi và xác nhận"), of.name)
    return fill_in(request, form, act, page, done=_("Đã ghi dấu hiệu."), to=_unit_url(of))


def new_plan(request: HttpRequest, org: int) -> HttpResponse:
    user, of, committee = kept_or_404(request, org)
    told = conclusions_visible_to(user, of.on).filter(unit=of.pk)
    confirmed = [row for row in holding(told, of.on) if row.confirmed]
    about = _("Củng cố {unit}").format(unit=of.name)
    form = PlanForm(
        posted(request),
        confirmed=confirmed,
        papers=papers_for(user),
        about=about,
        initial={"started_on": of.on},
    )

    def act() -> Plan:
        given = form.cleaned_data
        ticked = [form.confirmed[key] for key in given.get("weak", [])]
        weak = [Weak(f"{one.criterion_label}: {one.reason}"[:500], one.criterion) for one in ticked]
        new = NewPlan(
            paper_of(form, committee.path, user),
            given["started_on"],
            given["ends_on"],
            given["causes"],
            given["aims"],
            [*weak, *(Weak(line[:500]) for line in given["others"])],
            given["solutions"],
        )
        return begin_plan(organisation_of(committee), organisation_of(of), new, by=user)

    page = _page(user, of, _("Lập kế hoạch củng cố"), _("Lập kế hoạch"), of.name)
    page["note"] = _("Kế hoạch do {committee} ban hành.").format(committee=committee.name)
    done = _("Đã lập kế hoạch. Ghi tổ công tác và biện pháp của từng nhóm giải pháp.")
    return fill_in(request, form, act, page, done=done, to=lambda plan: plan.get_absolute_url())


def new_milestone(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    if not may_mark(user, of):
        raise Http404
    form = MilestoneForm(posted(request), initial={"set_on": of.on})

    def act() -> Any:
        return set_milestones([NewMilestone(organisation_of(of), **form.cleaned_data)], by=user)

    page = _page(user, of, _("Đặt mốc phải đạt"), _("Đặt mốc"), of.name)
    return fill_in(request, form, act, page, done=_("Đã đặt mốc."), to=_unit_url(of))


def milestone(request: HttpRequest, milestone: int) -> HttpResponse:
    """The result of a milestone."""
    user = signed_in(request)
    one = milestones_visible_to(user, timezone.localdate()).filter(pk=milestone).first()
    if one is None:
        raise Http404
    of = branch(one.unit_id, one.set_on)
    if not may_mark(user, of):
        raise Http404
    form = ResultForm(
        posted(request),
        papers=papers_for(user),
        about=one.what,
        initial={"on": timezone.localdate()},
    )

    def act() -> Any:
        given = form.cleaned_data
        return record_milestone(
            one,
            given["result"],
            given["on"],
            by=user,
            evidence=given["evidence"],
            decision=paper_of(form, of.path, user),
        )

    page = _page(user, of, _("Kết quả: {what}").format(what=one.what), _("Ghi kết quả"), of.name)
    return fill_in(request, form, act, page, done=_("Đã ghi kết quả."), to=_unit_url(of))


def _page(user: User, of: Branch, title: str, submit: str, lead: str) -> dict[str, Any]:
    here = {"label": of.short_name, "url": _unit_url(of)}
    return frame(user, of, here, {"label": title}) | {
        "title": title,
        "lead": lead,
        "note": _("Nhật ký giữ lại ai ghi và lúc nào."),
        "submit": submit,
        "back": _unit_url(of),
    }


def _unit_url(of: Branch) -> str:
    return reverse("consolidation:unit", args=[of.pk])
