"""Who keeps courses, and what a result must meet."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.members.models import Membership, Person
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.study.models import Training


def may_keep_training(user: User, path: str) -> bool:
    return has_power(user, Power.KEEP_RECORDS, path)


def check_member_or_kept(people: Sequence[Person], on: date) -> None:
    """Refuse somebody who is neither a member on that day nor kept in a book of officials."""
    stays = Membership.objects.on(on).filter(person__in=[person.pk for person in people])
    members = set(stays.values_list("person_id", flat=True))
    for person in people:
        if person.pk not in members and person.keeper_id is None:
            raise Refusal(
                _("{name} chưa là đảng viên và không có trong sổ cán bộ tại ngày {day}.").format(
                    name=person.full_name, day=format_date(on)
                )
            )


def check_result(training: Training, on: date | None) -> None:
    if on is None:
        return
    check_has_come([on], _("ghi văn bằng, chứng chỉ khi đã cấp"))
    if on < training.first_day:
        raise Refusal(
            _("Lớp khai giảng ngày {day}; văn bằng, chứng chỉ không cấp trước ngày ấy.").format(
                day=format_date(training.first_day)
            )
        )
