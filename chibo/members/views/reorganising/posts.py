"""The step of offices, fifty people a page; each page is kept when it is sent."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from chibo.accounts.queries import signed_in
from chibo.base.rules import Refusal
from chibo.members.forms.reorganising.posts import PostsForm
from chibo.members.queries.reorganising.hanging import PostFate, hanging_on, offices
from chibo.members.views.reorganising.fetching import (
    draft_or_404,
    following,
    plan_of,
    shape_of_draft,
)
from chibo.members.views.reorganising.steps import PAGE_LENGTH, kept, page_of, short_names
from chibo.organisations.plan import Plan
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.shape import Shape
from chibo.rulebook.queries import code_list

STEP = "reorganisation_posts"


def posts(request: HttpRequest, key: int) -> HttpResponse:
    draft = draft_or_404(request, key)
    shape, user = shape_of_draft(draft), signed_in(request)
    try:
        fates = offices(hanging_on(shape, user))
    except Refusal as refusal:
        return page_of(request, draft, STEP, {"refusal": refusal.sentence})
    readable = [one for one in fates if has_power(user, Power.SEE_NAMES, _path(shape, one))]
    page: Page[PostFate] = Paginator(readable, PAGE_LENGTH).get_page(
        request.POST.get("trang") or request.GET.get("trang")
    )
    form = PostsForm(
        request.POST or None,
        named=list(page.object_list),
        unnamed=[one for one in fates if one not in readable],
        initial=_decision_before(plan_of(draft)),
    )
    if form.is_valid() and kept(request, draft, form, form.plan(plan_of(draft))):
        if page.has_next():
            own = reverse(f"members:{STEP}", args=[draft.pk])
            return redirect(f"{own}?trang={page.next_page_number()}")
        return redirect(following(draft, STEP))
    more = {"form": form, "page": page, "lines": _lines(form, shape), "groups": _groups(form)}
    return page_of(request, draft, STEP, more)


def _path(shape: Shape, fate: PostFate) -> str:
    unit = shape.standing(str(fate.post.organisation_id))
    return unit.path if unit else ""


def _decision_before(plan: Plan) -> dict[str, Any]:
    told = plan.appointed
    day = date.fromisoformat(told["on"]) if told.get("on") else None
    return {"number": told.get("number"), "decided_on": day, "decided_by": told.get("by")}


def _lines(form: PostsForm, shape: Shape) -> list[dict[str, Any]]:
    names, positions = short_names(shape), code_list("positions")
    return [
        {
            "who": fate.post.person.full_name,
            "position": positions.label(fate.post.position),
            "at": names.get(fate.post.organisation_id, ""),
            "to": shape.short_name(fate.to),
            "field": form[f"k-{fate.post.pk}"],
        }
        for fate in form.named
    ]


def _groups(form: PostsForm) -> list[dict[str, Any]]:
    return [
        {"field": form[f"c-{position}"], "count": len(fates)}
        for position, fates in form.unnamed.items()
    ]
