"""Weak units: what committees concluded, plans with their parts and history, milestones."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.consolidation.models import (
    Conclusion,
    FollowUp,
    ForceMember,
    Milestone,
    Plan,
    PlanStep,
    Secondment,
    SolutionGroup,
    Weakness,
)
from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

_CONCLUSION = ("criterion", "confirmed", "found", "reason", "evidence", "concluded_on")
_PLAN = ("started_on", "first_ends_on", "causes", "aims")
_WEAKNESS = ("criterion", "what")
_SEAT = ("role", "office", "started_on")
_SENT = ("name", "office", "sent_from", "started_on")
_FOLLOW = ("kind", "first_day", "written_on", "judgement", "text", "attended", "ahead")
_STEP = ("kind", "on", "reason", "ends_after")
_MARK = ("what", "set_on", "due_on")

_LINES = {"kind": "lines"}
_IN_PLAN = ref("plan", _("Kế hoạch"), "weak_plans", required=True)


def _told(row: Any, names: tuple[str, ...]) -> Row:
    return {name: getattr(row, name) for name in names}


def _conclusions(of: Extract) -> Iterator[Row]:
    for row in of.strengthened.conclusions:
        yield {
            "unit": of.organisation_keys[row.unit_id],
            "committee": of.organisation_keys[row.committee_id],
            **_told(row, _CONCLUSION),
        }


CONCLUSIONS = SheetKind(
    "weakness_conclusions",
    _("Kết luận yếu kém"),
    _("Cấp ủy xác nhận dấu hiệu yếu kém của đơn vị, hoặc gác lại kèm lý do."),
    (
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("committee", _("Nơi kết luận"), "organisations", required=True),
        *of_model(
            Conclusion,
            *_CONCLUSION,
            criterion={"codes": "weakness_criteria"},
            reason=_LINES,
            evidence=_LINES,
        ),
    ),
    _conclusions,
    since=2,
)


def _plans(of: Extract) -> Iterator[Row]:
    """As they began: where units ended since, at those."""
    for row in of.strengthened.plans:
        moves = of.strengthened.moves(row)
        unit = moves[0].unit_before_id if moves else row.unit_id
        committee = moves[0].committee_before_id if moves else row.committee_id
        yield {
            "key": of.strengthened.plan_keys[row.pk],
            "unit": of.organisation_keys[unit],
            "committee": of.organisation_keys[committee],
            "paper": of.paper_keys[row.paper_id],
            **_told(row, _PLAN),
        }


PLANS = SheetKind(
    "weak_plans",
    _("Kế hoạch củng cố"),
    _("Như lúc lập; gia hạn, kết thúc, mở lại do các dòng diễn biến mà có."),
    (
        key(_("Mã kế hoạch củng cố")),
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("committee", _("Nơi lập"), "organisations", required=True),
        ref("paper", _("Văn bản"), "papers", required=True),
        *of_model(Plan, *_PLAN, causes=_LINES, aims=_LINES),
    ),
    _plans,
    prefix="KC",
    since=2,
)


def _each(
    part: str, tell: Callable[[Extract, Any], Row | None]
) -> Callable[[Extract], Iterator[Row]]:
    """Rows of a part of every plan, in the order of plans and as entered."""

    def rows(of: Extract) -> Iterator[Row]:
        for plan in of.strengthened.plans:
            for row in sorted(getattr(plan, part).all(), key=lambda one: one.pk):
                told = tell(of, row)
                if told is not None:
                    yield {"plan": of.strengthened.plan_keys[plan.pk], **told}

    return rows


def _weakness(of: Extract, row: Any) -> Row:
    cleared = of.until(row.cleared_on)
    return {
        **_told(row, _WEAKNESS),
        "evidence": row.evidence if cleared else "",
        "cleared_on": cleared,
    }


WEAKNESSES = SheetKind(
    "weak_plan_weaknesses",
    _("Hạn chế phải khắc phục"),
    _("Mỗi dòng một hạn chế của kế hoạch, với minh chứng khi đã khắc phục."),
    (
        _IN_PLAN,
        *of_model(
            Weakness,
            *_WEAKNESS,
            "evidence",
            "cleared_on",
            criterion={"codes": "weakness_criteria"},
            evidence=_LINES,
        ),
    ),
    _each("weaknesses", _weakness),
    since=2,
)

GROUPS = SheetKind(
    "weak_plan_groups",
    _("Nhóm giải pháp"),
    _("Các nhóm giải pháp của kế hoạch, theo thứ tự."),
    (_IN_PLAN, *of_model(SolutionGroup, "number", "title")),
    _each("groups", lambda _of, row: _told(row, ("number", "title"))),
    since=2,
)


def _measures(of: Extract) -> Iterator[Row]:
    works = of.honours.work_keys
    for plan in of.strengthened.plans:
        for group in plan.groups.all():
            for row in sorted(group.measures.all(), key=lambda one: one.pk):
                if row.work_id in works:
                    yield {
                        "plan": of.strengthened.plan_keys[plan.pk],
                        "number": group.number,
                        "work": works[row.work_id],
                    }


MEASURES = SheetKind(
    "weak_plan_measures",
    _("Biện pháp củng cố"),
    _("Việc được giao nào thực hiện nhóm giải pháp nào."),
    (
        _IN_PLAN,
        Column("number", _("Nhóm giải pháp thứ"), kind="integer", required=True),
        ref("work", _("Việc"), "works", required=True),
    ),
    _measures,
    since=2,
)


def _seat(of: Extract, row: Any) -> Row | None:
    if not _begun(of, row):
        return None
    return {
        **_told(row, _SEAT),
        "person": of.person_keys.get(row.person_id or 0, ""),
        **of.ended(row, "ended_on", "end_reason"),
    }


def _begun(of: Extract, row: Any) -> bool:
    return of.as_of is None or row.started_on <= of.as_of


FORCE = SheetKind(
    "task_forces",
    _("Tổ công tác"),
    _("Tổ trưởng, tổ phó, thành viên theo chức vụ, kể cả chức vụ ngoài hệ thống."),
    (
        _IN_PLAN,
        *of_model(ForceMember, *_SEAT),
        ref("person", _("Đồng chí"), "people"),
        *of_model(ForceMember, "ended_on", "end_reason"),
    ),
    _each("force", _seat),
    since=2,
)


def _sent(of: Extract, row: Any) -> Row | None:
    if not _begun(of, row):
        return None
    ended, post = of.until(row.ended_on), row.post
    return {
        "person": of.person_keys.get(post.person_id, "") if post else "",
        "position": post.position if post else "",
        "held_from": post.started_on if post else None,
        **_told(row, _SENT),
        "paper": of.paper_keys.get(row.paper_id or 0, ""),
        "ended_on": ended,
        "end_reason": row.end_reason if ended else "",
    }


SENT = SheetKind(
    "secondments",
    _("Cán bộ tăng cường"),
    _("Ghi theo chức vụ đã có trong hồ sơ, hoặc bằng họ tên và chức vụ."),
    (
        _IN_PLAN,
        ref("person", _("Đồng chí có hồ sơ"), "people"),
        Column("position", _("Chức vụ trong hồ sơ"), codes="positions"),
        Column("held_from", _("Giữ chức vụ từ ngày"), kind="day"),
        *of_model(Secondment, *_SENT),
        ref("paper", _("Văn bản"), "papers"),
        *of_model(Secondment, "ended_on", "end_reason"),
    ),
    _each("secondments", _sent),
    since=2,
)


def _follow(of: Extract, row: Any) -> Row | None:
    return _told(row, _FOLLOW) if of.until(row.written_on) else None


FOLLOW_UPS = SheetKind(
    "weak_plan_follow_ups",
    _("Theo dõi củng cố"),
    _("Nhận định hằng tháng, sơ kết, báo cáo kết quả."),
    (_IN_PLAN, *of_model(FollowUp, *_FOLLOW, text=_LINES, ahead=_LINES)),
    _each("follow_ups", _follow),
    since=2,
)


def _step(of: Extract, row: Any) -> Row | None:
    if not of.until(row.on):
        return None
    moves = of.strengthened.moves(row.plan)
    after: Any = row.plan
    if row in moves[:-1]:
        after = moves[moves.index(row) + 1]
        unit, committee = after.unit_before_id, after.committee_before_id
    else:
        unit, committee = after.unit_id, after.committee_id
    moved = row in moves
    return {
        **_told(row, _STEP),
        "paper": of.paper_keys.get(row.paper_id or 0, ""),
        "unit": of.organisation_keys.get(unit, "") if moved else "",
        "committee": of.organisation_keys.get(committee, "") if moved else "",
    }


STEPS = SheetKind(
    "weak_plan_steps",
    _("Diễn biến củng cố"),
    _("Gia hạn, công nhận thoát yếu kém, mở lại, thôi thực hiện, chuyển đơn vị, theo thứ tự ngày."),
    (
        _IN_PLAN,
        *of_model(
            PlanStep,
            *_STEP,
            reason=_LINES,
            ends_after={"heading": _("Hạn mới"), "meaning": _("Khi gia hạn.")},
        ),
        ref("paper", _("Văn bản"), "papers"),
        ref("unit", _("Đơn vị sau đó"), "organisations", _("Khi chuyển sang đơn vị kế tục.")),
        ref("committee", _("Nơi lập sau đó"), "organisations"),
    ),
    _each("steps", _step),
    since=2,
)


def _milestones(of: Extract) -> Iterator[Row]:
    for row in of.strengthened.milestones:
        told = of.until(row.result_on)
        yield {
            "unit": of.organisation_keys[row.unit_id],
            **_told(row, _MARK),
            "result": row.result if told else "",
            "result_on": told,
            "evidence": row.evidence if told else "",
            "paper": of.paper_keys.get(row.decision_id or 0, "") if told else "",
        }


MILESTONES = SheetKind(
    "milestones",
    _("Mốc phải đạt"),
    _("Mốc đặt ra cho đơn vị, như đạt chuẩn nông thôn mới, và kết quả."),
    (
        ref("unit", _("Đơn vị"), "organisations", required=True),
        *of_model(Milestone, *_MARK, "result", "result_on", "evidence", evidence=_LINES),
        ref("paper", _("Văn bản"), "papers"),
    ),
    _milestones,
    since=2,
)

WEAK = (
    CONCLUSIONS,
    PLANS,
    WEAKNESSES,
    GROUPS,
    MEASURES,
    FORCE,
    SENT,
    FOLLOW_UPS,
    STEPS,
    MILESTONES,
)
