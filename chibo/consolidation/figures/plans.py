"""Units under consolidation and recognised as out of it, solutions and task forces of a plan, milestones."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Dimension, Figure, Scope, UnlessAny, register
from chibo.consolidation.models import Milestone, MilestoneResult
from chibo.consolidation.queries.plans import (
    OPEN,
    force_of,
    groups_of,
    milestones_of,
    numbered,
    plans_of,
    recognised_between,
)
from chibo.consolidation.queries.reach import Rows
from chibo.organisations.figures import ByChild

_BY_CHILD: dict[str, Dimension] = {"child": ByChild(_("Đơn vị trực thuộc"))}


class _Typed(Mapping[str, str]):
    """Whatever was typed is a key: numbers of plans are papers, and none is listed to whoever guesses."""

    def __getitem__(self, key: str) -> str:
        return key

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _typed(_on: date) -> Mapping[str, str]:
    return _Typed()


def _open(scope: Scope) -> Rows:
    return plans_of(scope.branch).filter(OPEN)


def _recognised(scope: Scope) -> Rows:
    return recognised_between(scope.branch, scope.span.first, scope.span.last)


def _groups(scope: Scope) -> Rows:
    rows = groups_of(scope.branch)
    return numbered(rows, scope.key, "plan__") if scope.key else rows


def _force(scope: Scope) -> Rows:
    rows = force_of(scope.branch)
    return numbered(rows, scope.key, "plan__") if scope.key else rows


def _no_plan(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa ghi kế hoạch củng cố{number} tại ngày này.").format(
        name=scope.branch.name, number=f" {scope.key}" if scope.key else ""
    )


def _milestones(scope: Scope) -> Rows:
    rows = milestones_of(scope.branch)
    return rows.filter(what__iexact=scope.key) if scope.key else rows


def _no_milestone(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa đặt mốc “{what}”.").format(
        name=scope.branch.name, what=scope.key
    )


def said_of(one: Milestone, on: date) -> str:
    """How a milestone stands on a day: "đạt 12/2017"."""
    if one.result_on is None or one.result_on > on:
        return _now("chưa đến hạn") if on <= one.due_on else _now("quá hạn, chưa có kết quả")
    if one.result == MilestoneResult.REACHED:
        return _now("đạt {month}").format(month=one.result_on.strftime("%m/%Y"))
    return _now("không đạt {month}").format(month=one.result_on.strftime("%m/%Y"))


def _says(scope: Scope) -> str:
    """Of the latest of that name; what several units have is told in a word only when asked of one."""
    rows: list[Any] = list(_milestones(scope).order_by("-due_on", "-pk")[:2])
    units = {row.unit_id for row in rows}
    return said_of(rows[0], scope.as_of) if len(units) == 1 else ""


register(
    Figure(
        id="units_under_consolidation",
        label=_("Tổ chức đảng đang củng cố"),
        unit=_("kế hoạch"),
        definition=_(
            "Số tổ chức đảng có kế hoạch củng cố đã bắt đầu và chưa kết thúc tại ngày xem; mỗi kế hoạch một "
            "đơn vị."
        ),
        takes="date",
        lists="consolidation_plans",
        rows=_open,
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="units_recognised_out",
        label=_("Tổ chức đảng được công nhận thoát yếu kém"),
        unit=_("kế hoạch"),
        definition=_(
            "Số tổ chức đảng được công nhận thoát yếu kém trong kỳ, theo kế hoạch củng cố; không tính kế hoạch "
            "đã mở lại trong kỳ."
        ),
        takes="period",
        lists="consolidation_plans",
        rows=_recognised,
        dimensions=_BY_CHILD,
    ),
    Figure(
        id="consolidation_solution_groups",
        label=_("Nhóm giải pháp củng cố"),
        unit=_("nhóm"),
        definition=_(
            "Số nhóm giải pháp của kế hoạch củng cố đã bắt đầu đến ngày xem; khóa là số và ký hiệu kế hoạch."
        ),
        takes="date",
        lists="solution_groups",
        rows=_groups,
        unknown=UnlessAny(_groups, _no_plan),
        keys=_typed,
        key_is_part=False,
    ),
    Figure(
        id="task_force_members",
        label=_("Thành viên tổ công tác củng cố"),
        unit=_("người"),
        definition=_(
            "Số người trong tổ công tác tại ngày xem, gồm tổ trưởng, tổ phó và thành viên; khóa là số và ký hiệu "
            "kế hoạch củng cố."
        ),
        takes="date",
        lists="task_force",
        rows=_force,
        unknown=UnlessAny(_force, _no_plan),
        keys=_typed,
        key_is_part=False,
    ),
    Figure(
        id="milestone",
        label=_("Mốc phải đạt"),
        unit=_("mốc"),
        definition=_(
            "Mốc đặt ra cho đơn vị (như đạt chuẩn nông thôn mới) và kết quả tại ngày xem; khóa là tên mốc. Chưa "
            "đến hạn khác với không đạt."
        ),
        takes="date",
        lists="milestones",
        rows=_milestones,
        unknown=UnlessAny(_milestones, _no_milestone),
        keys=_typed,
        key_is_part=False,
        says=_says,
    ),
)
