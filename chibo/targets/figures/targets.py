"""How many targets were approved for a year, and how many of those closed were met."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Group, Part, Scope, UnlessAny, register
from chibo.base.periods import Period
from chibo.organisations.figures import ByChild
from chibo.organisations.queries.tree import cells_in, under_ever
from chibo.targets.models import Moment, Target, TargetResult, TargetVersion


class _ByUnit(ByChild):
    """Targets of the organisation itself first, then of the units right below with all under them."""

    def groups(self, rows: QuerySet[Any], scope: Scope) -> list[Group]:
        own = rows.filter(path=scope.branch.path).count()
        itself = Group(str(scope.branch.pk), scope.branch.short_name, own)
        return [itself, *super().groups(rows, scope)]

    def narrow(self, rows: QuerySet[Any], scope: Scope, key: str) -> QuerySet[Any]:
        if int(key) == scope.branch.pk:
            return rows.filter(path=scope.branch.path)
        return super().narrow(rows, scope, key)


_BY_CHILD = {"child": _ByUnit(_("Đơn vị và đơn vị trực thuộc"))}
_YEARS_BACK = 15


def years(on: date) -> dict[str, str]:
    return {str(year): str(year) for year in range(on.year - _YEARS_BACK, on.year + 1)}


def _year(scope: Scope) -> Period:
    return Period.year(int(scope.key or scope.as_of.year))


def _approved(scope: Scope) -> QuerySet[Any]:
    year = _year(scope)
    approved = TargetVersion.objects.filter(target=OuterRef("pk"), approved_on__lte=scope.as_of)
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.as_of)
    rows = Target.objects.filter(under_ever(scope.branch, "path"), stands, Exists(approved))
    return rows.filter(last_day__range=(year.first, year.last))


def _closed(scope: Scope) -> QuerySet[Any]:
    return _approved(scope).filter(Exists(_closings(scope)))


def _closings(scope: Scope) -> QuerySet[Any]:
    stands = Q(replaced_on__isnull=True) | Q(replaced_on__gt=scope.as_of)
    rows = TargetResult.objects.filter(stands, target=OuterRef("pk"), moment=Moment.END)
    return rows.filter(recorded_on__lte=scope.as_of)


def _met(scope: Scope) -> QuerySet[Any]:
    return _closed(scope).filter(Exists(_closings(scope).filter(met=True)))


def _not_closed(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa chốt kết quả chỉ tiêu nào của năm {year}.").format(
        name=scope.branch.name, year=_year(scope).first.year
    )


def _none_approved(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa có chỉ tiêu nào được duyệt của năm {year}.").format(
        name=scope.branch.name, year=_year(scope).first.year
    )


def _cells(scope: Scope) -> QuerySet[Any]:
    return cells_in(scope.branch)


def _with_targets(scope: Scope) -> Q:
    own = _approved(scope).filter(organisation=OuterRef("pk"))
    return Q(Exists(own))


register(
    Figure(
        id="targets_met",
        label=_("Chỉ tiêu đạt"),
        unit=_("chỉ tiêu"),
        definition=_(
            "Chỉ tiêu đã duyệt có kỳ kết thúc trong năm, đã chốt kết quả cả kỳ đến ngày xem và đạt, của các đơn "
            "vị trong nhánh. Có khóa thì của năm đó."
        ),
        takes="date",
        lists="registered_targets",
        rows=_met,
        unknown=UnlessAny(_closed, _not_closed),
        base=_closed,
        base_means=_("chỉ tiêu đã chốt kết quả cả kỳ"),
        keys=years,
        key_is_part=False,
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="targets_approved",
        label=_("Chỉ tiêu đã duyệt"),
        unit=_("chỉ tiêu"),
        definition=_(
            "Chỉ tiêu có kỳ kết thúc trong năm, đã duyệt hoặc được giao đến ngày xem và chưa thôi, của các đơn vị "
            "trong nhánh. Có khóa thì của năm đó."
        ),
        takes="date",
        lists="registered_targets",
        rows=_approved,
        unknown=UnlessAny(_approved, _none_approved),
        keys=years,
        key_is_part=False,
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="cells_with_targets",
        label=_("Chi bộ có chỉ tiêu"),
        unit=_("chi bộ"),
        definition=_(
            "Chi bộ có ít nhất một chỉ tiêu của năm đã duyệt hoặc được giao, tại ngày xem. Không tính chỉ tiêu "
            "kết nạp giao ở mục Phát triển đảng."
        ),
        takes="date",
        lists="organisations",
        rows=Part(_cells, _with_targets, of_the_whole=True),
        unknown=UnlessAny(_approved, _none_approved),
        base=_cells,
        base_means=_("chi bộ trong nhánh tại ngày xem"),
        keys=years,
        key_is_part=False,
    ),
)
