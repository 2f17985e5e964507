"""What the books suggest for the sheet of points, each in a sentence with its numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.asking import rows_together
from chibo.base.text import format_date, format_percent
from chibo.meetings.models import (
    Attendance,
    ItemWork,
    Meeting,
    PlannedMeeting,
    Presence,
)
from chibo.meetings.queries.roll import committee_of, turnout_beside
from chibo.meetings.queries.sheet import Line
from chibo.rulebook.queries import rule

# How far back the committee's own meeting may lie when no regular meeting came before.
_A_MONTH = timedelta(days=31)
_MET = ("pk", "held_on", "theme")


@dataclass(frozen=True)
class Suggestion:
    """`points` None: the books do not know. `counts` false: not asked of this meeting at all."""

    points: int | None
    why: str
    counts: bool = True


def suggestions(meeting: Meeting, lines: list[Line]) -> dict[str, Suggestion]:
    """By key of the line; lines the books know nothing about are left out."""
    known = _Known(meeting, lines)
    return {line.key: _FACTS[line.fact](known, line) for line in lines if line.fact in _FACTS}


class _Known:
    """What several lines ask about the same meeting."""

    def __init__(self, meeting: Meeting, lines: list[Line]) -> None:
        self.meeting = meeting
        self.turnout, counted = turnout_beside(meeting, spoke=Q(spoke=True))
        self.spoke = counted["spoke"]
        self.items = list(meeting.items.annotate(given=Count("works")))
        in_a_row = [line.steps[0]["times"] for line in lines if line.fact == "excused_in_a_row"]
        found = rows_together(
            [
                _met(meeting, "regular", max(in_a_row, default=0) + 2),
                _met(meeting, "committee", 1),
                Meeting.objects.filter(**_same_month(meeting), kind="thematic").values(*_MET),
                PlannedMeeting.objects.filter(meeting=meeting).values("made_on"),
                meeting.remarks.values("pk"),
            ]
        )
        self.regular, self.committee, self.thematic, self.planned, self.remarks = found
        self.regular.sort(key=lambda row: row.held_on, reverse=True)
        self.before = next((row for row in self.regular if row.held_on < meeting.held_on), None)


def _met(meeting: Meeting, kind: str, most: int) -> QuerySet[Meeting, Any]:
    """The last meetings of a kind of its organisation, up to its day."""
    rows = Meeting.objects.filter(organisation=meeting.organisation_id, kind=kind)
    last = rows.filter(held_on__lte=meeting.held_on).order_by("-held_on", "-pk")[:most]
    return Meeting.objects.filter(pk__in=last.values("pk")).values(*_MET)


def _same_month(meeting: Meeting) -> dict[str, int]:
    month = {"held_on__year": meeting.held_on.year, "held_on__month": meeting.held_on.month}
    return {"organisation": meeting.organisation_id, **month}


def _length(of: _Known, line: Line) -> Suggestion:
    meeting = of.meeting
    code = "meetings.minutes_min_with_theme" if meeting.theme else "meetings.minutes_min"
    least, long = rule(code, meeting.held_on).integer(), meeting.minutes_long
    if long is None:
        return Suggestion(None, _("Chưa ghi giờ kết thúc."))
    short = least - long
    said = _("Họp {long} phút, quy định ít nhất {least} phút").format(long=long, least=least)
    said += _(": đủ thời gian.") if short <= 0 else _(": thiếu {n} phút.").format(n=short)
    for step in line.steps:
        within = "short_to" in step and short <= step["short_to"]
        if within or ("share_from" in step and long * 100 >= step["share_from"] * least):
            return Suggestion(step["points"], said)
    return Suggestion(line.steps[-1]["points"], said)


def _attendance(of: _Known, line: Line) -> Suggestion:
    found = of.turnout
    if not found.base:
        return Suggestion(None, _("Buổi này không điểm danh."))
    said = _("{present}/{base} đảng viên phải dự có mặt ({percent})").format(
        present=found.present, base=found.base, percent=found.percent
    )
    if found.without_reason:
        said += _(", {n} đồng chí vắng không lý do.").format(n=found.without_reason)
        return Suggestion(line.steps[-1]["points"], said)
    share = _step_from(line.steps, found.present, found.base)
    return Suggestion(share, said + _(", không ai vắng không lý do."))


def _excused_in_a_row(of: _Known, line: Line) -> Suggestion:
    most = line.steps[0]["times"]
    last = [row.pk for row in of.regular[: most + 1]]
    if len(last) <= most:
        said = _("Mới ghi {n} kỳ sinh hoạt, chưa đủ để tính vắng quá {most} kỳ liên tiếp.")
        return Suggestion(None, said.format(n=len(last), most=most))
    excused = Attendance.objects.filter(meeting__in=last, state=Presence.WITH_REASON)
    often = excused.values("person").annotate(times=Count("pk")).filter(times=len(last)).count()
    if not often:
        said = _("Không đồng chí nào vắng có lý do quá {most} kỳ liên tiếp.")
        return Suggestion(line.most, said.format(most=most))
    said = _("{n} đồng chí vắng có lý do {times} kỳ liên tiếp.")
    return Suggestion(0, said.format(n=often, times=len(last)))


def _committee_met(of: _Known, line: Line) -> Suggestion:
    meeting = of.meeting
    since = of.before.held_on if of.before else meeting.held_on - _A_MONTH
    met = [row.held_on for row in of.committee if row.held_on > since]
    if met:
        said = _("Chi ủy họp ngày {day}.").format(day=format_date(met[0]))
        return Suggestion(line.most, said)
    if committee_of(meeting.organisation_id, meeting.held_on) <= 1:
        return Suggestion(line.most, _("Chi bộ chỉ có bí thư: tính đủ điểm."))
    said = _("Từ {day} chưa ghi buổi họp chi ủy nào.").format(day=format_date(since))
    return Suggestion(0, said)


def _notice(of: _Known, line: Line) -> Suggestion:
    plan = next(iter(of.planned), None)
    if plan is None or plan.made_on >= of.meeting.held_on:
        return Suggestion(None, _("Buổi họp không có trong lịch lập trước; chấm theo thực tế."))
    said = _("Buổi họp có trong lịch lập ngày {day}.").format(day=format_date(plan.made_on))
    return Suggestion(line.most, said)


def _papers_before(of: _Known, line: Line) -> Suggestion:
    least = rule("meetings.papers_before", of.meeting.held_on).days
    sent = of.meeting.papers_on
    if sent is None:
        return Suggestion(None, _("Chưa ghi ngày gửi tài liệu."))
    days = (of.meeting.held_on - sent).days
    said = _("Tài liệu gửi ngày {day}, trước {n} ngày; quy định trước ít nhất {least} ngày.")
    points = line.most if days >= least else 0
    return Suggestion(points, said.format(day=format_date(sent), n=days, least=least))


def _theme(of: _Known, line: Line) -> Suggestion:
    meeting = of.meeting
    themed = [item for item in of.items if item.is_thematic]
    if meeting.theme:
        recorded = sum(item.is_recorded for item in themed)
        said = _("Chuyên đề “{theme}”: {n}/{all} nội dung đã ghi.").format(
            theme=meeting.theme, n=recorded, all=len(themed)
        )
        return Suggestion(line.most if themed and recorded == len(themed) else None, said)
    other = min(of.thematic, key=lambda row: row.held_on, default=None)
    if other is not None:
        said = _("Chuyên đề “{theme}” họp ngày {day}.")
        return Suggestion(line.most, said.format(theme=other.theme, day=format_date(other.held_on)))
    said = _("Tháng này không tổ chức chuyên đề: không tính mục này.")
    return Suggestion(None, said, counts=False)


def _remarks(of: _Known, line: Line) -> Suggestion:
    count = len(of.remarks)
    if not count:
        return Suggestion(None, _("Chưa ghi lời biểu dương, nhắc nhở nào."))
    said = ngettext(
        "Đã ghi {n} lời biểu dương, nhắc nhở, phê bình.",
        "Đã ghi {n} lời biểu dương, nhắc nhở, phê bình.",
        count,
    )
    return Suggestion(line.most, said.format(n=count))


def _speakers(of: _Known, line: Line) -> Suggestion:
    present, spoke = of.turnout.present, of.spoke
    if not spoke:
        return Suggestion(None, _("Chưa ghi ai phát biểu."))
    said = _("{n}/{present} đảng viên có mặt đã phát biểu ({percent}).").format(
        n=spoke, present=present, percent=format_percent(100 * spoke / present)
    )
    for band in line.steps[0]["bands"]:
        share, least = spoke * 100, band["from"] * present
        if share > least or (share == least and not band.get("above")):
            return Suggestion(band["points"], said)
    return Suggestion(None, said)


def _last_month(of: _Known, line: Line) -> Suggestion:
    if of.before is None:
        return Suggestion(None, _("Chưa ghi kỳ sinh hoạt trước."))
    given = ItemWork.objects.filter(
        item__meeting=of.before.pk, assignment__cancelled_on__isnull=True
    ).aggregate(
        every=Count("pk"),
        done=Count("pk", filter=Q(assignment__done_on__lte=of.meeting.held_on)),
    )
    day = format_date(of.before.held_on)
    if not given["every"]:
        said = _("Kỳ trước ({day}) không ghi việc giao nào; chấm theo nghị quyết.").format(day=day)
        return Suggestion(None, said)
    said = _("{done}/{every} việc giao ở kỳ trước ({day}) đã xong ({percent}).").format(
        **given, day=day, percent=format_percent(100 * given["done"] / given["every"])
    )
    return Suggestion(_step_from(line.steps, given["done"], given["every"]), said)


def _conclusion(of: _Known, line: Line) -> Suggestion:
    concluded = sum(bool(item.conclusion) for item in of.items)
    said = _("{n}/{all} nội dung có kết luận.").format(n=concluded, all=len(of.items))
    return Suggestion(line.most if concluded else None, said)


def _tasks(of: _Known, line: Line) -> Suggestion:
    given = sum(item.given for item in of.items)
    said = ngettext(
        "Giao {n} việc có người, có hạn.", "Giao {n} việc có người, có hạn.", given
    ).format(n=given)
    whole = given and of.meeting.minute_taker_id
    return Suggestion(line.most if whole else None, said)


def _step_from(steps: tuple[Any, ...], part: int, whole: int) -> int:
    """The points of the first step whose `from` percent is reached."""
    return next(int(step["points"]) for step in steps if part * 100 >= step["from"] * whole)


_FACTS: dict[str, Callable[[_Known, Line], Suggestion]] = {
    "length": _length,
    "attendance": _attendance,
    "excused_in_a_row": _excused_in_a_row,
    "committee_met": _committee_met,
    "notice": _notice,
    "papers_before": _papers_before,
    "theme": _theme,
    "remarks": _remarks,
    "speakers": _speakers,
    "last_month": _last_month,
    "conclusion": _conclusion,
    "tasks": _tasks,
}
KNOWN = frozenset(_FACTS)
