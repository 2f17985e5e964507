"""Who came: turns present of turns due. Both are counted on rolls frozen on the day of the meeting, so
they stay what they were whoever moves, is excused or leaves afterwards."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Scope, UnlessAny, register
from chibo.meetings.figures.dimensions import dimensions, kinds
from chibo.meetings.figures.scopes import none_recorded
from chibo.meetings.models import Attendance, Presence
from chibo.organisations.queries.tree import under_ever

REGULAR = "regular"


def _due(scope: Scope) -> QuerySet[Attendance]:
    """Turns due at meetings of one kind, regular ones unless the key names another."""
    span = scope.span
    last = min(span.last, scope.branch.on)
    return Attendance.objects.filter(
        under_ever(scope.branch, "meeting__path"),
        meeting__kind=scope.key or REGULAR,
        meeting__held_on__range=(span.first, last),
    ).exclude(state=Presence.OUTSIDE)


def _present(scope: Scope) -> QuerySet[Attendance]:
    return _due(scope).filter(state=Presence.PRESENT)


def _without_reason(scope: Scope) -> QuerySet[Attendance]:
    return _due(scope).filter(state=Presence.WITHOUT_REASON)


def _figure(name: str, **told: Any) -> Figure:
    return Figure(
        id=name,
        unit=_("lượt"),
        takes="period",
        lists="attendances",
        unknown=UnlessAny(_due, none_recorded),
        base=_due,
        base_means=_("lượt đảng viên phải dự, chốt theo sổ của ngày họp"),
        keys=kinds,
        key_is_part=False,
        dimensions=dimensions("meeting__"),
        **told,
    )


register(
    _figure(
        "attendance",
        label=_("Lượt đảng viên dự sinh hoạt"),
        definition=_(
            "Số lượt đảng viên có mặt tại các buổi sinh hoạt thường kỳ trong kỳ (có khóa thì tại loại buổi đó), "
            "trên số lượt phải dự đã chốt ngày họp. Người được miễn, sinh hoạt tạm thời nơi khác, bị đình chỉ "
            "không tính, trừ khi có đến dự."
        ),
        rows=_present,
    ),
    _figure(
        "absence_without_reason",
        label=_("Lượt vắng sinh hoạt không lý do"),
        definition=_(
            "Số lượt đảng viên phải dự mà vắng không lý do tại các buổi sinh hoạt thường kỳ trong kỳ (có khóa thì "
            "tại loại buổi đó)."
        ),
        rows=_without_reason,
    ),
)
