"""Who records and who approves a meeting, and when its minutes are complete."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date, format_percent
from chibo.meetings.models import AgendaItem, Meeting, PlannedMeeting, State, Vote
from chibo.meetings.queries.meetings import one_visible_to
from chibo.meetings.queries.roll import Voters
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule


def may_read(user: User, meeting: Meeting) -> bool:
    """The page of the meeting: whoever reads names there, and of approved minutes whoever was due."""
    return one_visible_to(user, meeting.pk, timezone.localdate()) is not None


def may_record(user: User, path: str) -> bool:
    return has_power(user, Power.RECORD_MEETINGS, path)


def may_approve(user: User, path: str) -> bool:
    return has_power(user, Power.APPROVE, path)


def may_print(user: User, path: str) -> bool:
    """Who takes papers of the branch away, and who writes them down."""
    return has_power(user, Power.EXPORT, path) or may_record(user, path)


def check_may_write(meeting: Meeting) -> None:
    if not meeting.is_open:
        raise Refusal(
            _("Biên bản ngày {day} đã nộp; cần sửa thì đề nghị cấp duyệt trả lại.").format(
                day=format_date(meeting.held_on)
            )
        )


def check_plan_is_open(plan: PlannedMeeting) -> None:
    if plan.cancelled_on is not None:
        raise Refusal(
            _("Buổi họp ngày {day} đã hủy; lập buổi khác trong lịch.").format(
                day=format_date(plan.planned_on)
            )
        )
    if plan.meeting_id is not None:
        raise Refusal(
            _("Buổi họp ngày {day} đã ghi; sửa tại trang của buổi ấy.").format(
                day=format_date(plan.planned_on)
            )
        )


def check_may_score(meeting: Meeting, *, by_committee: bool) -> None:
    """The cell while it writes its minutes, the committee above once they are handed in."""
    if not by_committee:
        check_may_write(meeting)
    elif meeting.is_open:
        raise Refusal(_("Biên bản chưa nộp; cấp ủy cấp trên chấm điểm sau khi chi bộ nộp."))


def check_said(reason: str) -> None:
    if not reason:
        raise Refusal(_("Ghi rõ phải sửa gì."))


def check_handed_in(meeting: Meeting, *states: str) -> None:
    if meeting.state not in states:
        raise Refusal(
            _("Biên bản đang ở trạng thái “{state}”, không làm bước này được.").format(
                state=meeting.get_state_display().lower()
            )
        )


def handed_in_by(meeting: Meeting, user: User) -> bool:
    """Whether it was this person who handed the minutes in last."""
    versions = list(meeting.versions.all())
    return bool(versions) and versions[-1].handed_in_by_id == user.pk


def check_another_approves(meeting: Meeting, user: User) -> None:
    if handed_in_by(meeting, user):
        raise Refusal(
            _(
                "Đồng chí đã nộp biên bản này; người khác có quyền duyệt xem và duyệt, không tự duyệt."
            )
        )


def may_answer(user: User, path: str) -> bool:
    """Who follows a petition: whoever gives work there."""
    return has_power(user, Power.GIVE_WORK, path)


def missing(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    """What minutes still need before they are handed in, as sentences."""
    found = []
    if meeting.ends_at is None:
        found.append(_("Ghi giờ kết thúc."))
    if meeting.chair_id is None:
        found.append(_("Chọn chủ trì."))
    if meeting.minute_taker_id is None:
        found.append(_("Chọn thư ký."))
    if not any(item.is_recorded for item in items):
        found.append(_("Ghi ý kiến hoặc kết luận của ít nhất một nội dung."))
    return found


def check_complete(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    if found := missing(meeting, items):
        raise Refusal(_("Chưa nộp được biên bản. {what}").format(what=" ".join(found)))


def check_versions(meeting: Meeting, handed_in: Sequence[date]) -> None:
    """Minutes handed in, approved or returned have been handed in on a day, the days in order and not
    before the meeting."""
    if meeting.state != State.DRAFT and not handed_in:
        raise Refusal(
            _("Biên bản “{state}” phải có ngày nộp.").format(
                state=meeting.get_state_display().lower()
            )
        )
    days = [meeting.held_on, *handed_in]
    if days != sorted(days):
        raise Refusal(_("Ngày nộp biên bản phải theo thứ tự và không trước ngày họp."))


def check_counts(of: Voters, in_favour: int, against: int, other: int) -> None:
    """Refuse counts that do not come to those of the base who are present, with the whole sum."""
    cast = in_favour + against + other
    if cast == of.present:
        return
    sentence = _(
        "Tổng số phiếu là {cast}, phải bằng số đảng viên chính thức có mặt là {present}. Mẫu số biểu quyết "
        "{base} = {entitled} chính thức được biểu quyết trừ {away} sinh hoạt tạm thời nơi khác, trừ "
        "{excused} được miễn sinh hoạt vắng mặt; trong đó vắng {absent}."
    )
    raise Refusal(
        sentence.format(
            cast=cast,
            present=of.present,
            base=of.base,
            entitled=of.entitled,
            away=of.away,
            excused=of.excused_absent,
            absent=of.absent,
        )
    )


def vote_words(vote: Vote) -> str:
    """ "17/19 (89,5%)"."""
    if not vote.base:
        return f"{vote.in_favour}/0"
    return f"{vote.in_favour}/{vote.base} ({format_percent(100 * vote.in_favour / vote.base)})"


def share_words(part: int, whole: int) -> str:
    """ "188/200 (94%)"; nothing of nothing."""
    return f"{part}/{whole} ({format_percent(100 * part / whole)})" if whole else ""


def is_carried(vote: Vote, meeting: Meeting) -> bool:
    return rule("votes.ordinary", meeting.held_on).reached(vote.in_favour, vote.base)


def least_minutes(meeting: Meeting) -> Rule | None:
    """How long a regular meeting lasts at least; None where no rule of that day says."""
    if meeting.kind != "regular":
        return None
    code = "meetings.minutes_min_with_theme" if meeting.theme else "meetings.minutes_min"
    try:
        return rule(code, meeting.held_on)
    except NoRuleOnDay:
        return None
