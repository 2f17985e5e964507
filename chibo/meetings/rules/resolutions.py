"""When a resolution may still be mended, and when it is issued."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.meetings.models import Meeting, Resolution
from chibo.meetings.queries.resolutions.proposing import parts_on


def check_not_issued(resolution: Resolution) -> None:
    if resolution.paper is not None:
        raise Refusal(
            _("Nghị quyết đã ban hành số {number}, không sửa được nữa.").format(
                number=resolution.paper.full_number
            )
        )


def check_texts(texts: Sequence[str], on: date) -> None:
    """As many as the rule has parts, and something in one of them."""
    if len(texts) != len(parts_on(on)) or not any(text.strip() for text in texts):
        raise Refusal(_("Ghi nội dung của ít nhất một phần nghị quyết."))


def check_can_be_issued(meeting: Meeting, issued_on: date) -> None:
    """The minutes it rests on are handed in, and it is not dated before the meeting."""
    if meeting.is_open:
        raise Refusal(_("Nộp biên bản buổi họp trước, rồi ban hành nghị quyết."))
    check_issued_after(meeting, issued_on)


def check_issued_after(meeting: Meeting, issued_on: date) -> None:
    if issued_on < meeting.held_on:
        raise Refusal(
            _("Ngày ban hành không được trước ngày họp {day}.").format(
                day=format_date(meeting.held_on)
            )
        )
