"""How many were disciplined: persons, organisations, decisions and violations apart."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Figure, Part, Scope, register
from chibo.inspection.models import Violation
from chibo.inspection.queries.discipline import disciplined
from chibo.rulebook.queries import code_list


def _turns(scope: Scope) -> QuerySet[Any]:
    return disciplined(scope.branch, scope.span)


def _first(scope: Scope) -> QuerySet[Any]:
    """The first decision of each member and each organisation in the period."""
    before = Q(effective_on__lt=OuterRef("effective_on")) | Q(
        effective_on=OuterRef("effective_on"), pk__lt=OuterRef("pk")
    )
    same = Q(person=OuterRef("person")) | Q(unit=OuterRef("unit"))
    return _turns(scope).exclude(Exists(_turns(scope).filter(same, before)))


def _members(_scope: Scope) -> Q:
    return Q(person__isnull=False)


def _units(_scope: Scope) -> Q:
    return Q(unit__isnull=False)


def _violations(scope: Scope) -> QuerySet[Any]:
    return Violation.objects.filter(discipline__in=_turns(scope).order_by().values("pk"))


def _forms(_values: Any, _scope: Scope) -> dict[str, str]:
    return dict(code_list("discipline_forms").choices())


register(
    Figure(
        id="disciplined_members",
        label=_("Đảng viên bị kỷ luật"),
        unit=_("người"),
        definition=_(
            "Đảng viên có quyết định kỷ luật có hiệu lực trong kỳ, chưa bị hủy đến hết kỳ; mỗi người tính một lần."
        ),
        takes="period",
        lists="disciplines",
        rows=Part(_first, _members),
    ),
    Figure(
        id="disciplined_organisations",
        label=_("Tổ chức đảng bị kỷ luật"),
        unit=_("tổ chức"),
        definition=_(
            "Tổ chức đảng có quyết định kỷ luật có hiệu lực trong kỳ, chưa bị hủy đến hết kỳ; mỗi tổ chức tính "
            "một lần."
        ),
        takes="period",
        lists="disciplines",
        rows=Part(_first, _units),
    ),
    Figure(
        id="discipline_turns",
        label=_("Quyết định kỷ luật"),
        unit=_("lượt"),
        definition=_(
            "Số quyết định kỷ luật có hiệu lực trong kỳ; một người bị kỷ luật hai lần là hai lượt."
        ),
        takes="period",
        lists="disciplines",
        rows=_turns,
        dimensions={"form": ByField(_("Hình thức"), "form", _forms)},
    ),
    Figure(
        id="discipline_violations",
        label=_("Vi phạm bị xử lý kỷ luật"),
        unit=_("vi phạm"),
        definition=_(
            "Từng vi phạm làm căn cứ của các quyết định kỷ luật có hiệu lực trong kỳ; một quyết định có thể có "
            "nhiều vi phạm."
        ),
        takes="period",
        lists="violations",
        rows=_violations,
    ),
)
