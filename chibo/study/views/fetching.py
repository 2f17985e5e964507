"""Fetching through the one door, and the frame all pages of study share."""

from collections.abc import Callable, Mapping
from datetime import date
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
from chibo.organisations.queries.tree import Branch, branch, branches
from chibo.organisations.tabs import crumbs, tabs
from chibo.study.models import Study
from chibo.study.queries.studies import one_visible_to
from chibo.study.rules import may_keep

PAGE_LENGTH = 50
_FIRST_YEAR = 2007


def counted_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads its totals."""
    user = signed_in(request)
    of = branch_visible_to(user, org, timezone.localdate())
    if of is None:
        raise Http404
    return user, of


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads names there."""
    user, of = counted_or_404(request, org)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, of


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_keep(user, of.path):
        raise Http404
    return user, of


def study_or_404(request: HttpRequest, key: int) -> tuple[User, Study]:
    user = signed_in(request)
    study = one_visible_to(user, key, timezone.localdate())
    if study is None:
        raise Http404
    return user, study


def kept_study_or_404(request: HttpRequest, key: int) -> tuple[User, Study]:
    user, study = study_or_404(request, key)
    if not may_keep(user, study.path) or study.cancelled_on:
        raise Http404
    return user, study


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def papers_keeper(of: Branch) -> int:
    """A cell's papers stand in the register of the committee above it."""
    return of.parent_id if of.is_cell and of.parent_id else of.pk


def organisation_of(of: Branch) -> Organisation:
    return Organisation.objects.get(pk=of.pk)


def asked_year(request: HttpRequest, today: int) -> int:
    asked = request.GET.get("nam", "")
    known = asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= today + 1
    return int(asked) if known else today


def year_segments(path: str, year: int, today: int) -> list[dict[str, Any]]:
    last = min(year + 1, today)
    return [
        {"label": str(one), "url": f"{path}?nam={one}", "current": one == year}
        for one in range(last - 3, last + 1)
    ]


def unit_today(key: int, then: date) -> Branch:
    """A unit as it stands today, or as it stood when the record was made."""
    today = timezone.localdate()
    return branches([key], today).get(key) or branch(key, then)


def frame(user: User, of: Branch, part: str, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, parts of study, crumbs down to `more`."""
    names = {
        "list": _("Đợt học"),
        "year": _("Làm theo Bác"),
        "models": _("Mô hình"),
        "trainings": _("Đào tạo"),
    }
    return {
        "of": of,
        "parts": [
            {
                "label": label,
                "url": reverse(f"study:{name}", args=[of.pk]),
                "current": name == part,
            }
            for name, label in names.items()
            if name in ("list", "year") or has_power(user, Power.SEE_NAMES, of.path)
        ],
        "tabs": tabs(user, of, AsOf(of.on), "hoc-tap"),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": names[part], "url": reverse(f"study:{part}", args=[of.pk])},
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
    template: str = "study/form.html",
) -> HttpResponse:
    """Show the form, or carry it out and go `to` an address, maybe made of what came out of it."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act)
        if form.is_valid():
            messages.success(request, done)
            return redirect(to if isinstance(to, str) else to(made))
    return render(request, template, {"form": form, **page})
