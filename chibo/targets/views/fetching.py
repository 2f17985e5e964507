"""Fetching through the one door, and the frame all pages of targets share."""

from collections.abc import Mapping
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
from chibo.organisations.queries.tree import Branch, NotInTree, branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.models import Target
from chibo.targets.queries.progress import with_history
from chibo.targets.rules import may_register

PAGE_LENGTH = 50
FIRST_YEAR = 2000


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
