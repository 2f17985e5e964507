"""Fetching through the one door, and the frame all pages of targets share."""

from collections.abc import Callable, Mapping
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
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, NotInTree, branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.targets.models import Target
from chibo.targets.queries.progress import with_history
from chibo.targets.rules import may_register

PAGE_LENGTH = 50
_FIRST_YEAR = 2000


def counted_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads its totals: targets and indicators name nobody."""
    user = signed_in(request)
    of = branch_visible_to(user, org, timezone.localdate())
    if of is None:
        raise Http404
    return user, of


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = counted_or_404(request, org)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


def registering_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = counted_or_404(request, org)
    if not may_register(user, of.path):
        raise Http404
    return user, of


def target_or_404(request: HttpRequest, key: int) -> tuple[User, Target, Branch]:
    """With the organisation as it stands today, or stood when the target was registered."""
    user = signed_in(request)
    target = with_history(Target.objects.filter(pk=key)).first()
    of = _unit(target) if target else None
    if target is None or of is None or not has_power(user, Power.SEE_FIGURES, of.path):
        raise Http404
    return user, target, of


def _unit(target: Target) -> Branch | None:
    for day in (timezone.localdate(), target.first_day):
        try:
            return branch(target.organisation_id, day)
        except NotInTree:
            continue
    return None


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def organisation_of(of: Branch) -> Organisation:
    return Organisation.objects.get(pk=of.pk)


def papers_keeper(of: Branch) -> int:
    """A cell's papers stand in the register of the committee above it."""
    return of.parent_id if of.is_cell and of.parent_id else of.pk


def asked_year(request: HttpRequest, today: int) -> int:
    asked = request.GET.get("nam", "")
    known = asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= today + 1
    return int(asked) if known else today


def year_segments(path: str, year: int, today: int) -> list[dict[str, Any]]:
    last = max(today, min(year + 1, today + 1))
    return [
        {"label": str(one), "url": f"{path}?nam={one}", "current": one == year}
        for one in range(last - 3, last + 1)
    ]


def frame(user: User, of: Branch, part: str, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, parts, crumbs down to `more`."""
    names = {
        "board": _("Bảng chỉ tiêu"),
        "units": _("Đơn vị trực thuộc"),
        "indicators": _("Chỉ số kinh tế - xã hội"),
        "cohorts": _("Nhóm theo dõi"),
    }
    hidden = {"units"} if of.is_cell else set()
    hidden |= set() if has_power(user, Power.SEE_NAMES, of.path) else {"cohorts"}
    return {
        "of": of,
        "parts": [
            {
                "label": label,
                "url": reverse(f"targets:{name}", args=[of.pk]),
                "current": name == part,
            }
            for name, label in names.items()
            if name not in hidden
        ],
        "tabs": tabs(user, of, AsOf(of.on), "chi-tieu"),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": names[part], "url": reverse(f"targets:{part}", args=[of.pk])},
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
    template: str = "targets/form.html",
) -> HttpResponse:
    """Show the form, or carry it out and go `to` an address, maybe made of what came out of it."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act)
        if form.is_valid():
            messages.success(request, done)
            return redirect(to if isinstance(to, str) else to(made))
    return render(request, template, {"form": form, **page})
