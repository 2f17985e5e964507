"""Meetings held, thematic ones among them, and what became of their minutes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Part, Scope, UnlessAny, register
from chibo.meetings.figures.dimensions import dimensions, kinds
from chibo.meetings.figures.scopes import held, none_recorded
from chibo.meetings.models import State
from chibo.meetings.queries.in_time import handed_in_on_time, minutes_due
from chibo.meetings.queries.meetings import Meetings


def _of_kind(scope: Scope) -> Q:
    return Q(kind=scope.key) if scope.key else Q()


def _thematic(_scope: Scope) -> Q:
    return Q(kind="thematic") | ~Q(theme="")


def _on_time(scope: Scope) -> Meetings:
    return handed_in_on_time(_due(scope))


def _due(scope: Scope) -> Meetings:
    return minutes_due(held(scope), scope.as_of)


def _approved(_scope: Scope) -> Q:
    return Q(state=State.APPROVED)


register(
    Figure(
        id="meetings_held",
        label=_("Buổi sinh hoạt, họp đã ghi"),
        unit=_("buổi"),
        definition=_(
            "Số buổi sinh hoạt, họp của các tổ chức thuộc nhánh diễn ra trong kỳ; có khóa thì đếm riêng loại "
            "buổi đó. Buổi đang ghi cũng tính."
        ),
        takes="period",
        lists="meetings",
        rows=Part(held, _of_kind),
        unknown=UnlessAny(held, none_recorded),
        keys=kinds,
        dimensions=dimensions(),
    ),
    Figure(
        id="thematic_meetings",
        label=_("Sinh hoạt chuyên đề"),
        unit=_("buổi"),
        definition=_(
            "Số buổi sinh hoạt chuyên đề trong kỳ, kể cả phần chuyên đề tiến hành sau buổi thường kỳ cùng ngày."
        ),
        takes="period",
        lists="meetings",
        rows=Part(held, _thematic),
        unknown=UnlessAny(held, none_recorded),
        dimensions=dimensions(),
    ),
    Figure(
        id="minutes_on_time",
        label=_("Biên bản nộp đúng hạn"),
        unit=_("biên bản"),
        definition=_(
            "Số buổi trong kỳ có biên bản nộp lần đầu trong số ngày quy định kể từ ngày họp; buổi chưa đến hạn "
            "nộp thì chưa tính vào mẫu số."
        ),
        takes="period",
        lists="meetings",
        rows=_on_time,
        unknown=UnlessAny(held, none_recorded),
        base=_due,
        base_means=_("buổi trong kỳ đã nộp biên bản hoặc đã đến hạn nộp"),
        dimensions=dimensions(),
    ),
    Figure(
        id="minutes_approved",
        label=_("Biên bản đã duyệt"),
        unit=_("biên bản"),
        definition=_("Số buổi trong kỳ có biên bản đã được cấp có thẩm quyền duyệt."),
        takes="period",
        lists="meetings",
        rows=Part(held, _approved),
        unknown=UnlessAny(held, none_recorded),
        base=held,
        base_means=_("buổi sinh hoạt, họp trong kỳ"),
        dimensions=dimensions(),
    ),
)
