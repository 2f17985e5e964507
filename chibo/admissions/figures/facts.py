"""Admissions and recognitions over a period."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import Admission, Recognition
from chibo.base.figures import ByField, Dimension, Figure, Scope, register
from chibo.members.figures.dimensions import (
    SEX_NAMES,
    ByAge,
    ByChildOfPeople,
    ByLevel,
    list_names,
)
from chibo.members.figures.scopes import books_not_begun
from chibo.members.figures.traits import ByBelief, ByTrait
from chibo.members.models import Membership, Movement
from chibo.members.queries.belonging import belonging
from chibo.members.queries.roll import increases
from chibo.organisations.figures import ByChild, BySource
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import grassroots_kinds, standing_in
from chibo.rulebook.queries import code_list


def admitted(scope: Scope) -> QuerySet[Admission]:
    return Admission.objects.filter(movement__in=increases(scope.branch, scope.span))


def _recognised(scope: Scope) -> QuerySet[Recognition]:
    moves = Movement.objects.filter(
        kind="recognised", happened_on__range=(scope.span.first, scope.span.last)
    )
    here = belonging(moves, scope.branch, "to_path", "happened_on")
    return Recognition.objects.filter(movement__in=here)


def _admitting(scope: Scope) -> QuerySet[Organisation]:
    """Where the people admitted stood from the ceremony: their stays carry the basic organisation."""
    stays = Membership.objects.filter(
        person__admissions__in=admitted(scope),
        started_on=F("person__admissions__movement__happened_on"),
    )
    return standing_in(scope.branch).filter(
        profile__kind__in=grassroots_kinds(), pk__in=stays.values("grassroots")
    )


def _kind_names(_values: Any, scope: Scope) -> dict[str, str]:
    return dict(code_list("organisation_kinds").choices(scope.as_of))


DIMENSIONS: dict[str, Dimension] = {
    "child": ByChildOfPeople(_("Đơn vị trực thuộc"), "movement__to_path", "movement__happened_on"),
    "source": BySource(_("Đơn vị trước sắp xếp"), "movement__to_path"),
    "sex": ByField(_("Giới tính"), "person__sex", SEX_NAMES),
    "age": ByAge(_("Tuổi"), "person__born_on"),
    "ethnicity": ByField(_("Dân tộc"), "person__ethnicity", list_names("ethnicities")),
    "occupation": ByField(_("Nghề nghiệp"), "person__occupation", list_names("occupations")),
    "religion": ByField(_("Tôn giáo"), "person__religion", list_names("religions")),
    "schooling": ByLevel(_("Giáo dục phổ thông"), "schooling", "schooling"),
    "professional": ByLevel(_("Chuyên môn"), "professional", "professional_levels"),
    "title": ByLevel(_("Học hàm"), "title", "academic_titles"),
    "belief": ByBelief(_("Theo tôn giáo"), "person__religion"),
    "trait": ByTrait(_("Đặc điểm thống kê")),
}

register(
    Figure(
        id="admitted",
        label=_("Kết nạp đảng viên"),
        unit=_("đảng viên"),
        definition=_(
            "Số đảng viên mới, tính theo ngày tổ chức lễ kết nạp trong kỳ, vào các chi bộ của nhánh."
        ),
        takes="period",
        lists="admissions",
        rows=admitted,
        unknown=books_not_begun,
        dimensions=DIMENSIONS,
    ),
    Figure(
        id="recognised",
        label=_("Công nhận đảng viên chính thức"),
        unit=_("đảng viên"),
        definition=_(
            "Số đảng viên dự bị được công nhận chính thức, tính theo ngày chính thức (ngày hết 12 tháng dự bị) "
            "trong kỳ, dù quyết định ra muộn."
        ),
        takes="period",
        lists="recognitions",
        rows=_recognised,
        unknown=books_not_begun,
        dimensions=DIMENSIONS,
    ),
    Figure(
        id="grassroots_admitting",
        label=_("Tổ chức cơ sở đảng có kết nạp đảng viên"),
        unit=_("tổ chức"),
        definition=_(
            "Số đảng bộ cơ sở, chi bộ cơ sở của nhánh còn đến cuối kỳ có ít nhất một người được kết nạp trong kỳ."
        ),
        takes="period",
        lists="organisations",
        rows=_admitting,
        unknown=books_not_begun,
        dimensions={
            "kind": ByField(_("Loại tổ chức"), "profile__kind", _kind_names),
            "child": ByChild(_("Đơn vị trực thuộc"), "placement__path"),
        },
    ),
)
