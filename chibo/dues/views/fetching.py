"""Fetching through the one door, and the frame all pages of dues share."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.dues.models import Payment, Remittance
from chibo.dues.queries.months import month_of, next_month
from chibo.dues.queries.reach import (
    payment_visible_to,
    remittance_visible_to,
    stay_with_dues,
)
from chibo.dues.rules.permits import may_collect, may_read_dues
from chibo.members.models import Membership, Person
from chibo.organisations.models import Placement
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import counted_or_404
from chibo.rulebook.queries import add_months

PAGE_LENGTH = 50
FIRST_YEAR = 2011
_BOOKS = ("book", "fund", "report")
_OPEN_TO_ALL = ("list", "report")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def named_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever reads there who owes what."""
    user, of = counted_or_404(request, org)
    if not may_read_dues(user, of.path):
        raise Http404
    return user, of


def books_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation for whoever reads its books by name; one that has ended, as it stood on its last day."""
    user, of = counted_books_or_404(request, org)
    if not may_read_dues(user, of.path):
        raise Http404
    return user, of


def counted_books_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """As `books_or_404`, for whoever reads totals."""
    user = signed_in(request)
    of = branch_visible_to(user, org, _last_day(org))
    if of is None:
        raise Http404
    return user, of


def _last_day(org: int) -> date:
    """Today, or the last day of a unit that has ended."""
    today = timezone.localdate()
    ends = (
        Placement.objects.filter(organisation=org).order_by("-started_on").values_list("ended_on")
    )
    ended_on = next((day for (day,) in ends[:1]), None)
    return today if ended_on is None or ended_on > today else ended_on - timedelta(days=1)


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = named_or_404(request, org)
    if not may_collect(user, of.path):
        raise Http404
    return user, of


def kept_cell_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    user, of = kept_or_404(request, org)
    if not of.is_cell:
        raise Http404
    return user, of


def person_or_404(request: HttpRequest, key: int) -> tuple[User, Person, Membership]:
    """A member whose dues the user reads, with where they stand or last stood."""
    user = signed_in(request)
    stay = stay_with_dues(user, key)
    if stay is None:
        raise Http404
    return user, stay.person, stay


def kept_person_or_404(request: HttpRequest, key: int) -> tuple[User, Person, Membership]:
    user, person, stay = person_or_404(request, key)
    if not may_collect(user, stay.path):
        raise Http404
    return user, person, stay


def payment_or_404(request: HttpRequest, key: int) -> tuple[User, Payment]:
    user = signed_in(request)
    found = payment_visible_to(user, key)
    if found is None:
        raise Http404
    return user, found


def remittance_or_404(request: HttpRequest, key: int) -> tuple[User, Remittance]:
    user = signed_in(request)
    found = remittance_visible_to(user, key)
    if found is None:
        raise Http404
    return user, found


def this_month() -> date:
    return month_of(timezone.localdate())


def asked_month(request: HttpRequest, name: str = "thang") -> date:
    """`thang=2026-11`; of other words, or too far ahead, the month under way."""
    return month_in(request.GET.get(name, "")) or this_month()


def month_in(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    if not found:
        return None
    month = date(int(found[1]), int(found[2]), 1)
    return month if month <= add_months(this_month(), 12) else None


def month_segments(path: str, month: date) -> list[dict[str, Any]]:
    """The month and its neighbours, the next one at most."""
    last = min(next_month(month), next_month(this_month()))
    return [
        {
            "label": f"{one:%m/%Y}",
            "url": f"{path}?thang={one:%Y-%m}",
            "current": one == month,
        }
        for one in (add_months(last, back) for back in (-4, -3, -2, -1, 0))
    ]


def frame(user: User, of: Branch, part: str, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, parts of dues, crumbs down to `more`. Of one that has ended its
    books alone are there, to be read."""
    stands = of.on >= timezone.localdate()
    reads, collects = may_read_dues(user, of.path), stands and may_collect(user, of.path)
    names = _parts()
    top = "list" if stands else "fund"
    return {
        "of": of,
        "may_collect": collects,
        "parts": [
            {
                "label": names[name],
                "url": reverse(f"dues:{name}", args=[of.pk]),
                "current": name == part,
            }
            for name in _offered(stands=stands, reads=reads, collects=collects)
        ],
        "stands": stands,
        "tabs": tabs(user, of, AsOf(of.on), "dang-phi") if stands else [],
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": _("Đảng phí"), "url": reverse(f"dues:{top}", args=[of.pk])},
            *([{"label": names[part]}] if not more and part != "list" else []),
            *more,
        ],
    }


def _parts() -> dict[str, str]:
    return {
        "list": _("Thu tháng"),
        "book": _("Sổ thu"),
        "arrears": _("Còn nợ"),
        "declarations": _("Căn cứ đóng"),
        "reliefs": _("Miễn, giảm"),
        "remittances": _("Nộp cấp trên"),
        "fund": _("Sổ quỹ"),
        "report": _("Báo cáo"),
        "terms": _("Vùng, tỷ lệ"),
    }


def _offered(*, stands: bool, reads: bool, collects: bool) -> list[str]:
    """The parts somebody may open: totals are for all, declarations for those who collect."""
    return [
        name
        for name in _parts()
        if name in _OPEN_TO_ALL or (reads and (collects or name != "declarations"))
        if stands or name in _BOOKS
    ]


def person_frame(
    user: User, person: Person, stay: Membership, *more: Mapping[str, str]
) -> dict[str, Any]:
    """Context of a page of one member; the way down only where the user may look."""
    today = timezone.localdate()
    of = branch_visible_to(user, stay.cell_id, today)
    way = crumbs(user, of, AsOf(today), itself=True) if of else []
    dues = [{"label": _("Đảng phí"), "url": reverse("dues:list", args=[of.pk])}] if of else []
    here = {"label": person.full_name, "url": reverse("dues:member", args=[person.pk])}
    return {
        "person": person,
        "stay": stay,
        "may_collect": may_collect(user, stay.path),
        "crumbs": [*way, *dues, here if more else {"label": person.full_name}, *more],
    }
