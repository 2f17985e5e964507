"""The list of reorganisations and the beginning of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.members.actions.reorganising.drafting import (
    begin_reorganisation,
    change_plan,
    drop_reorganisation,
)
from chibo.members.forms.reorganising.deciding import StartForm
from chibo.members.queries.reorganising.records import visible_to
from chibo.members.views.reorganising.fetching import (
    crumbs,
    draft_or_404,
    following,
    reorganisation_or_404,
    steps,
)
from chibo.organisations.models import Organisation, Profile, Reorganisation
from chibo.organisations.plan import Plan
from chibo.organisations.powers import POWERS, Power
from chibo.organisations.queries.reach import branch_visible_to, duties_of, has_power
from chibo.organisations.queries.tree import Branch

PAGE_LENGTH = 50
_TONES = {"draft": "info", "applied": "ok", "undone": "warn", "dropped": ""}


def reorganisations(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    homes = _homes(request)
    if not homes:
        raise Http404
    rows = visible_to(user).order_by("-begun_at", "-pk")
    page: Page[Any] = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    names = _names({row.top_id for row in page})
    context = {
        "crumbs": crumbs(),
        "page": page,
        "rows": [
            {"of": row, "top": names.get(row.top_id, ""), "tone": _TONES[row.status]}
            for row in page
        ],
        "homes": homes,
    }
    return render(request, "members/reorganising/list.html", context)


def _homes(request: HttpRequest) -> list[Branch]:
    """Organisations below which the person may begin one."""
    held = duties_of(signed_in(request))
    found = {one.branch.pk: one.branch for one in held if Power.MANAGE_TREE in POWERS[one.role]}
    return list(found.values())


def _names(keys: set[int]) -> dict[int, str]:
    rows = Profile.objects.filter(organisation__in=keys).order_by("started_on")
    return dict(rows.values_list("organisation_id", "name"))


def begin(request: HttpRequest) -> HttpResponse:
    """A draft below the organisation of the address (`dv`), or below the person's own."""
    top = _top(request)
    form = StartForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        draft = carried_out(
            form,
            lambda: begin_reorganisation(
                data["kind"],
                Organisation.objects.get(pk=top.pk),
                data["on"],
                Plan(),
                by=signed_in(request),
                citation=form.citation,
            ),
        )
        if draft is not None:
            return redirect("members:reorganisation_units", draft.pk)
    context = {
        "form": form,
        "top": top,
        "crumbs": crumbs(label=_("Phương án mới")),
        "steps": steps(None, "reorganisation_start"),
        "title": _("Phương án sắp xếp mới"),
    }
    return render(request, "members/reorganising/start.html", context)


def _top(request: HttpRequest) -> Branch:
    asked = key_of(request.GET.get("dv", ""))
    homes = _homes(request)
    if asked is None:
        if not homes:
            raise Http404
        return homes[0]
    top = branch_visible_to(signed_in(request), asked, timezone.localdate())
    if top is None or not has_power(signed_in(request), Power.MANAGE_TREE, top.path):
        raise Http404
    return top


def start(request: HttpRequest, key: int) -> HttpResponse:
    """The decision of a draft, changed."""
    draft = draft_or_404(request, key)
    columns = ("kind", "on", "decision_number", "decided_on", "decided_by")
    form = StartForm(request.POST or None, initial={name: getattr(draft, name) for name in columns})
    form.fields["kind"].disabled = True
    if form.is_valid():
        data = form.cleaned_data
        kept = carried_out(
            form,
            lambda: change_plan(
                draft, by=signed_in(request), on=data["on"], citation=form.citation
            ),
        )
        if kept is not None:
            return redirect(following(draft, "reorganisation_start"))
    context = {
        "form": form,
        "of": draft,
        "crumbs": crumbs(draft, _("Quyết định")),
        "steps": steps(draft, "reorganisation_start"),
        "title": _("Quyết định"),
    }
    return render(request, "members/reorganising/start.html", context)


@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    draft = reorganisation_or_404(request, key)
    if draft.status == Reorganisation.Status.DRAFT:
        drop_reorganisation(draft, by=signed_in(request))
        messages.success(request, _("Đã bỏ phương án."))
    return redirect("members:reorganisations")
