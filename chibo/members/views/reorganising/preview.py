"""The last step: every consequence, carrying out, and undoing afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.rules import Refusal
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.forms.reorganising.deciding import ConfirmForm, UndoForm
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.members.queries.reorganising.telling import told_of
from chibo.members.views.reorganising.fetching import (
    crumbs,
    draft_or_404,
    plan_of,
    reorganisation_or_404,
    steps,
    top_of,
)
from chibo.organisations.models import Profile, Reorganisation, Succession
from chibo.organisations.plan import Plan

_STATUS = Reorganisation.Status


def reorganisation(request: HttpRequest, key: int) -> HttpResponse:
    of = reorganisation_or_404(request, key)
    if of.status == _STATUS.DRAFT and not of.plan.get("old"):
        return redirect("members:reorganisation_units", of.pk)
    return _page(request, of)


def _page(
    request: HttpRequest,
    of: Reorganisation,
    confirm: ConfirmForm | None = None,
    undo: UndoForm | None = None,
) -> HttpResponse:
    told = _told(request, of)
    if of.status == _STATUS.DRAFT and told.get("ready"):
        told["confirm"] = confirm or ConfirmForm(name=name_to_type(plan_of(of), told["shape"]))
    context = {
        "of": of,
        "crumbs": crumbs(of),
        "steps": steps(of, "reorganisation") if of.status == _STATUS.DRAFT else [],
        "told": told,
        "undo": (undo or UndoForm()) if of.status == _STATUS.APPLIED else None,
        "successors": successors(of),
    }
    return render(request, "members/reorganising/preview.html", context)


def _told(request: HttpRequest, of: Reorganisation) -> dict[str, Any]:
    """What the page says: a draft is rehearsed now, a finished one says what it did."""
    if of.status != _STATUS.DRAFT or of.on is None:
        return _summed(dict(of.told)) if of.told else {}
    try:
        found = rehearse(plan_of(of), of.on, signed_in(request))
    except Refusal as refusal:
        return {"problems": [refusal.sentence]}
    return _summed(told_of(found)) | {
        "problems": found.problems,
        "ready": not found.problems,
        "shape": found.shape,
        "balances": found.rolls.balances,
    }


def _summed(told: dict[str, Any]) -> dict[str, Any]:
    for side in ("before", "after"):
        rows = told.get(side, [])
        told[f"{side}_sum"] = [sum(row[n] for row in rows) for n in (1, 2, 3)]
        told[f"{side}_line"] = " + ".join(str(row[1]) for row in rows)
    return told


def name_to_type(plan: Plan, shape: Any) -> str:
    """The unit that comes out of it, else the one it is about."""
    return shape.name(plan.new[0].ref if plan.new else str(plan.old[0]))


def successors(of: Reorganisation) -> list[dict[str, str]]:
    rows = Succession.objects.filter(reorganisation=of).values_list("successor_id", flat=True)
    names = Profile.objects.on(of.on).filter(organisation__in=set(rows)) if of.on else []
    return [
        {"name": row.name, "url": reverse("organisations:page", args=[row.organisation_id])}
        for row in names
        if not row.kind.endswith("cell")
    ]


@require_POST
def apply(request: HttpRequest, key: int) -> HttpResponse:
    draft = draft_or_404(request, key)
    told = _told(request, draft)
    if not told.get("ready"):
        return _page(request, draft)
    form = ConfirmForm(request.POST, name=name_to_type(plan_of(draft), told["shape"]))
    if form.is_valid():
        done = carried_out(form, lambda: apply_reorganisation(draft, by=signed_in(request)))
        if done is not None:
            messages.success(request, _("Đã thực hiện: {name}.").format(name=str(done)))
            return redirect("members:reorganisation", draft.pk)
    return _page(request, draft, confirm=form)


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    of = reorganisation_or_404(request, key)
    form = UndoForm(request.POST)
    if form.is_valid():
        done = carried_out(
            form,
            lambda: undo_reorganisation(of, form.cleaned_data["reason"], by=signed_in(request)),
        )
        if done is not None:
            messages.success(request, _("Đã hoàn tác; mọi tổ chức và đảng viên như trước."))
            return redirect("members:reorganisation", of.pk)
    return _page(request, of, undo=form)


def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The plan on paper, for the meeting that decides."""
    of = reorganisation_or_404(request, key)
    context = {"of": of, "told": _told(request, of), "top": top_of(of)}
    return render(request, "members/reorganising/paper.html", context)
