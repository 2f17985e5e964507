"""Village heads: admitted out of the list frozen at the start of a year; secretaries who head the village."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.figures.targets import year_of, years
from chibo.admissions.models import HeadCohort
from chibo.admissions.queries.heads import (
    admitted_since,
    frozen,
    headed_by_secretary,
    places_under,
    villages,
)
from chibo.base.figures import Figure, Scope, UnlessAny, Words, register
from chibo.members.figures.scopes import books_not_begun
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Placement
from chibo.organisations.queries.places import lacking, marked
from chibo.organisations.queries.tree import under


def _frozen(scope: Scope) -> QuerySet[Any]:
    return frozen(scope.branch, year_of(scope))


def _admitted(scope: Scope) -> QuerySet[Any]:
    return admitted_since(_frozen(scope), scope.as_of)


def _lists(scope: Scope) -> QuerySet[Any]:
    areas = Placement.objects.on(scope.as_of).filter(under(scope.branch.path))
    return HeadCohort.objects.filter(
        year=year_of(scope), area__in=areas.values("organisation"), frozen_on__lte=scope.as_of
    )


def _not_frozen(scope: Scope) -> str:
    return _now(
        "Chưa có số liệu: {name} chưa chốt danh sách trưởng bản chưa là đảng viên đầu năm {year}."
    ).format(name=scope.branch.name, year=year_of(scope))


def _villages(scope: Scope) -> QuerySet[Any]:
    return villages(scope.branch)


def _secretary_is_head(scope: Scope) -> QuerySet[Any]:
    return headed_by_secretary(_villages(scope), scope.as_of)


def _places(scope: Scope) -> QuerySet[Any]:
    return places_under(scope.branch)


def _no_places(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa ghi địa bàn, đơn vị nào.").format(
        name=scope.branch.name
    )


def _without_members(scope: Scope) -> QuerySet[Any]:
    return lacking(marked(_places(scope), scope.branch), "dang-vien")


def _without_cell(scope: Scope) -> QuerySet[Any]:
    return lacking(marked(_places(scope), scope.branch), "chi-bo")


def _of_places(name: str, label: Words, definition: Words, **more: Any) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("địa bàn, đơn vị"),
        definition=definition,
        takes="date",
        lists="places",
        dimensions={"child": ByChild(_("Đơn vị trực thuộc"))},
        **more,
    )


register(
    Figure(
        id="village_heads_admitted",
        label=_("Trưởng bản được kết nạp trong số chưa là đảng viên đầu năm"),
        unit=_("người"),
        definition=_(
            "Trong danh sách trưởng bản, trưởng thôn chưa là đảng viên chốt đầu năm (năm của ngày xem; có khóa "
            "thì năm đó), số được kết nạp từ ngày chốt đến ngày xem, trong năm. Danh sách đã chốt không đổi "
            "khi người đó thôi làm trưởng bản."
        ),
        takes="date",
        lists="heads",
        rows=_admitted,
        unknown=UnlessAny(_lists, _not_frozen),
        base=_frozen,
        base_means=_("trưởng bản chưa là đảng viên trong danh sách chốt đầu năm"),
        keys=years,
        dimensions={"child": ByChild(_("Đơn vị trực thuộc"))},
    ),
    _of_places(
        "villages_secretary_is_head",
        _("Thôn, bản có bí thư chi bộ đồng thời là trưởng bản"),
        _(
            "Số thôn, bản, tiểu khu mà tại ngày xem một người vừa là trưởng bản, vừa là bí thư một chi bộ "
            "phụ trách bản đó."
        ),
        rows=_secretary_is_head,
        unknown=UnlessAny(_villages, _no_places),
        base=_villages,
        base_means=_("thôn, bản, tiểu khu tại ngày xem"),
    ),
    _of_places(
        "places_without_members",
        _("Địa bàn, đơn vị chưa có đảng viên"),
        _(
            "Số thôn, bản, trường, trạm tại ngày xem không có chi bộ phụ trách nào có đảng viên: sổ đảng viên "
            "ghi đảng viên theo chi bộ, không theo bản."
        ),
        rows=_without_members,
        unknown=books_not_begun,
        base=_places,
        base_means=_("thôn, bản, trường, trạm tại ngày xem"),
    ),
    _of_places(
        "places_without_cell",
        _("Địa bàn, đơn vị chưa có chi bộ"),
        _("Số thôn, bản, trường, trạm tại ngày xem không có chi bộ nào phụ trách."),
        rows=_without_cell,
        unknown=UnlessAny(_places, _no_places),
        base=_places,
        base_means=_("thôn, bản, trường, trạm tại ngày xem"),
    ),
)
