"""How a plan ends: weaknesses overcome one by one, closed with a decision, extended, taken up again, given up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import posted
from chibo.consolidation.actions.closing import (
    cancel_plan,
    clear_weakness,
    close_plan,
    extend_plan,
    reopen_plan,
)
from chibo.consolidation.forms.plans import ClearForm, CloseForm, ExtendForm, MoveForm
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.views.fetching import kept_plan_or_404, paper_of, papers_for
from chibo.consolidation.views.parts import open_plan_or_404, part


def clear(request: HttpRequest, key: int, weakness: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    row = plan.weaknesses.filter(pk=weakness).first()
    if row is None:
        raise Http404
    form = ClearForm(
        posted(request),
        initial={"on": row.cleared_on or timezone.localdate(), "evidence": row.evidence},
    )

    def act() -> Any:
        return clear_weakness(row, form.cleaned_data["on"], form.cleaned_data["evidence"], by=user)

    title = _("Đã khắc phục: {what}").format(what=row.what)
    done = _("Đã ghi minh chứng khắc phục.")
    return part(request, user, plan, form, act, title=title, submit=_("Ghi minh chứng"), done=done)


def close(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    about = _("Công nhận thoát yếu kém")
    form = CloseForm(
        posted(request),
        papers=papers_for(user),
        about=about,
        initial={"on": timezone.localdate()},
    )

    def act() -> Any:
        given = form.cleaned_data
        decision = paper_of(form, last_path(plan.committee_id), user)
        return close_plan(plan, given["on"], given["outcome"], decision, by=user)

    done = _("Đã công nhận thoát yếu kém.")
    return part(request, user, plan, form, act, title=about, submit=_("Công nhận"), done=done)


def _begins(user: User, about: str) -> dict[str, Any]:
    """Today, and the papers the form may rest on."""
    return {
        "papers": papers_for(user),
        "about": about,
        "initial": {"on": timezone.localdate()},
    }


def extend(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    title, done = _("Gia hạn kế hoạch"), _("Đã gia hạn kế hoạch.")
    form = ExtendForm(posted(request), **_begins(user, title))

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, last_path(plan.committee_id), user)
        return extend_plan(
            plan, given["ends_on"], given["reason"], given["on"], by=user, paper=paper
        )

    return part(request, user, plan, form, act, title=title, submit=_("Gia hạn"), done=done)


def cancel(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = open_plan_or_404(request, key)
    title, done = _("Thôi thực hiện kế hoạch"), _("Đã ghi thôi thực hiện.")
    form = MoveForm(posted(request), **_begins(user, title))

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, last_path(plan.committee_id), user)
        return cancel_plan(plan, given["on"], given["reason"], by=user, paper=paper)

    return part(request, user, plan, form, act, title=title, submit=_("Thôi thực hiện"), done=done)


def reopen(request: HttpRequest, key: int) -> HttpResponse:
    user, plan = kept_plan_or_404(request, key)
    if plan.closed_on is None:
        raise Http404
    title, done = _("Mở lại kế hoạch"), _("Đã mở lại kế hoạch.")
    form = MoveForm(posted(request), **_begins(user, title))

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, last_path(plan.committee_id), user)
        return reopen_plan(plan, given["on"], given["reason"], by=user, paper=paper)

    return part(request, user, plan, form, act, title=title, submit=_("Mở lại"), done=done)
