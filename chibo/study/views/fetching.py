"""Fetching through the one door, and the frame all pages of study share."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branch, branches
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import named_or_404
from chibo.study.models import Study
from chibo.study.queries.studies import one_visible_to
from chibo.study.rules import may_keep

PAGE_LENGTH = 50
FIRST_YEAR = 2007


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
