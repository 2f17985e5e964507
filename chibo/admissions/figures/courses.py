"""Who was sent to classes on the Party, and who of them has joined it since."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models import CourseKind
from chibo.admissions.queries.courses import admitted_since, first_sent
from chibo.base.figures import ByField, Dimension, Figure, Part, Scope, UnlessAny, register
from chibo.members.figures.dimensions import SEX_NAMES, list_names
from chibo.members.figures.scopes import books_not_begun
from chibo.organisations.figures import ByChild


def _sent(scope: Scope) -> QuerySet[Any]:
    return first_sent(scope.branch, scope.span, CourseKind.AWARENESS)


def _admitted(scope: Scope) -> Q:
    return admitted_since(scope.as_of)


def _nobody_sent(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa ghi ai được cử học lớp nhận thức trong kỳ.").format(
        name=scope.branch.name
    )


DIMENSIONS: dict[str, Dimension] = {
    "child": ByChild(_("Đơn vị trực thuộc")),
    "sex": ByField(_("Giới tính"), "person__sex", SEX_NAMES),
    "ethnicity": ByField(_("Dân tộc"), "person__ethnicity", list_names("ethnicities")),
}

register(
    Figure(
        id="awareness_participants",
        label=_("Quần chúng được cử học lớp nhận thức về Đảng"),
        unit=_("người"),
        definition=_(
            "Số người được cử đi học lớp bồi dưỡng nhận thức về Đảng khai giảng trong kỳ, do chi bộ thuộc "
            "nhánh khi khai giảng cử đi. Một người đi học nhiều lần trong kỳ tính một lần."
        ),
        takes="period",
        lists="participants",
        rows=_sent,
        unknown=books_not_begun,
        dimensions=DIMENSIONS,
    ),
    Figure(
        id="awareness_cohort_admitted",
        label=_("Đã kết nạp trong số được cử học lớp nhận thức"),
        unit=_("người"),
        definition=_(
            "Trong số người được cử học lớp nhận thức về Đảng khai giảng trong kỳ, số có lễ kết nạp từ ngày "
            "khai giảng đến ngày cuối kỳ, kết nạp ở đâu cũng tính; kết nạp sau kỳ chưa tính. Không phải số "
            "kết nạp trong kỳ, vì người học lớp của kỳ trước không nằm trong mẫu số."
        ),
        takes="period",
        lists="participants",
        rows=Part(_sent, _admitted),
        unknown=UnlessAny(_sent, _nobody_sent),
        base=_sent,
        base_means=_("người được cử học lớp nhận thức khai giảng trong kỳ"),
        dimensions=DIMENSIONS,
    ),
)
