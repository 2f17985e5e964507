"""Who freezes the list of village heads outside the Party, and when it can be frozen."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import HeadCohort
from chibo.base.rules import Refusal, check_has_come
from chibo.base.text import format_date
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch


def may_keep_cohorts(user: User, area: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, area.path)


def check_freezing_day(year: int, on: date) -> None:
    check_has_come([on], _("chốt danh sách theo một ngày đã qua"))
    if on.year != year:
        raise Refusal(
            _("Danh sách năm {year} chốt theo một ngày trong năm đó, không phải {on}.").format(
                year=year, on=format_date(on)
            )
        )


def check_not_frozen(areas: Sequence[Branch], year: int) -> None:
    there = HeadCohort.objects.filter(year=year, area__in=[one.pk for one in areas])
    frozen = dict(there.values_list("area_id", "frozen_on"))
    for area in areas:
        if area.pk in frozen:
            raise Refusal(
                _("{area} đã chốt danh sách năm {year} theo ngày {day}.").format(
                    area=area.name, year=year, day=format_date(frozen[area.pk])
                )
            )


def check_heads_known(area: Branch, count: int) -> None:
    """An area whose heads are not recorded cannot say who of them is outside the Party."""
    if not count:
        raise Refusal(
            _(
                "{area} chưa ghi trưởng bản nào tại ngày {day}; ghi chức vụ trưởng bản trước khi chốt."
            ).format(area=area.name, day=format_date(area.on))
        )
