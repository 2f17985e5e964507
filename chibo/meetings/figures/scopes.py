"""The meetings a figure speaks of, and when nothing is known of them."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.figures import Scope
from chibo.meetings.queries.meetings import Meetings, meetings_of


def held(scope: Scope) -> Meetings:
    """Meetings of the branch's units held in the period."""
    span = scope.span
    return meetings_of(scope.branch).filter(held_on__range=(span.first, span.last))


def regular(scope: Scope) -> Meetings:
    return held(scope).filter(kind="regular")


def none_recorded(scope: Scope) -> str:
    return _("Chưa có số liệu: {name} chưa ghi buổi sinh hoạt, họp nào trong kỳ.").format(
        name=scope.branch.name
    )


def whole_months(scope: Scope) -> list[date]:
    """First days of the calendar months that lie in the period as a whole and have passed by its day."""
    last = min(scope.span.last, scope.as_of)
    first = scope.span.first
    month = first if first.day == 1 else month_after(first)
    found = []
    while month_after(month) <= date.fromordinal(last.toordinal() + 1):
        found.append(month)
        month = month_after(month)
    return found


def month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
