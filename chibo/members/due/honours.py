"""What is due about badges and cards once a list is closed or somebody is recognised."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.counting import ROUND_NOTICE, Counted, Sum
from chibo.members.due.units import units_by_path
from chibo.members.models import BadgeAward, BadgeState
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay, Rule, add_months, rule, source_line


def badge_steps(of: Branch, on: date, *, keeps: bool) -> list[Ask[Due]]:
    """Lists waiting for their decision, decided badges waiting to be handed over: one line a round."""
    days = _days(on)
    if days is None:
        return []
    return [
        Ask(
            RowsOf(_by_round, of, on),
            lambda rows: [_step(of, days, row, keeps=keeps) for row in rows],
        )
    ]


def badge_step_tallies(of: Branch, on: date) -> list[Ask[Tally]]:
    """The same, counted by unit."""
    days = _days(on)
    if days is None:
        return []
    return [Ask(RowsOf(_by_path, of, on), lambda rows: _steps_by_unit(rows, of, days))]


def _by_round(of: Branch, on: date) -> QuerySet[Any, Any]:
    return _open(of, on).values("round_day", "state").annotate(n=Count("pk"))


def _by_path(of: Branch, on: date) -> QuerySet[Any, Any]:
    return _open(of, on).values("path", "round_day", "state").annotate(n=Count("pk"))


def _steps_by_unit(rows: Sequence[Any], of: Branch, days: Rule) -> list[Tally]:
    units = units_by_path({row.path for row in rows}, of) if rows else {}
    counted = Counter[tuple[int, date, str]]()
    for row in rows:
        counted[units[row.path], row.round_day, row.state] += row.n
    why = source_line(days)
    return [
        Tally(*_said(day, state), unit, n, day, why, days.code, each=False)
        for (unit, day, state), n in counted.items()
    ]


def _days(on: date) -> Rule | None:
    try:
        return rule("badges.days", on)
    except NoRuleOnDay:
        return None


def _open(of: Branch, on: date) -> QuerySet[BadgeAward]:
    return BadgeAward.objects.filter(
        under(of.path),
        state__in=[BadgeState.PROPOSED, BadgeState.APPROVED],
        round_day__lte=on + ROUND_NOTICE,
    ).order_by()


def _said(day: date, state: str) -> tuple[str, str]:
    """Kind and words."""
    if state == BadgeState.APPROVED:
        what = _("Trao Huy hiệu Đảng đợt {day}").format(day=format_date(day))
        return "badge_giving", what
    what = _("Ghi quyết định tặng Huy hiệu Đảng đợt {day}").format(day=format_date(day))
    return "badge_decision", what


def _step(of: Branch, days: Rule, row: Any, *, keeps: bool) -> Due:
    kind, what = _said(row.round_day, row.state)
    address, button = _page(row.state) if keeps else ("members:badges", _("Xem danh sách"))
    return Due(
        kind=kind,
        what=what,
        about=_people(row.n),
        due_on=row.round_day,
        url=reverse(address, args=[of.pk]) + f"?dot={row.round_day.isoformat()}",
        button=button,
        why=source_line(days),
        rule=days.code,
        owner=of.short_name,
        owner_path=of.path,
        count=row.n,
    )


def _page(state: str) -> tuple[str, str]:
    if state == BadgeState.APPROVED:
        return "members:give_badges", _("Ghi trao tặng")
    return "members:decide_badges", _("Ghi quyết định")


def _people(count: int) -> str:
    return ngettext("{n} đảng viên", "{n} đảng viên", count).format(n=count)


def cards_waiting(found: Sequence[Counted], of: Branch, on: date) -> list[Due]:
    """Members recognised months ago who have no card yet: one line."""
    first = min((one.recognised_on for one in found if one.recognised_on), default=None)
    if first is None:
        return []
    months, count = rule("status.card_notice_months", on), sum(one.cards for one in found)
    return [
        Due(
            kind="card_waiting",
            what=_card_words(),
            about=_people(count),
            due_on=add_months(first, months.months),
            url=reverse("members:cards", args=[of.pk]),
            button=_("Xem danh sách"),
            why=source_line(months),
            rule=months.code,
            owner=of.short_name,
            owner_path=of.path,
            count=count,
        )
    ]


def _card_words() -> str:
    return _("Phát thẻ đảng viên")


def card_tallies(by_unit: Sequence[Sum], on: date) -> list[Tally]:
    """The same, counted by unit; the longest wait of each."""
    if not by_unit:
        return []
    months = rule("status.card_notice_months", on)
    why = source_line(months)
    return [
        Tally(
            "card_waiting",
            _card_words(),
            one.unit,
            one.count,
            add_months(one.first, months.months),
            why,
            months.code,
            each=False,
        )
        for one in by_unit
        if one.first
    ]
