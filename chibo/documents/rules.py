from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import check_has_come
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_register_paper(user: User, keeper: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, keeper.path)


def check_issued(on: date) -> None:
    """Refuse a paper dated ahead; the day it takes effect may lie ahead."""
    check_has_come([on], _("vào sổ khi văn bản đã ban hành"))


def check_cancelled(on: date) -> None:
    check_has_come([on], _("ghi hủy khi văn bản đã hết hiệu lực"))
