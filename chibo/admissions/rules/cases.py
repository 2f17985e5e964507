"""Who may do what with a case, and which way it may go."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Case, ReviewLevel
from chibo.admissions.queries.stages import ADMITTED, stage_label, stage_order
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.members.models import Membership, Person
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_follow(user: User, path: str) -> bool:
    """Prepare somebody for admission: the cell's notes, helper, papers, referees, its own vote."""
    return has_power(user, Power.FOLLOW_CASES, path)


def may_decide(user: User, path: str) -> bool:
    """Record what committees decide, from which the books follow."""
    return has_power(user, Power.KEEP_RECORDS, path)


def may_review(user: User, path: str, level: str) -> bool:
    """A cell records its own vote; those of committees are the office's."""
    return (may_follow if level == ReviewLevel.CELL else may_decide)(user, path)


def may_see_background(user: User, path: str) -> bool:
    """Read results of background checks; each look is journalled."""
    return has_power(user, Power.SEE_BACKGROUND, path)


def may_keep_background(user: User, path: str) -> bool:
    return may_see_background(user, path) and may_follow(user, path)


def check_come(days: Iterable[date | None]) -> None:
    """Refuse days that lie ahead."""
    check_has_come([day for day in days if day], _("ghi khi đã có"))


def check_open(case: Case) -> None:
    if case.closed_on is not None:
        raise Refusal(
            _("Hồ sơ của {name} đã kết thúc ngày {day}; mở lại hồ sơ trước khi ghi tiếp.").format(
                name=case.person.full_name, day=format_date(case.closed_on)
            )
        )


def check_may_open(person: Person, on: date) -> None:
    """A case is for somebody who is no member and has no other open case."""
    stay = Membership.objects.on(on).filter(person=person).first() if person.pk else None
    if stay is not None:
        raise Refusal(
            _("{name} đang là đảng viên của {cell}; không mở hồ sơ phát triển đảng.").format(
                name=person.full_name, cell=stay.cell
            )
        )
    open_case = (
        Case.objects.filter(person=person, closed_on__isnull=True).first() if person.pk else None
    )
    if open_case is not None:
        raise Refusal(
            _("{name} đang có hồ sơ theo dõi từ ngày {day}; dùng hồ sơ đó.").format(
                name=person.full_name, day=format_date(open_case.opened_on)
            )
        )


def check_cell(cell: Branch) -> None:
    if not cell.is_cell:
        raise Refusal(
            _("{cell} không phải là chi bộ; chọn chi bộ theo dõi.").format(cell=cell.name)
        )


def check_back(case: Case, now: str, to: str) -> None:
    """A case goes back to an earlier stage, never behind an admission or a recognition recorded."""
    order = stage_order(case.rules_on)
    if to not in order or order[to] >= order.get(now, 0):
        raise Refusal(_("Chọn một giai đoạn trước giai đoạn hiện nay."))
    if case.admission_id and to not in ADMITTED:
        raise Refusal(
            _("Đã ghi kết nạp, không quay lại giai đoạn “{stage}” được.").format(
                stage=stage_label(to, case.rules_on)
            )
        )
    if case.recognition_id:
        raise Refusal(_("Đã ghi công nhận chính thức; hủy việc ghi công nhận trước khi quay lại."))
