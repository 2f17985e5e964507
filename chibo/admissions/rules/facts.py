from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Admission
from chibo.base.rules import Refusal
from chibo.members.models import Person
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import add_months, rule, source_line


def may_admit(user: User, cell: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, cell.path)


def check_ceremony_after_decision(person: Person, decided_on: date, ceremony_on: date) -> None:
    if ceremony_on < decided_on:
        raise Refusal(
            _(
                "Đồng chí {name}: lễ kết nạp ngày {ceremony} phải từ ngày có quyết định {decided} trở đi."
            ).format(
                name=person.full_name,
                ceremony=ceremony_on.strftime("%d/%m/%Y"),
                decided=decided_on.strftime("%d/%m/%Y"),
            )
        )


def check_probations_over(recognised: Sequence[tuple[Person, date]]) -> None:
    """Refuse recognitions (person, day) that take effect before the probation counted from the ceremony
    is over."""
    rows = Admission.objects.filter(person__in=[person.pk for person, _day in recognised])
    latest = {row.person_id: row for row in rows.order_by("ceremony_on")}
    for person, effective_on in recognised:
        if person.pk in latest:
            _check_over(person, latest[person.pk], effective_on)


def _check_over(person: Person, admission: Admission, effective_on: date) -> None:
    months = rule("probation.months", admission.ceremony_on)
    ends = add_months(admission.ceremony_on, months.integer())
    if effective_on < ends:
        raise Refusal(
            _(
                "Đồng chí {name} kết nạp ngày {ceremony}, hết {months} tháng dự bị ngày {ends}; "
                "ngày chính thức không thể sớm hơn. {source}"
            ).format(
                name=person.full_name,
                ceremony=admission.ceremony_on.strftime("%d/%m/%Y"),
                months=months.integer(),
                ends=ends.strftime("%d/%m/%Y"),
                source=source_line(months),
            )
        )
