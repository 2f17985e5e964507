"""Accounts and their duties, for whoever manages them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.text import fold
from chibo.organisations.models import Duty, Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders, reach
from chibo.organisations.queries.tree import Branch, branches, within

Placing = Callable[[], QuerySet[Any]]
_PLACINGS: list[Placing] = []


def place_accounts(rows: Placing) -> None:
    """An app above says where accounts stand that have no duty: rows with `user` and `path`."""
    if rows not in _PLACINGS:
        _PLACINGS.append(rows)


def places_of(account: User) -> set[str]:
    """Tree paths an account stands at besides its duties."""
    return {
        path
        for rows in _PLACINGS
        for path in rows().filter(user=account).values_list("path", flat=True)
    }


def accounts_visible_to(user: User) -> QuerySet[User]:
    """Accounts that act in the branches where the user gives duties, and those that act nowhere any more,
    unless they stand elsewhere. None at all for whoever gives no duties."""
    if not holders(user, Power.MANAGE_DUTIES):
        return User.objects.none()
    today = timezone.localdate()
    paths = reach(user, Power.MANAGE_DUTIES, today)
    mine = Placement.objects.open().filter(within(paths)).values("organisation")
    acting = Duty.objects.not_over(today).filter(organisation__in=mine).values("user")
    idle = ~Q(pk__in=Duty.objects.not_over(today).values("user"))
    for rows in _PLACINGS:
        idle &= ~Q(pk__in=rows().exclude(within(paths)).values("user"))
    return User.objects.filter(Q(pk__in=acting) | idle).order_by("username")


def accounts_called(accounts: QuerySet[User], text: str) -> QuerySet[User]:
    """By the sign-in name or a word of the full name."""
    name = fold(text).replace(" ", "")
    return accounts.filter(Q(username__contains=name) | Q(full_name__icontains=text.strip()))


@dataclass(frozen=True)
class Given:
    """A duty with the organisation as it stands, None when it no longer does."""

    duty: Duty
    where: Branch | None
    is_over: bool

    @property
    def label(self) -> str:
        role = self.duty.get_role_display()
        return f"{role}, {self.where.short_name}" if self.where else role


def duties_given(account: User, on: date) -> list[Given]:
    duties = list(Duty.objects.filter(user=account).order_by("-started_on", "-pk"))
    return as_given(duties, on)


def as_given(duties: Collection[Duty], on: date) -> list[Given]:
    """The same duties with their organisations, in one question."""
    standing = branches({duty.organisation_id for duty in duties}, on)
    return [_given(duty, standing, on) for duty in duties]


def open_duties_of(accounts: list[User], on: date) -> dict[int, list[Given]]:
    """Duties in force of several accounts, in two questions."""
    duties = list(Duty.objects.on(on).filter(user__in=accounts).order_by("pk"))
    standing = branches({duty.organisation_id for duty in duties}, on)
    found: dict[int, list[Given]] = {}
    for duty in duties:
        found.setdefault(duty.user_id, []).append(_given(duty, standing, on))
    return found


def _given(duty: Duty, standing: Mapping[int, Branch], on: date) -> Given:
    is_over = duty.ended_on is not None and duty.ended_on <= on
    return Given(duty, standing.get(duty.organisation_id), is_over)
