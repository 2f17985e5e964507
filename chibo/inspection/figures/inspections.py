"""How many were inspected and supervised, how many of them violated, what is still to be put right."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Figure, Part, Scope, UnlessAny, register
from chibo.inspection.models import Nature, ObjectKind
from chibo.inspection.queries.inspections import (
    first_inspected_in,
    found_in,
    inspected_in,
    remedies_open,
    with_violation,
)


def _first(scope: Scope) -> QuerySet[Any]:
    return first_inspected_in(scope.branch, scope.span)


def _turns(scope: Scope) -> QuerySet[Any]:
    return inspected_in(scope.branch, scope.span)


def _units(_scope: Scope) -> Q:
    return Q(unit__isnull=False)


def _members(_scope: Scope) -> Q:
    return Q(person__isnull=False)


def _violating(scope: Scope) -> Q:
    return with_violation(scope.branch, scope.span)


def _violations(scope: Scope) -> QuerySet[Any]:
    return found_in(scope.branch, scope.span)


def _remedies(scope: Scope) -> QuerySet[Any]:
    return remedies_open(scope.branch)


def _nobody(_scope: Scope) -> str:
    return _now("Chưa có số liệu: trong kỳ chưa ghi cuộc kiểm tra, giám sát nào có kết luận.")


def _natures(_values: Any, _scope: Scope) -> dict[str, str]:
    return {code: str(label) for code, label in Nature.choices}


def _objects(_values: Any, _scope: Scope) -> dict[str, str]:
    return {code: str(label) for code, label in ObjectKind.choices}


register(
    Figure(
        id="inspected_organisations",
        label=_("Tổ chức đảng được kiểm tra, giám sát"),
        unit=_("tổ chức"),
        definition=_(
            "Tổ chức đảng là đối tượng của các cuộc kiểm tra, giám sát có thông báo kết luận trong kỳ, cộng cả ba "
            "loại chủ thể (cấp ủy, ủy ban kiểm tra, chi bộ); mỗi tổ chức tính một lần."
        ),
        takes="period",
        lists="inspected",
        rows=Part(_first, _units),
    ),
    Figure(
        id="inspected_members",
        label=_("Đảng viên được kiểm tra, giám sát"),
        unit=_("người"),
        definition=_(
            "Đảng viên là đối tượng của các cuộc kiểm tra, giám sát có thông báo kết luận trong kỳ, cộng cả ba "
            "loại chủ thể; mỗi người tính một lần. Số lượt xem ở “Lượt kiểm tra, giám sát”."
        ),
        takes="period",
        lists="inspected",
        rows=Part(_first, _members),
    ),
    Figure(
        id="inspected_turns",
        label=_("Lượt kiểm tra, giám sát"),
        unit=_("lượt"),
        definition=_(
            "Số lượt tổ chức đảng, đảng viên được kiểm tra, giám sát có kết luận trong kỳ; một đối tượng trong "
            "hai cuộc là hai lượt. Kiểm tra và giám sát chia riêng."
        ),
        takes="period",
        lists="inspected",
        rows=_turns,
        dimensions={
            "nature": ByField(_("Kiểm tra, giám sát"), "inspection__nature", _natures),
            "object": ByField(_("Đối tượng"), "kind", _objects),
        },
    ),
    Figure(
        id="violations_found",
        label=_("Đối tượng có vi phạm trong số được kiểm tra, giám sát"),
        unit=_("đối tượng"),
        definition=_(
            "Tổ chức đảng và đảng viên có vi phạm phát hiện qua kiểm tra, giám sát có kết luận trong kỳ; mỗi đối "
            "tượng tính một lần dù nhiều vi phạm."
        ),
        takes="period",
        lists="inspected",
        rows=Part(_first, _violating),
        unknown=UnlessAny(_first, _nobody),
        base=_first,
        base_means=_("tổ chức đảng và đảng viên được kiểm tra, giám sát trong kỳ"),
        zero=_("Không phát hiện vi phạm"),
    ),
    Figure(
        id="violations_each",
        label=_("Vi phạm phát hiện qua kiểm tra, giám sát"),
        unit=_("vi phạm"),
        definition=_(
            "Từng vi phạm phát hiện qua kiểm tra, giám sát có kết luận trong kỳ; một đối tượng có thể có "
            "nhiều vi phạm."
        ),
        takes="period",
        lists="found_violations",
        rows=_violations,
        unknown=UnlessAny(_first, _nobody),
    ),
    Figure(
        id="inspection_remedies_open",
        label=_("Việc khắc phục sau kiểm tra chưa xong"),
        unit=_("việc"),
        definition=_(
            "Việc khắc phục giao theo kết luận kiểm tra, giám sát, đến ngày xem chưa được xác nhận hoàn thành và "
            "chưa thôi giao."
        ),
        takes="date",
        lists="remedies",
        rows=_remedies,
    ),
)
