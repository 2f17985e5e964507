"""Who keeps the books of study, and what a class or a list must meet."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.documents.models import Paper
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.study.models import Learner, SessionTurn, Study, StudyKind


def may_keep(user: User, path: str) -> bool:
    """Whoever records meetings of a unit records what it studied and promised there."""
    return has_power(user, Power.RECORD_MEETINGS, path)


def check_papers(kind: str, papers: Sequence[Paper], frozen_on: date) -> None:
    if kind == StudyKind.PAPER and not papers:
        raise Refusal(_("Ghi ít nhất một văn bản phải quán triệt; vào sổ văn bản đó trước."))
    late = [paper for paper in papers if paper.issued_on > frozen_on]
    if late:
        raise Refusal(
            _("Văn bản {number} ban hành ngày {day}, sau ngày chốt danh sách.").format(
                number=late[0].full_number, day=format_date(late[0].issued_on)
            )
        )


def check_going_on(study: Study) -> None:
    if study.cancelled_on:
        raise Refusal(
            _("Đợt học này đã thôi tổ chức ngày {day}.").format(day=format_date(study.cancelled_on))
        )


def check_class_day(study: Study, on: date) -> None:
    """Refuse a class before the list was closed: who had to come was not settled yet."""
    check_has_come([on], _("ghi lớp học khi đã tổ chức"))
    if on < study.frozen_on:
        raise Refusal(
            _("Danh sách chốt ngày {frozen}; lớp học ngày {day} phải từ ngày ấy trở đi.").format(
                frozen=format_date(study.frozen_on), day=format_date(on)
            )
        )


def check_may_be_outside(learners: Iterable[Learner]) -> None:
    """Refuse to take somebody who already came, or handed in a paper, out of the base."""
    rows = list(learners)
    came = SessionTurn.objects.filter(learner__in=[row.pk for row in rows])
    if came.exists() or any(row.harvest_on for row in rows):
        raise Refusal(
            _("Đồng chí này đã dự học hoặc đã nộp bài thu hoạch, không để ngoài diện được.")
        )
