"""What is due for the administrator: values of the rulebook that end or wait for the official paper."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.base.text import format_date
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import NoRuleOnDay, Rule, book, rule, source_line

# From so long before a value ends, and as long after it has: what ended for good is not spoken of for ever.
NOTICE, REMEMBERED = timedelta(days=90), timedelta(days=30)
CALENDAR, ANNOUNCED_FROM = (
    "calendar.year",
    11,
)  # the government announces the next year's days in the autumn


def due(user: User, branch: Branch, on: date) -> list[Due]:
    if not has_power(user, Power.MANAGE_DUTIES, branch.path):
        return []
    return [
        *(_ending(one, branch) for one in _last_versions(on)),
        *_calendar(branch, on),
    ]


def _last_versions(on: date) -> Iterator[Rule]:
    """Rules with nothing after a version that ends about now; a year's holidays end with the year."""
    for code, versions in book().rules.items():
        last = versions[-1]
        if code != CALENDAR and last.valid_to and -REMEMBERED <= last.valid_to - on <= NOTICE:
            yield last


def _ending(one: Rule, of: Branch) -> Due:
    return Due(
        kind="rule_ending",
        what=_("Bổ sung quy định sắp hết hiệu lực"),
        about=one.label,
        due_on=one.valid_to,
        url=_rules(one.topic),
        button=_("Xem quy định"),
        why=source_line(one),
        rule=one.code,
        owner=of.short_name,
        owner_path=of.path,
        of_people=False,
    )


def _calendar(of: Branch, on: date) -> list[Due]:
    """Next year's holidays, until they are those the government announced."""
    next_year = date(on.year + 1, 1, 1)
    if on.month < ANNOUNCED_FROM or _is_announced(next_year):
        return []
    return [
        Due(
            kind="calendar_unconfirmed",
            what=_("Thay lịch nghỉ lễ năm {year} bằng lịch chính thức").format(year=next_year.year),
            about="",
            due_on=next_year - timedelta(days=1),
            url=_rules("calendar"),
            button=_("Xem lịch nghỉ"),
            why=_("Hạn tính theo ngày làm việc từ {day} dùng lịch này").format(
                day=format_date(next_year)
            ),
            rule=CALENDAR,
            owner=of.short_name,
            owner_path=of.path,
            of_people=False,
        )
    ]


def _is_announced(first: date) -> bool:
    try:
        return rule(CALENDAR, first).confidence == "seen"
    except NoRuleOnDay:
        return False


def _rules(topic: str) -> str:
    return f"{reverse('web:rules')}?chu-de={topic}"
