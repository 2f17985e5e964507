import re
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.documents.models import Paper
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch

_TERM = re.compile(r"(\d{4})-(\d{4})")


def may_register_paper(user: User, keeper: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, keeper.path)


def may_issue_paper(user: User, issuer: Branch) -> bool:
    """A cell issues its own papers; the office above keeps the register and may do it for the cell."""
    records = has_power(user, Power.RECORD_MEETINGS, issuer.path)
    return records or may_register_paper(user, issuer)


def check_may_circulate(paper: Paper, on: date) -> None:
    """Refuse a paper that counted no longer on the day, and one whose content no system may carry to a cell."""
    if paper.is_cancelled(on):
        raise Refusal(_("Văn bản đã hủy, không giao phổ biến."))
    if paper.secrecy != "none":
        raise Refusal(
            _(
                "Văn bản có độ mật không giao phổ biến qua hệ thống: người được phép nhận và đọc theo quy "
                "định bảo vệ bí mật nhà nước."
            )
        )


def check_issued(on: date) -> None:
    """Refuse a paper dated ahead; the day it takes effect may lie ahead."""
    check_has_come([on], _("vào sổ khi văn bản đã ban hành"))


def check_cancelled(on: date) -> None:
    check_has_come([on], _("ghi hủy khi văn bản đã hết hiệu lực"))


def check_term(term: str, on: date) -> None:
    """Refuse a term not written as 2025-2030, or a day outside its years."""
    years = _TERM.fullmatch(term)
    if years is None:
        raise Refusal(_("Ghi nhiệm kỳ như 2025-2030."))
    if not int(years[1]) <= on.year <= int(years[2]):
        raise Refusal(
            _("Ngày {day} không thuộc nhiệm kỳ {term}.").format(day=format_date(on), term=term)
        )


def check_in_order(last: Paper | None, on: date) -> None:
    """Refuse a paper dated before the one that got the number before it."""
    if last is not None and on < last.issued_on:
        sentence = _(
            "Số {number} đã cấp ngày {day}; văn bản lấy số tiếp theo phải ban hành từ ngày đó trở đi."
        )
        raise Refusal(sentence.format(number=last.full_number, day=format_date(last.issued_on)))


def check_is_number_of(paper: Paper, number: int) -> None:
    """Refuse a number given that is not the one written on the paper."""
    if not paper.number.isdecimal() or int(paper.number) != number:
        raise Refusal(
            _("Văn bản mang số {written}, không phải số {number} đã cấp.").format(
                written=paper.number, number=number
            )
        )
