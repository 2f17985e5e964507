"""What the minutes offer for a resolution: the words of its parts, before the cell mends them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.text import format_percent
from chibo.meetings.models import Meeting
from chibo.meetings.queries.minutes.said import Minutes, Point
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, rule_versions

RESULTS, TASKS, WORK, QUALITY = range(4)


def parts_on(on: date) -> list[str]:
    """Titles of the parts; a meeting older than the rule takes them from its first version."""
    return [str(title) for title in _in_force("meetings.resolution_parts", on).value]


def signs_for_on(on: date) -> dict[str, str]:
    """ "T/M CHI BỘ" of a cell, "T/M ĐẢNG ỦY" of a committee."""
    return dict(_in_force("documents.signature_for", on).value)


def _in_force(code: str, on: date) -> Rule:
    try:
        return rule(code, on)
    except NoRuleOnDay:
        return rule_versions(code)[0]


def proposed(meeting: Meeting, said: Minutes) -> list[str]:
    """The words offered for each part of the rule, an empty one where the minutes say nothing."""
    offered = {
        RESULTS: _results(said),
        TASKS: _tasks(said.points),
        WORK: _work(said.points),
        QUALITY: _quality(meeting, said),
    }
    return [offered.get(place, "") for place in range(len(parts_on(meeting.held_on)))]


def _results(said: Minutes) -> str:
    back = [point for point in said.points if point.returning]
    lines = [point.conclusion for point in back if point.conclusion]
    if back:
        words = _("Xem xét {n} việc đã giao, kết quả từng việc như sau:")
        lines.append(words.format(n=len(back)))
    return "\n".join(lines)


def _tasks(points: Sequence[Point]) -> str:
    concluded = [one for one in points if one.conclusion and not one.returning]
    return "\n".join(f"- {one.title}: {' '.join(one.conclusion.split())}" for one in concluded)


def _work(points: Sequence[Point]) -> str:
    if not any(point.works for point in points):
        return ""
    return _("Giao các đồng chí sau đây thực hiện, báo cáo kết quả tại kỳ sinh hoạt tới:")


def _quality(meeting: Meeting, said: Minutes) -> str:
    lines = []
    if said.base:
        words = _("Đảng viên dự {present}/{base}, đạt {share}; vắng không lý do {without}.")
        share = format_percent(100 * said.present / said.base)
        lines.append(
            words.format(
                present=said.present, base=said.base, share=share, without=said.without_reason
            )
        )
    if meeting.minutes_long:
        lines.append(_("Thời gian sinh hoạt {n} phút.").format(n=meeting.minutes_long))
    if said.score:
        lines.append(_("Chi bộ tự chấm {score}.").format(score=said.score))
    return " ".join(lines)
