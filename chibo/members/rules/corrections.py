"""Who answers what members say is wrong in their files."""

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import CorrectionRequest, Person
from chibo.members.queries.reach import stood_in
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def may_answer(user: User, person: Person) -> bool:
    """Whoever keeps the person's file."""
    return any(has_power(user, Power.KEEP_RECORDS, path) for path in stood_in(person))


def check_unanswered(asked: CorrectionRequest) -> None:
    if asked.answered_on:
        raise Refusal(
            _("Đề nghị này đã trả lời ngày {day}.").format(day=format_date(asked.answered_on))
        )
