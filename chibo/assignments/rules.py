"""Who gives work, who reports on it, who says that it is done well; and when each is in order."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.queries.reach import is_own_file
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_give(user: User, giver: Branch) -> bool:
    return _gives(user, giver.path)


def _gives(user: User, path: str) -> bool:
    """Who inspects gives the work that puts right what was found, and says that it is done."""
    return has_power(user, Power.GIVE_WORK, path) or has_power(user, Power.INSPECT, path)


def may_judge(user: User, work: Assignment) -> bool:
    """Extend, verify, return, take back: whoever gives work where it was given."""
    return _gives_at(user, work.giver_id)


def may_report(user: User, work: Assignment) -> bool:
    """Whoever it was given to, whoever gives work in the unit it was given to, and where it was given."""
    if work.person is not None and is_own_file(user, work.person):
        return True
    return _gives_at(user, work.giver_id) or (
        work.unit_id is not None and _gives_at(user, work.unit_id)
    )


def _gives_at(user: User, organisation: int) -> bool:
    paths = Placement.objects.filter(organisation=organisation).order_by("-started_on")
    path = paths.values_list("path", flat=True).first()
    return path is not None and _gives(user, path)


def check_open(work: Assignment) -> None:
    if work.cancelled_on:
        raise Refusal(_("Việc đã thôi giao ngày {day}.").format(day=format_date(work.cancelled_on)))
    if work.done_on:
        raise Refusal(
            _("Việc đã báo xong ngày {day}; trả lại làm tiếp trước khi ghi thêm.").format(
                day=format_date(work.done_on)
            )
        )


def check_done_unverified(work: Assignment) -> None:
    if work.cancelled_on or work.done_on is None:
        raise Refusal(_("Chỉ xác nhận hoặc trả lại việc đã báo xong."))
    if work.verified_on:
        raise Refusal(
            _("Việc đã được xác nhận ngày {day}.").format(day=format_date(work.verified_on))
        )


def check_in_order(on: date, last: date) -> None:
    """Refuse a step dated before the work was given or before its last step."""
    if on < last:
        raise Refusal(
            _("Ngày ghi phải từ ngày {day} trở đi (lần ghi trước của việc này).").format(
                day=format_date(last)
            )
        )


def check_later(work: Assignment, due: date) -> None:
    if due <= work.due_on:
        raise Refusal(
            _("Hạn mới phải sau hạn hiện nay {day}.").format(day=format_date(work.due_on))
        )


def check_forward(work: Assignment, progress: int) -> None:
    if progress < work.progress:
        raise Refusal(
            _("Tiến độ đã báo là {n}%; ghi số không thấp hơn, hoặc nói rõ trong nội dung.").format(
                n=work.progress
            )
        )
