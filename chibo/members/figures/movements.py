"""What moved over a period. Opening plus first entries plus increases less decreases is the closing,
for every branch."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import ByField, Dimension, Figure, Scope, register
from chibo.members.figures.dimensions import STATUS_NAMES, list_names
from chibo.members.figures.scopes import books_not_begun
from chibo.members.models import Movement
from chibo.members.queries.roll import decreases, increases
from chibo.organisations.figures import BySource
from chibo.rulebook.queries import code_list

FIRST_ENTRY = "registered"


def _entered(scope: Scope) -> QuerySet[Movement]:
    return _of_kind(increases(scope.branch, scope.span).filter(kind=FIRST_ENTRY), scope)


def _increases(scope: Scope) -> QuerySet[Movement]:
    return _of_kind(increases(scope.branch, scope.span).exclude(kind=FIRST_ENTRY), scope)


def _decreases(scope: Scope) -> QuerySet[Movement]:
    return _of_kind(decreases(scope.branch, scope.span), scope)


def _of_kind(rows: QuerySet[Movement], scope: Scope) -> QuerySet[Movement]:
    return rows.filter(kind=scope.key) if scope.key else rows


def _kinds(_on: date) -> dict[str, str]:
    return dict(code_list("movement_kinds").choices())


def _scopes(_values: Any, _scope: Scope) -> dict[str, str]:
    """Rows a and b of form 1."""
    return {
        "other_province": str(_("Tỉnh khác")),
        "same_province": str(_("Đơn vị khác trong tỉnh")),
    }


DIMENSIONS: dict[str, Dimension] = {
    "kind": ByField(_("Loại biến động"), "kind", list_names("movement_kinds")),
    "scope": ByField(_("Phạm vi"), "outside_scope", _scopes),
    "status": ByField(_("Tình trạng trước đó"), "from_status", STATUS_NAMES),
}


def _movement_figure(
    name: str, label: Any, definition: Any, rows: Any, side: str = "to_path"
) -> Figure:
    return Figure(
        id=name,
        label=label,
        unit=_("lượt"),
        definition=definition,
        takes="period",
        lists="movements",
        rows=rows,
        unknown=books_not_begun,
        keys=_kinds,
        dimensions={**DIMENSIONS, "source": BySource(_("Đơn vị trước sắp xếp"), side)},
    )


register(
    _movement_figure(
        "entered",
        _("Ghi vào sổ lần đầu"),
        _(
            "Lượt ghi vào sổ người đã là đảng viên từ trước, trong kỳ. Không phải tăng trong kỳ của biểu 1."
        ),
        _entered,
    ),
    _movement_figure(
        "increases",
        _("Tăng trong kỳ"),
        _(
            "Lượt đảng viên vào nhánh từ nơi khác trong kỳ: kết nạp, chuyển đến, phục hồi. "
            "Không gồm ghi vào sổ lần đầu."
        ),
        _increases,
    ),
    _movement_figure(
        "decreases",
        _("Giảm trong kỳ"),
        _("Lượt đảng viên ra khỏi nhánh trong kỳ: chuyển đi, từ trần, xin ra, xóa tên, khai trừ."),
        _decreases,
        "from_path",
    ),
)
