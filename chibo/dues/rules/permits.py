"""Who collects dues and keeps their books, and what a record must meet."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.dues.models import Relief
from chibo.dues.queries.limits import longest_relief
from chibo.dues.queries.months import next_month
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import NoRuleOnDay, add_months, code_list, rule, source_line

EXEMPT = "exempt"
AGE = "party_age"


def may_read_dues(user: User, path: str) -> bool:
    return has_power(user, Power.SEE_DUES, path)


def may_collect(user: User, path: str) -> bool:
    """The cell's secretary and deputy in their cell, the office wherever it keeps the books."""
    return has_power(user, Power.COLLECT_DUES, path)


def may_set_terms(user: User, path: str) -> bool:
    """Zones and shares are the office's matter."""
    return has_power(user, Power.COLLECT_DUES, path) and has_power(user, Power.KEEP_RECORDS, path)


def check_month(month: date) -> None:
    if month.day != 1:
        raise Refusal(_("Ghi tháng, như 11/2026."))


def check_near(month: date) -> None:
    """A declaration, or a roll, of a month that has begun, or of the next one."""
    check_month(month)
    coming = next_month(timezone.localdate().replace(day=1))
    if month > coming:
        raise Refusal(
            _("Tháng {month} chưa tới; ghi chậm nhất cho tháng {last}.").format(
                month=f"{month:%m/%Y}", last=f"{coming:%m/%Y}"
            )
        )


def declared_categories() -> list[tuple[str, str]]:
    """Categories to choose from: who is exempt has a decision, not a category."""
    known = code_list("dues_categories").choices()
    return [(code, label) for code, label in known if code != EXEMPT]


def decided_exemptions() -> list[tuple[str, str]]:
    """Cases that need a decision: Party age is reckoned from the books."""
    return [one for one in code_list("dues_exemptions").choices() if one[0] != AGE]


def reductions(first: date) -> tuple[int, ...]:
    try:
        return tuple(int(one) for one in rule("dues.reduction_levels", first).entries())
    except NoRuleOnDay:
        return ()


def check_length(first: date, until: date) -> None:
    """`until` is the first month that is due again."""
    most = longest_relief(first)
    if until <= first:
        raise Refusal(_("Thời hạn miễn, giảm ít nhất một tháng."))
    if most and until > add_months(first, most):
        found = rule("dues.relief_max_months", first)
        raise Refusal(
            _(
                "Miễn, giảm mỗi lần nhiều nhất {most} tháng ({source}): từ {first} thì đến hết {last}. Hết hạn "
                "thì chi bộ xét lại."
            ).format(
                most=most,
                source=source_line(found),
                first=f"{first:%m/%Y}",
                last=f"{add_months(first, most - 1):%m/%Y}",
            )
        )


def check_level(percent: int | None, first: date) -> None:
    levels = reductions(first)
    if percent is None or not levels or percent in levels:
        return
    raise Refusal(
        _("Mức giảm là {levels} ({source}); không có mức {percent}%.").format(
            levels=", ".join(f"{one}%" for one in levels),
            source=source_line(rule("dues.reduction_levels", first)),
            percent=percent,
        )
    )


def check_apart(first: date, until: date, held: Iterable[Relief]) -> None:
    for one in held:
        if one.started_on < until and (one.ended_on is None or first < one.ended_on):
            raise Refusal(
                _("Đồng chí này đang được miễn, giảm từ {first} đến trước {until}.").format(
                    first=f"{one.started_on:%m/%Y}",
                    until=format_date(one.ended_on) if one.ended_on else "",
                )
            )
