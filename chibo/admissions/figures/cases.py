"""Who is on the way into the Party, at which stage, and which cells follow nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.queries.board import stage_names
from chibo.admissions.queries.cases import cases_of, open_on, with_stage
from chibo.admissions.queries.sources import followed_cells
from chibo.base.figures import ByField, Figure, Scope, UnlessAny, register
from chibo.members.figures.dimensions import SEX_NAMES, list_names
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import cells_in


def _ever(scope: Scope) -> QuerySet[Any]:
    return cases_of(scope.branch)


def _open(scope: Scope) -> QuerySet[Any]:
    rows = with_stage(open_on(cases_of(scope.branch), scope.as_of), scope.as_of)
    return rows.filter(stage=scope.key) if scope.key else rows


def _none_followed(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa mở hồ sơ phát triển đảng nào.").format(
        name=scope.branch.name
    )


def _cells(scope: Scope) -> QuerySet[Organisation]:
    return cells_in(scope.branch)


def _without_source(scope: Scope) -> QuerySet[Organisation]:
    return _cells(scope).exclude(pk__in=followed_cells(scope.branch))


def _stages(on: date) -> Mapping[str, str]:
    return stage_names(on)


def _stage_names(_values: Any, scope: Scope) -> dict[str, str]:
    return stage_names(scope.as_of)


register(
    Figure(
        id="admission_candidates",
        label=_("Người đang theo dõi để phát triển đảng"),
        unit=_("người"),
        definition=_(
            "Số hồ sơ phát triển đảng chưa kết thúc tại ngày xem do các chi bộ của nhánh theo dõi; có khóa thì "
            "đếm riêng giai đoạn đó. Người dự bị chưa được phát thẻ vẫn còn trong hồ sơ."
        ),
        takes="date",
        lists="cases",
        rows=_open,
        unknown=UnlessAny(_ever, _none_followed),
        keys=_stages,
        dimensions={
            "stage": ByField(_("Giai đoạn"), "stage", _stage_names),
            "child": ByChild(_("Đơn vị trực thuộc")),
            "sex": ByField(_("Giới tính"), "person__sex", SEX_NAMES),
            "ethnicity": ByField(_("Dân tộc"), "person__ethnicity", list_names("ethnicities")),
        },
    ),
    Figure(
        id="cells_without_source",
        label=_("Chi bộ chưa có nguồn phát triển đảng"),
        unit=_("chi bộ"),
        definition=_(
            "Số chi bộ tại ngày xem không theo dõi người nào chưa kết nạp: không có hồ sơ phát triển đảng "
            "đang mở, hoặc mọi người trong hồ sơ đã làm lễ kết nạp."
        ),
        takes="date",
        lists="organisations",
        rows=_without_source,
        unknown=UnlessAny(_ever, _none_followed),
        base=_cells,
        base_means=_("chi bộ đang hoạt động tại ngày xem"),
        dimensions={"child": ByChild(_("Đơn vị trực thuộc"), "placement__path")},
    ),
)
