"""The steps in between: units, what hangs below them, people, work. Each saves what is typed."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.rules import Refusal
from chibo.members.actions.reorganising.drafting import change_plan
from chibo.members.forms.reorganising.people import PeopleForm
from chibo.members.forms.reorganising.rows import RowsForm
from chibo.members.forms.reorganising.units import UnitsForm
from chibo.members.forms.reorganising.work import WorkForm
from chibo.members.queries.reorganising.hanging import hanging_on
from chibo.members.queries.reorganising.names import to_rename, units_of_one_name
from chibo.members.queries.reorganising.records import candidates, named_targets
from chibo.members.queries.reorganising.rolls import divided_in
from chibo.members.views.reorganising.fetching import (
    crumbs,
    draft_or_404,
    following,
    plan_of,
    shape_of_draft,
    steps,
    top_of,
)
from chibo.organisations.models import Reorganisation, ReorganisationKind
from chibo.organisations.plan import MERGE, Plan
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import Branch

PAGE_LENGTH = 50


def units(request: HttpRequest, key: int) -> HttpResponse:
    draft = draft_or_404(request, key)
    top = top_of(draft)
    form = UnitsForm(
        request.POST or None,
        kind=draft.kind,
        units=candidates(draft, top),
        top=top,
        initial=_units_before(draft),
    )
    if form.is_valid() and kept(request, draft, form, form.plan(plan_of(draft))):
        return redirect(following(draft, "reorganisation_units"))
    return page_of(request, draft, "reorganisation_units", {"form": form, "top": top})


def _units_before(draft: Reorganisation) -> dict[str, Any]:
    """What the plan already says, as the form shows it."""
    plan = plan_of(draft)
    if not plan.old:
        return {}
    first = plan.row(plan.old[0])
    successor = next((one for one in plan.new if one.ref == "+1"), None)
    split = draft.kind == ReorganisationKind.SPLIT
    made = [one for one in plan.new if split or one.ref != "+1" or first.do != MERGE]
    into = next((str(key) for key in plan.old if plan.row(key).do != MERGE), "")
    return {
        "old": [str(one) for one in plan.old],
        "into": into if draft.kind == ReorganisationKind.MERGE else "",
        "under": first.to,
        "ends": first.do == "end",
        "units": "\n".join(one.name for one in made),
        "cells": "\n".join(one.name for one in made),
        **({} if successor is None or split else _of_new(successor)),
    }


def _of_new(one: Any) -> dict[str, str]:
    return {
        "name": one.name,
        "short_name": one.short_name,
        "code": one.code,
        "base_type": one.base_type,
        "unit_kind": one.kind,
    }


def rows(request: HttpRequest, key: int) -> HttpResponse:
    """Fifty units a page; each page is kept when it is sent."""
    draft = draft_or_404(request, key)
    shape = shape_of_draft(draft)
    page: Page[Any] = Paginator(_below(draft, shape), PAGE_LENGTH).get_page(
        request.POST.get("trang") or request.GET.get("trang")
    )
    form = RowsForm(
        request.POST or None,
        shape=shape,
        units=list(page.object_list),
        cells=named_targets(shape, cells=True),
        committees=named_targets(shape, cells=False),
    )
    if form.is_valid() and kept(request, draft, form, form.plan(plan_of(draft))):
        if page.has_next():
            own = reverse("members:reorganisation_rows", args=[draft.pk])
            return redirect(f"{own}?trang={page.next_page_number()}")
        return redirect(following(draft, "reorganisation_rows"))
    more = {"form": form, "page": page, "shape": shape}
    return page_of(request, draft, "reorganisation_rows", more)


def _below(draft: Reorganisation, shape: Shape) -> list[Branch]:
    named = set(draft.plan["old"])
    if draft.kind != ReorganisationKind.RENAME:
        return sorted(
            (one for key, one in shape.inside.items() if key not in named),
            key=lambda one: one.path,
        )
    return sorted((shape.inside[key] for key in named), key=lambda one: one.path)


def people(request: HttpRequest, key: int) -> HttpResponse:
    draft = draft_or_404(request, key)
    shape = shape_of_draft(draft)
    divided = [
        one
        for one in divided_in(shape)
        if has_power(signed_in(request), Power.SEE_NAMES, shape.inside[one.cell].path)
    ]
    form = PeopleForm(request.POST or None, divided=divided, cells=named_targets(shape, cells=True))
    if form.is_valid() and kept(request, draft, form, form.plan(plan_of(draft))):
        return redirect(following(draft, "reorganisation_people"))
    hidden = bool(divided_in(shape)) and not divided
    more = {"form": form, "divided": divided, "names_hidden": hidden}
    return page_of(request, draft, "reorganisation_people", more)


def work(request: HttpRequest, key: int) -> HttpResponse:
    draft = draft_or_404(request, key)
    shape = shape_of_draft(draft)
    try:
        hanging, same = hanging_on(shape, signed_in(request)), units_of_one_name(shape)
    except Refusal as refusal:
        return page_of(request, draft, "reorganisation_work", {"refusal": refusal.sentence})
    plan = plan_of(draft)
    form = WorkForm(
        request.POST or None,
        hanging=hanging,
        same=same,
        places=to_rename(hanging, plan),
        may_give=has_power(signed_in(request), Power.MANAGE_DUTIES, top_of(draft).path),
    )
    if form.is_valid() and kept(request, draft, form, form.plan(plan_of(draft))):
        return redirect(following(draft, "reorganisation_work"))
    more = {"form": form, "lines": _work_lines(form, shape), "shape": shape}
    return page_of(request, draft, "reorganisation_work", more)


def _work_lines(form: WorkForm, shape: Shape) -> dict[str, Any]:
    hanging, names = form.hanging, short_names(shape)
    return {
        "duties": [
            {
                "what": fate.duty.get_role_display(),
                "who": fate.duty.user.full_name,
                "at": names.get(fate.duty.organisation_id, ""),
                "to": shape.name(fate.to),
                "field": form[f"d-{fate.duty.pk}"],
            }
            for fate in hanging.duties
        ],
        "posts": _post_lines(form, names),
        "places": [
            {
                "of": fate.place,
                "at": names.get(fate.place.area_id, ""),
                "to": shape.name(fate.to),
                "field": form[f"v-{fate.place.pk}"],
            }
            for fate in form.places
        ],
        "others": len(hanging.places) - len(form.places),
        "same": [form[f"n-{n}"] for n in range(len(form.same))],
    }


def _post_lines(form: WorkForm, names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "position": form.fields[f"c-{position}"].label,
            "count": len(fates),
            "at": ", ".join(
                dict.fromkeys(names.get(one.post.organisation_id, "") for one in fates)
            ),
            "field": form[f"c-{position}"],
        }
        for position, fates in form.positions.items()
    ]


def short_names(shape: Shape) -> dict[int, str]:
    return {key: unit.short_name for key, unit in {**shape.around, **shape.inside}.items()}


def kept(request: HttpRequest, draft: Reorganisation, form: Any, plan: Plan) -> bool:
    changed = carried_out(form, lambda: change_plan(draft, by=signed_in(request), plan=plan))
    return changed is not None


def page_of(
    request: HttpRequest, draft: Reorganisation, name: str, more: dict[str, Any]
) -> HttpResponse:
    titles = {
        "reorganisation_units": _("Đơn vị cũ và mới"),
        "reorganisation_rows": _("Đơn vị trực thuộc"),
        "reorganisation_people": _("Đảng viên của chi bộ được chia"),
        "reorganisation_posts": _("Chức vụ"),
        "reorganisation_work": _("Nhiệm vụ, địa bàn"),
    }
    context = {
        "of": draft,
        "title": titles[name],
        "crumbs": crumbs(draft, titles[name]),
        "steps": steps(draft, name),
        "next_url": following(draft, name) if draft.plan.get("old") else "",
        **more,
    }
    return render(
        request, f"members/reorganising/{name.removeprefix('reorganisation_')}.html", context
    )
