"""Who registered to follow Hồ Chí Minh, who set standards of ethics, which models are kept up."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Figure, Part, Scope, UnlessAny, register
from chibo.study.figures.studies import BY_CHILD
from chibo.study.figures.years import year_of, years
from chibo.study.models import CommitmentKind, ModelKind
from chibo.study.queries.following import (
    TO_FOLLOW,
    active_models,
    cells_of_year,
    models_of,
    of_people,
    of_units,
    praise_of,
    units_of_year,
)
from chibo.study.queries.studies import must_study


def _cells(scope: Scope) -> QuerySet[Any]:
    return cells_of_year(scope.branch, year_of(scope))


def _cells_committed(scope: Scope) -> Q:
    return of_units(year_of(scope), scope.as_of, *TO_FOLLOW)


def _units(scope: Scope) -> QuerySet[Any]:
    return units_of_year(scope.branch, year_of(scope))


def _with_standards(scope: Scope) -> Q:
    return of_units(year_of(scope), scope.as_of, CommitmentKind.ETHICS)


def _members(scope: Scope) -> QuerySet[Any]:
    return must_study(scope.branch, scope.as_of, theme=year_of(scope))


def _members_committed(scope: Scope) -> Q:
    return of_people(year_of(scope), scope.as_of, *TO_FOLLOW)


def _members_exemplary(scope: Scope) -> Q:
    return of_people(year_of(scope), scope.as_of, CommitmentKind.EXEMPLARY)


def _no_list(scope: Scope) -> str:
    return _now(
        "Chưa có số liệu: {name} chưa chốt danh sách học chuyên đề năm {year}, là danh sách phải đăng ký."
    ).format(name=scope.branch.name, year=year_of(scope))


def _recorded(rows: Any, part: Any) -> UnlessAny:
    """Nothing recorded at all is not a zero: the books of that year were not kept."""

    def any_recorded(scope: Scope) -> QuerySet[Any]:
        found: QuerySet[Any] = rows(scope).filter(part(scope))
        return found

    return UnlessAny(any_recorded, _not_recorded)


def _not_recorded(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa ghi việc này của năm {year}.").format(
        name=scope.branch.name, year=year_of(scope)
    )


def _active(scope: Scope) -> QuerySet[Any]:
    return active_models(scope.branch)


def _new_models(scope: Scope) -> QuerySet[Any]:
    return models_of(scope.branch).filter(registered_on__range=(scope.span.first, scope.span.last))


def _praise(scope: Scope) -> QuerySet[Any]:
    return praise_of(scope.branch).filter(given_on__range=(scope.span.first, scope.span.last))


def _model_kinds(_values: Any, _scope: Scope) -> dict[str, str]:
    return {code: str(label) for code, label in ModelKind.choices}


_MODEL_DIMENSIONS = {**BY_CHILD, "kind": ByField(_("Tập thể, cá nhân"), "kind", _model_kinds)}

register(
    Figure(
        id="commitments_cells",
        label=_("Chi bộ đăng ký, có kế hoạch làm theo Bác"),
        unit=_("chi bộ"),
        definition=_(
            "Chi bộ đã có đăng ký hoặc kế hoạch làm theo Bác của năm, tính đến ngày xem và chưa rút."
        ),
        takes="date",
        lists="organisations",
        rows=Part(_cells, _cells_committed, of_the_whole=True),
        unknown=_recorded(_cells, _cells_committed),
        base=_cells,
        base_means=_("chi bộ trong nhánh tại ngày xem, hoặc cuối năm nếu năm đã qua"),
        keys=years,
        key_is_part=False,
    ),
    Figure(
        id="commitments_members",
        label=_("Đảng viên đăng ký, có kế hoạch làm theo Bác"),
        unit=_("người"),
        definition=_(
            "Đảng viên đã có đăng ký hoặc kế hoạch làm theo Bác của năm, trong số phải học chuyên đề năm ấy "
            "theo danh sách đã chốt."
        ),
        takes="date",
        lists="learners",
        rows=Part(_members, _members_committed, of_the_whole=True),
        unknown=UnlessAny(_members, _no_list),
        base=_members,
        base_means=_("đảng viên phải học chuyên đề năm, theo danh sách đã chốt"),
        keys=years,
        key_is_part=False,
        dimensions=BY_CHILD,
    ),
    Figure(
        id="exemplary_members",
        label=_("Đảng viên cam kết nêu gương"),
        unit=_("người"),
        definition=_(
            "Đảng viên đã ký cam kết nêu gương của năm, trong số phải học chuyên đề năm ấy theo danh sách đã chốt."
        ),
        takes="date",
        lists="learners",
        rows=Part(_members, _members_exemplary, of_the_whole=True),
        unknown=UnlessAny(_members, _no_list),
        base=_members,
        base_means=_("đảng viên phải học chuyên đề năm, theo danh sách đã chốt"),
        keys=years,
        key_is_part=False,
        dimensions=BY_CHILD,
    ),
    Figure(
        id="ethics_standards",
        label=_("Đơn vị có chuẩn mực đạo đức"),
        unit=_("đơn vị"),
        definition=_(
            "Chi bộ và tổ chức cơ sở đảng đã xây dựng, rà soát hoặc sửa đổi chuẩn mực đạo đức của cán bộ, đảng "
            "viên trong năm."
        ),
        takes="date",
        lists="organisations",
        rows=Part(_units, _with_standards, of_the_whole=True),
        unknown=_recorded(_units, _with_standards),
        base=_units,
        base_means=_("chi bộ và tổ chức cơ sở đảng tại ngày xem, hoặc cuối năm nếu năm đã qua"),
        keys=years,
        key_is_part=False,
    ),
    Figure(
        id="models_active",
        label=_("Mô hình làm theo Bác đang thực hiện"),
        unit=_("mô hình"),
        definition=_(
            "Mô hình làm theo Bác đã đăng ký, tại ngày xem đang thực hiện hoặc được nhân rộng; không tính mô "
            "hình tạm dừng, kết thúc."
        ),
        takes="date",
        lists="good_models",
        rows=_active,
        dimensions=_MODEL_DIMENSIONS,
    ),
    Figure(
        id="models_new",
        label=_("Mô hình làm theo Bác đăng ký mới"),
        unit=_("mô hình"),
        definition=_("Mô hình làm theo Bác đăng ký trong kỳ."),
        takes="period",
        lists="good_models",
        rows=_new_models,
        dimensions=_MODEL_DIMENSIONS,
    ),
    Figure(
        id="praise_given",
        label=_("Biểu dương trong học tập và làm theo Bác"),
        unit=_("lần"),
        definition=_(
            "Số lần tập thể, cá nhân được biểu dương, khen thưởng vì học tập và làm theo Bác trong kỳ."
        ),
        takes="period",
        lists="praise",
        rows=_praise,
        dimensions=BY_CHILD,
    ),
)
