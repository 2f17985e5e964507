"""Classes of units that end stay in their books; whoever takes over writes the results."""

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Course
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class CoursesFollow:
    """A Carrier (organisations.consequences). Nothing is written: a class belongs to who held its book,
    and the duties at the successor reach it (`organisations.queries.reach.holders`)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        kept = Course.objects.filter(organiser__in=[unit.pk for unit in shape.ended])
        unknown = Q(participants__certificate_on__isnull=True, participants__dropped_reason="")
        waiting = unknown & Q(participants__isnull=False)
        count = kept.filter(waiting | Q(last_day__gte=shape.on)).distinct().count()
        told = _("{n} lớp bồi dưỡng chưa đủ kết quả: đơn vị mới ghi giấy chứng nhận.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        """See the class."""
