"""Fetching for operations: what the token's owner may see, or a refusal with its status."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.api.views.door import Refused
from chibo.base.partial_dates import PartialDate
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, NotInTree
from chibo.organisations.rules import may_see_names
from chibo.rulebook.queries import code_list

T = TypeVar("T")


def day_of(text: str | None) -> date:
    """The day asked about, today when none is; a day that cannot be or lies ahead is refused."""
    today = timezone.localdate()
    if text is None:
        return today
    day = _date(text)
    if day > today:
        sentence = _("Chưa có số liệu của ngày {day}: ngày xem không được sau hôm nay, {today}.")
        raise Refused(422, sentence.format(day=format_date(day), today=format_date(today)))
    return day


def period_of(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as wrong:
        raise Refused(422, str(wrong)) from wrong


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(422, _("Không có ngày {day} trong lịch.").format(day=text)) from None


def unit_of(user: User, key: int, on: date) -> Branch:
    """An organisation whose figures the user may see, as it stood; 404 outside their branch."""
    if found := branch_visible_to(user, key, on):
        return found
    paths = Placement.objects.filter(organisation=key).values_list("path", flat=True)
    if any(has_power(user, Power.SEE_FIGURES, path) for path in paths):
        raise NotInTree.on(on)
    raise Refused(404, _("Không có tổ chức này trong phạm vi của khóa."))


def named_unit_of(user: User, key: int, on: date) -> Branch:
    """The same, where the user may also read people by name."""
    of = unit_of(user, key, on)
    if not may_see_names(user, of):
        raise Refused(403, _("Nhiệm vụ của khóa chỉ được xem số tổng hợp ở đây."))
    return of


def allowed(may: bool) -> None:
    if not may:
        raise Refused(403, _("Nhiệm vụ của khóa không được làm việc này ở đây."))


def paged(
    rows: QuerySet[Any] | Sequence[Any],
    page: int,
    size: int,
    tell: Callable[[list[Any]], list[T]],
) -> dict[str, Any]:
    """One page of rows in a settled order; a page after the last is empty."""
    pages = Paginator(rows, size)
    first = (page - 1) * size
    items = tell(list(rows[first : first + size])) if first < pages.count else []
    later = page + 1 if first + size < pages.count else None
    return {"items": items, "page": page, "size": size, "total": pages.count, "next": later}


def label_of(list_name: str, code: str) -> str:
    codes = code_list(list_name)
    return codes.label(code) if code in codes else code


def partly(known: PartialDate | None, on: date) -> str | None:
    """2018, 2018-06 or 2018-06-30, as far as the day is known; nothing of days that had not come."""
    if known is None or known.day > on:
        return None
    digits = {"year": 4, "month": 7, "day": 10}
    return known.day.isoformat()[: digits[known.precision]]
