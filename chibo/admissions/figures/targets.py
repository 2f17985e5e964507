"""Targets of admission given to cells for a year, and the admissions of that year beside them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.figures.facts import DIMENSIONS, admitted
from chibo.admissions.models import Admission
from chibo.admissions.queries.targets import cell_targets
from chibo.base.figures import Figure, Group, Scope, Sum, UnlessAny, Words, register
from chibo.base.periods import Period
from chibo.organisations.figures import ByChild, children_by_path
from chibo.organisations.models import Succession

_YEARS_BACK, _YEARS_AHEAD = 25, 1


def years(on: date) -> Mapping[str, str]:
    """Years a figure may be asked about; none asked means the year of the day."""
    span = range(on.year + _YEARS_AHEAD, on.year - _YEARS_BACK, -1)
    return {str(year): _now("năm {year}").format(year=year) for year in span}


def year_of(scope: Scope) -> int:
    return int(scope.key) if scope.key else scope.as_of.year


def _targets(scope: Scope) -> QuerySet[Any]:
    return cell_targets(scope.branch, year_of(scope))


def _not_given(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa giao chỉ tiêu năm {year} cho chi bộ nào.").format(
        name=scope.branch.name, year=year_of(scope)
    )


def _admitted_by(scope: Scope) -> QuerySet[Admission]:
    """Admissions of the year up to the day asked, in the cells that were given a target and those merged
    into them."""
    year = Period.year(year_of(scope))
    last = max(year.first, min(year.last, scope.as_of))
    given = _targets(scope).order_by().values("organisation")
    rows = admitted(replace(scope, period=Period(year.first, last)))
    merged = Succession.objects.filter(kind=Succession.Kind.MERGED, successor__in=given)
    in_given = Q(movement__to_cell__in=given)
    return rows.filter(in_given | Q(movement__to_cell__in=merged.values("predecessor")))


@dataclass(frozen=True)
class ByChildAdded(ByChild):
    """By direct children of the branch, numbers added up."""

    amount: str = "low"

    def groups(self, rows: QuerySet[Any], scope: Scope) -> list[Group]:
        sums: Counter[str] = Counter()
        for path, number in rows.order_by().values_list(self.column, self.amount):
            sums[path] += number
        return children_by_path(sums, scope)


def _target(name: str, label: Words, definition: Words, column: str) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("đảng viên"),
        definition=definition,
        takes="date",
        lists="targets",
        rows=Sum(_targets, column),
        unknown=UnlessAny(_targets, _not_given),
        keys=years,
        key_is_part=False,
        dimensions={"child": ByChildAdded(_("Đơn vị trực thuộc"), amount=column)},
    )


register(
    _target(
        "admission_target",
        _("Chỉ tiêu kết nạp"),
        _(
            "Tổng chỉ tiêu kết nạp giao cho các chi bộ của nhánh cho cả năm của ngày xem; có khóa thì của "
            "năm đó. Chỉ tiêu là một khoảng thì lấy số dưới."
        ),
        "low",
    ),
    _target(
        "admission_target_high",
        _("Chỉ tiêu kết nạp, mức cao"),
        _(
            "Tổng chỉ tiêu kết nạp giao cho các chi bộ của nhánh cho cả năm của ngày xem; có khóa thì của "
            "năm đó. Chỉ tiêu là một khoảng thì lấy số trên."
        ),
        "most",
    ),
    Figure(
        id="admission_target_done",
        label=_("Thực hiện chỉ tiêu kết nạp"),
        unit=_("đảng viên"),
        definition=_(
            "Số đảng viên kết nạp từ đầu năm đến ngày xem, theo ngày lễ kết nạp, ở các chi bộ được giao chỉ "
            "tiêu, so với tổng chỉ tiêu cả năm của các chi bộ đó (khoảng thì lấy số dưới). Có khóa thì của "
            "năm đó."
        ),
        takes="date",
        lists="admissions",
        rows=_admitted_by,
        unknown=UnlessAny(_targets, _not_given),
        base=Sum(_targets, "low"),
        base_means=_("chỉ tiêu cả năm giao cho các chi bộ"),
        keys=years,
        dimensions=DIMENSIONS,
    ),
)
