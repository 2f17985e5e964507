"""Who was sent to courses: persons, and turns apart."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Figure, Part, Scope, register
from chibo.study.figures.studies import BY_CHILD
from chibo.study.models import TrainingKind
from chibo.study.queries.training import first_sent_in, sent_in


def _persons(scope: Scope) -> QuerySet[Any]:
    return first_sent_in(scope.branch, scope.span)


def _turns(scope: Scope) -> QuerySet[Any]:
    return sent_in(scope.branch, scope.span)


def _certified(scope: Scope) -> Q:
    return Q(certificate_on__lte=scope.as_of)


def _kinds(_values: Any, _scope: Scope) -> dict[str, str]:
    return {code: str(label) for code, label in TrainingKind.choices}


_DIMENSIONS = {**BY_CHILD, "kind": ByField(_("Loại lớp"), "training__kind", _kinds)}

register(
    Figure(
        id="training_participants",
        label=_("Người được cử đi đào tạo, bồi dưỡng"),
        unit=_("người"),
        definition=_(
            "Cán bộ, đảng viên do các đơn vị trong nhánh cử đi học lớp đào tạo, bồi dưỡng khai giảng trong kỳ. "
            "Một người học nhiều lớp tính một lần; không tính lớp nhận thức về Đảng và lớp đảng viên mới."
        ),
        takes="period",
        lists="trainees",
        rows=_persons,
        dimensions=_DIMENSIONS,
    ),
    Figure(
        id="training_turns",
        label=_("Lượt cử đi đào tạo, bồi dưỡng"),
        unit=_("lượt"),
        definition=_(
            "Số lượt cử đi học lớp đào tạo, bồi dưỡng khai giảng trong kỳ; hai lớp là hai lượt."
        ),
        takes="period",
        lists="trainees",
        rows=_turns,
        dimensions=_DIMENSIONS,
    ),
    Figure(
        id="training_certified",
        label=_("Đã có văn bằng, chứng chỉ trong số lượt cử đi học"),
        unit=_("lượt"),
        definition=_(
            "Trong số lượt cử đi học lớp khai giảng trong kỳ, số đã được cấp văn bằng, chứng chỉ đến hết kỳ."
        ),
        takes="period",
        lists="trainees",
        rows=Part(_turns, _certified),
        base=_turns,
        base_means=_("lượt cử đi học lớp khai giảng trong kỳ"),
        dimensions=_DIMENSIONS,
    ),
)
