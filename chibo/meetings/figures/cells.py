"""Which cells hold a regular meeting in every month."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Scope, UnlessAny, register
from chibo.base.periods import Period
from chibo.meetings.figures.scopes import month_after, none_recorded, regular, whole_months
from chibo.meetings.models import Meeting
from chibo.meetings.queries.meetings import Meetings
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import cells_in

_YEARS_BACK = 10


def _years(on: date) -> Mapping[str, str]:
    """A whole year may be asked about in place of the period."""
    span = range(on.year, on.year - _YEARS_BACK, -1)
    return {str(year): _now("năm {year}").format(year=year) for year in span}


def _asked(scope: Scope) -> Scope:
    if not scope.key:
        return scope
    return replace(scope, period=Period.year(int(scope.key)), key="")


def _cells(scope: Scope) -> QuerySet[Organisation]:
    return cells_in(scope.branch)


def _meeting_monthly(scope: Scope) -> QuerySet[Organisation]:
    months = whole_months(_asked(scope))
    if not months:
        return _cells(scope).none()
    last = month_after(months[-1])
    rows = Meeting.objects.filter(
        organisation=OuterRef("pk"), kind="regular", held_on__gte=months[0], held_on__lt=last
    )
    met = (
        rows.order_by()
        .values("organisation")
        .annotate(n=Count(TruncMonth("held_on"), distinct=True))
    )
    first = Meeting.objects.filter(organisation=OuterRef("pk"), kind="regular").order_by("held_on")
    counted = _cells(scope).annotate(
        months_met=Coalesce(Subquery(met.values("n")), 0),
        begun_on=Subquery(first.values("held_on")[:1]),
    )
    return counted.filter(months_met__gte=_asked_of(months))


def _asked_of(months: list[date]) -> Case:
    """How many of the months a cell stood from their first day on, and had recorded a meeting by their end:
    before its books of meetings begin nothing is known. Never so many when it has none."""
    stood = [
        When(founded_on__lte=first, begun_on__lt=month_after(first), then=Value(len(months) - n))
        for n, first in enumerate(months)
    ]
    new = When(begun_on__lt=month_after(months[-1]), then=Value(0))
    return Case(*stood, new, default=Value(len(months) + 1), output_field=IntegerField())


def _known(scope: Scope) -> Meetings:
    scope = _asked(scope)
    return regular(scope) if whole_months(scope) else Meeting.objects.none()


def _nothing_known(scope: Scope) -> str:
    scope = _asked(scope)
    if not whole_months(scope):
        return _now("Chưa có số liệu: kỳ này chưa có tháng nào trọn vẹn.")
    return none_recorded(scope)


register(
    Figure(
        id="cells_meeting_monthly",
        label=_("Chi bộ sinh hoạt thường kỳ đủ các tháng"),
        unit=_("chi bộ"),
        definition=_(
            "Số chi bộ đang hoạt động cuối kỳ có ghi sinh hoạt thường kỳ trong từng tháng trọn vẹn của kỳ; chi bộ "
            "mới thành lập tính từ tháng đầu tiên hoạt động trọn vẹn, chi bộ mới ghi sổ tính từ "
            "tháng có buổi đầu tiên."
        ),
        takes="period",
        lists="organisations",
        rows=_meeting_monthly,
        unknown=UnlessAny(_known, _nothing_known),
        base=_cells,
        base_means=_("chi bộ đang hoạt động cuối kỳ"),
        keys=_years,
        key_is_part=False,
        dimensions={"child": ByChild(_("Đơn vị trực thuộc"), "placement__path")},
    ),
)
