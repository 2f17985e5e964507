"""Which body considers a case when: in order, and only where it stands."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.models import Case, OpinionPhase, ReviewLevel
from chibo.admissions.queries.knowing import Known
from chibo.admissions.queries.standing import Line
from chibo.admissions.rules.checks.votes import is_carried
from chibo.base.rules import Refusal
from chibo.base.text import format_date

# The stage a case reaches when a body has proposed it.
_WAITS_FOR = {
    ReviewLevel.SECTIONAL: "sectional_review",
    ReviewLevel.COMMITTEE: "committee_review",
    ReviewLevel.DECIDING: "decision",
}


def levels(line: Line | None) -> list[ReviewLevel]:
    """The bodies that consider a case, in order, on the day of the line."""
    found = [ReviewLevel.CELL]
    if line and line.sectional:
        found.append(ReviewLevel.SECTIONAL)
    if line is None or line.has_committee:
        found.append(ReviewLevel.COMMITTEE)
    return [*found, ReviewLevel.DECIDING]


def stage_after(phase: str, level: str, line: Line | None) -> str:
    """Where the case stands once that body has proposed."""
    order = levels(line)
    following = order[min(order.index(ReviewLevel(level)) + 1, len(order) - 1)]
    if phase == OpinionPhase.ADMISSION:
        return _WAITS_FOR[following]
    return "recognition_decision" if following == ReviewLevel.DECIDING else "recognition_review"


def check_turn(known: Known, phase: str, level: str, on: date) -> None:
    """Refuse a vote out of turn: of a body that is not there, or before the one below has proposed."""
    _check_phase(known.case, phase)
    order = levels(known.line)
    if ReviewLevel(level) not in order:
        raise Refusal(
            _("Ngày {day} chi bộ này không có bước xét của {body}.").format(
                day=format_date(on), body=ReviewLevel(level).label.lower()
            )
        )
    for below in order[: order.index(ReviewLevel(level))]:
        check_proposed(known, phase, below, on)


def check_proposed(known: Known, phase: str, level: ReviewLevel, on: date) -> None:
    """Refuse to go on while a body has not proposed, or later than the day."""
    review = known.review(phase, level)
    if review is None or not is_carried(review):
        raise Refusal(
            _("{body} chưa có nghị quyết đề nghị được thông qua; ghi biểu quyết đó trước.").format(
                body=level.label
            )
        )
    if review.held_on > on:
        raise Refusal(
            _("{body} họp ngày {held}, sau ngày {on}; kiểm tra lại ngày.").format(
                body=level.label, held=format_date(review.held_on), on=format_date(on)
            )
        )


def check_all_proposed(known: Known, phase: str, on: date) -> None:
    """Refuse a decision that the bodies below have not proposed, or that the deciding body voted down."""
    for level in levels(known.line)[:-1]:
        check_proposed(known, phase, level, on)
    if known.review(phase, ReviewLevel.DECIDING) is not None:
        check_proposed(known, phase, ReviewLevel.DECIDING, on)


def _check_phase(case: Case, phase: str) -> None:
    if phase == OpinionPhase.ADMISSION and case.admission_id:
        raise Refusal(_("Đã ghi kết nạp; không ghi thêm biểu quyết xét kết nạp."))
    if phase == OpinionPhase.RECOGNITION and not case.admission_id:
        raise Refusal(_("Chưa ghi kết nạp; chưa đến bước xét công nhận chính thức."))
    if phase == OpinionPhase.RECOGNITION and case.recognition_id:
        raise Refusal(_("Đã ghi công nhận chính thức; không ghi thêm biểu quyết."))
