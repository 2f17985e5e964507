"""Reports of units that end: they stay where they were begun."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.models import Placement
from chibo.organisations.queries.shape import Shape
from chibo.reports.models import Report


def ended_on(organisation: int) -> date | None:
    """The day it was no more; None while it stands."""
    last = Placement.objects.filter(organisation=organisation).order_by("-started_on").first()
    return last.ended_on if last else None


class ReportsStay:
    """A Carrier (organisations.consequences). A report says what its own unit did; the successor writes
    its own and asks its figures in the old or the new tree."""

    def describe(self, shape: Shape) -> list[Consequence]:
        kept = Report.objects.filter(
            organisation__in=[unit.pk for unit in shape.ended],
            last_day__gte=shape.on,
            signed_on__isnull=True,
        )
        told = _(
            "{n} báo cáo của kỳ chưa hết ở lại đơn vị cũ, đơn vị mới mở đọc được; báo cáo cả kỳ do đơn vị "
            "mới lập, chọn tính theo cây cũ hay cây mới."
        )
        count = kept.count()
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: object, *, by: User) -> None:
        """See the class."""
