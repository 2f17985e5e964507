"""Who hands in and who receives, and which moves a submission may make."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.reports.models import Stage, Submission
from chibo.reports.queries.remarks import unanswered
from chibo.reports.queries.submissions import visible_to
from chibo.reports.rules.reports import place_of
from chibo.rulebook.queries import NoRuleOnDay, rule

# From each stage to those that may follow. What was frozen goes on as another version, never back.
MOVES: Mapping[str, frozenset[str]] = {
    Stage.DRAFT: frozenset({Stage.CHECKED}),
    Stage.CHECKED: frozenset({Stage.CHECKED, Stage.SUBMITTED}),
    Stage.SUBMITTED: frozenset({Stage.ACCEPTED, Stage.RETURNED}),
    Stage.ACCEPTED: frozenset(),
    Stage.RETURNED: frozenset(),
}
# Of which another version may be begun.
REOPENED = frozenset({Stage.ACCEPTED, Stage.RETURNED})


def may_submit(user: User, place: Branch) -> bool:
    return has_power(user, Power.SUBMIT, place.path)


def may_prepare(user: User, submission: Submission) -> bool:
    """Check, hand in, answer, attach the signed paper."""
    return may_submit(user, place_of(submission))


def may_receive(user: User, submission: Submission) -> bool:
    """Only from above: nobody accepts what their own organisation hands in."""
    above = place_of(submission).path[:-SEGMENT]
    return bool(above) and has_power(user, Power.APPROVE, above)


def may_read(user: User, submission: Submission) -> bool:
    return visible_to(user).filter(pk=submission.pk).exists()


def may_open_scan(user: User, submission: Submission) -> bool:
    """The signed paper may name people: not for who reads totals only."""
    place = place_of(submission)
    return has_power(user, Power.SEE_NAMES, place.path) and may_read(user, submission)


def may_reopen(user: User, submission: Submission) -> bool:
    """A unit corrects what came back; what was accepted is reopened by who accepted it."""
    if submission.stage == Stage.ACCEPTED:
        return may_receive(user, submission)
    return may_prepare(user, submission)


def may_call(user: User, place: Branch) -> bool:
    return has_power(user, Power.APPROVE, place.path)


def check_move(submission: Submission, to: Stage) -> None:
    if to not in MOVES[submission.stage]:
        raise Refusal(
            _("Bản nộp đang ở bước “{now}”, không chuyển sang “{to}” được.").format(
                now=submission.get_stage_display(), to=to.label
            )
        )


def check_reopened(submission: Submission, newest: int) -> None:
    if submission.stage not in REOPENED or submission.version != newest:
        raise Refusal(_("Chỉ mở lại bản mới nhất, khi cấp trên đã nhận hoặc trả lại."))


def check_ended(period: Period, today: date) -> None:
    """Numbers of a period are handed in when it is over."""
    if period.last >= today:
        raise Refusal(
            _("Kỳ kết thúc ngày {day}; nộp từ ngày hôm sau.").format(day=format_date(period.last))
        )


def check_explained(problems: list[str], why: str) -> None:
    if problems and not why:
        raise Refusal(
            _(
                "Còn {n} chỗ chưa khớp. Sửa cho khớp rồi kiểm tra lại, hoặc ghi giải trình rồi nộp."
            ).format(n=len(problems))
        )


def check_remarks_answered(submission: Submission, changed: set[tuple[str, str, int]]) -> None:
    """Every remark on the version before is answered, in words or by another number."""
    left = [
        one
        for one in unanswered(submission)
        if not one.line or (one.slug, one.line, one.column) not in changed
    ]
    if left:
        raise Refusal(
            _("Cấp trên góp ý {about} mà số chưa đổi: sửa hồ sơ hoặc trả lời rồi nộp lại.").format(
                about=left[0].about
            )
        )


def usual_due_day(period: Period) -> date | None:
    """The day the calendar of the level above gives for a period; none before its first rule."""
    try:
        days = rule("reports.due_days", period.last).value
    except NoRuleOnDay:
        return None
    year = period.last.year
    found = sorted(date.fromisoformat(f"{y}-{day}") for y in (year, year + 1) for day in days)
    return next(day for day in found if day > period.last)


def check_called(due_on: date, period: Period) -> None:
    if due_on <= period.last:
        raise Refusal(
            _("Hạn nộp phải sau ngày cuối kỳ {day}.").format(day=format_date(period.last))
        )
