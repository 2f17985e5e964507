"""Members whose file lacks something the national data sheet requires."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByOwnKeys, Figure, Group, Part, Scope, Words, register
from chibo.members.figures.dimensions import MEMBER_DIMENSIONS
from chibo.members.figures.scopes import ON_THE_ROLL, books_not_begun, on_the_roll
from chibo.members.models import Membership
from chibo.members.queries.completeness import REQUIRED, lacks, lacks_something


def _labels(_on: date) -> dict[str, str]:
    return {one.column: str(one.label) for one in REQUIRED}


@dataclass(frozen=True)
class ByGap(ByOwnKeys):
    """By what is missing; a file that lacks two things is counted under both."""

    label: Words

    def labels(self, scope: Scope) -> dict[str, str]:
        return _labels(scope.as_of)

    def groups(self, rows: QuerySet[Membership], scope: Scope) -> list[Group]:
        labels = self.labels(scope)
        counts = rows.order_by().aggregate(**_counts(labels))
        return [Group(code, label, counts[code]) for code, label in labels.items() if counts[code]]

    def narrow(self, rows: QuerySet[Membership], scope: Scope, key: str) -> QuerySet[Membership]:
        return rows.filter(lacks(key))


def _counts(codes: Iterable[str]) -> dict[str, Count]:
    return {code: Count("pk", filter=lacks(code)) for code in codes}


def _incomplete(scope: Scope) -> Q:
    return lacks(scope.key) if scope.key else lacks_something()


register(
    Figure(
        id="members_incomplete",
        label=_("Hồ sơ đảng viên thiếu thông tin"),
        unit=_("hồ sơ"),
        definition=_(
            "Đảng viên có ít nhất một mục bắt buộc của mẫu rà soát dữ liệu năm 2025 chưa ghi; "
            "có khóa thì đếm riêng mục đó. Ngày chính thức và số thẻ chỉ bắt buộc với đảng viên chính thức."
        ),
        takes="date",
        lists="memberships",
        rows=Part(on_the_roll, _incomplete),
        unknown=books_not_begun,
        base=on_the_roll,
        base_means=ON_THE_ROLL,
        keys=_labels,
        dimensions=MEMBER_DIMENSIONS | {"gap": ByGap(_("Mục còn thiếu"))},
    )
)
