"""Work given that fell due, and how much of it was done in time."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import due_in, open_on, work_of
from chibo.base.figures import Figure, Scope, register


def _due(scope: Scope) -> QuerySet[Assignment]:
    return due_in(work_of(scope.branch), scope.span.first, scope.span.last)


def _in_time(scope: Scope) -> QuerySet[Assignment]:
    return _due(scope).filter(done_on__lte=F("due_on"))


def _open(scope: Scope) -> QuerySet[Assignment]:
    return work_of(scope.branch).filter(open_on(scope.as_of))


def _overdue(scope: Scope) -> QuerySet[Assignment]:
    return _open(scope).filter(Q(due_on__lt=scope.as_of))


register(
    Figure(
        id="work_done_in_time",
        label=_("Việc giao xong đúng hạn"),
        unit=_("việc"),
        definition=_(
            "Việc giao có hạn trong kỳ và đã báo xong trước hoặc đúng hạn; việc được gia hạn tính theo hạn mới."
        ),
        takes="period",
        lists="assignments",
        rows=_in_time,
        base=_due,
        base_means=_("việc giao đến hạn trong kỳ, trừ việc đã thôi giao"),
    ),
    Figure(
        id="work_open",
        label=_("Việc giao đang làm"),
        unit=_("việc"),
        definition=_("Việc đã giao mà đến ngày xem chưa báo xong và chưa thôi giao."),
        takes="date",
        lists="assignments",
        rows=_open,
    ),
    Figure(
        id="work_overdue",
        label=_("Việc giao quá hạn"),
        unit=_("việc"),
        definition=_("Việc đang làm mà hạn đã qua tại ngày xem."),
        takes="date",
        lists="assignments",
        rows=_overdue,
        base=_open,
        base_means=_("việc giao đang làm tại ngày xem"),
    ),
)
