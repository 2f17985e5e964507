"""What is due about periodic reports: the six-month report, of the branch itself and of those below it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.periods import Period
from chibo.base.statements import RowsOf
from chibo.members.due import is_at_work
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, grassroots_kinds, know_books
from chibo.reports.models import Report
from chibo.reports.queries.reports import half_of, latest_half
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

KIND, RULE = "six_month", "reports.six_month_deadline"
# From so long before the half-year ends; ours, not a rule of the Party.
NOTICE = timedelta(days=15)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """Cells below a committee do not report for themselves; a level above asks for its children's."""
    period = half_of(on) if half_of(on).last - on <= NOTICE else latest_half(on)
    try:
        limit = rule(RULE, period.last)
    except NoRuleOnDay:
        return []
    if is_at_work(branch):
        asked = [branch] if _writes(user, branch) else []
    else:
        asked = branch.children if has_power(user, Power.SEE_FIGURES, branch.path) else []
    if len(asked) > 1:
        know_books(asked)
    reporting = [one for one in asked if _reports(one, period)]
    line = _own if is_at_work(branch) else _asked_below

    def unsigned(reports: Sequence[Any]) -> list[Due]:
        found = {row.organisation_id: row for row in reports}
        return [
            line(one, found.get(one.pk), period, limit)
            for one in reporting
            if one.pk not in found or found[one.pk].signed_on is None
        ]

    keys = tuple(one.pk for one in reporting)
    return [Ask(RowsOf(_made, keys, period), unsigned)] if reporting else []


def _writes(user: User, branch: Branch) -> bool:
    return has_power(user, Power.REPORT, branch.path)


def _reports(one: Branch, period: Period) -> bool:
    """Grassroots organisations whose books had begun by the end of the period."""
    begun = one.kind in grassroots_kinds() and one.records_from
    return bool(begun and begun <= period.last)


def _made(units: tuple[int, ...], period: Period) -> QuerySet[Any, Any]:
    rows = Report.objects.filter(organisation__in=units, kind=KIND)
    of_period = rows.filter(first_day=period.first, last_day=period.last)
    return of_period.values("pk", "organisation_id", "signed_on")


def _own(one: Branch, report: Any, period: Period, limit: Rule) -> Due:
    words = _("Hoàn thành, ký báo cáo {period}") if report else _("Lập báo cáo {period}")
    start = f"{reverse('reports:list')}?dv={one.pk}&ky={period.code}"
    return _due(
        one,
        period,
        limit,
        what=words.format(period=period.label),
        url=Report(pk=report.pk).get_absolute_url() if report else start,
        button=_("Mở báo cáo") if report else _("Lập báo cáo"),
    )


def _asked_below(one: Branch, _report: Any, period: Period, limit: Rule) -> Due:
    """A level above cannot write the report; it asks for it. A draft is nobody else's business."""
    return _due(
        one,
        period,
        limit,
        what=_("Đôn đốc báo cáo {period} chưa ký").format(period=period.label),
        url=reverse("organisations:page", args=[one.pk]),
        button=_("Mở đơn vị"),
    )


def _due(one: Branch, period: Period, limit: Rule, *, what: str, url: str, button: str) -> Due:
    return Due(
        kind="six_month_report",
        what=what,
        about="",
        due_on=limit.after(period.last),
        url=url,
        button=button,
        why=source_line(limit),
        rule=limit.code,
        owner=one.short_name,
        owner_path=one.path,
        of_people=False,
    )
