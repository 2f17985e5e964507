"""What is due as a month: days with their dots, holidays, and lines day by day."""

from calendar import Calendar, monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import NoRuleOnDay, rule
from chibo.web.queries.folding import folded, list_url
from chibo.web.queries.tasks import LATE, MONTH, SOON, all_due, band_of, tasks_in

_DOTS = {LATE: "bad", SOON: "warn"}
_MOST_DOTS = 3
# A province has a hundred lines a month: a page shows about so many, and of each day no fewer than two.
_MOST_LINES, _FEWEST_A_DAY = 48, 2
# Days off this close to lunar new year are said to be its own.
_NEW_YEAR = (timedelta(days=-4), timedelta(days=9))


@dataclass(frozen=True)
class Month:
    title: str
    weeks: list[list[dict[str, Any]]]
    before: str
    after: str


@dataclass(frozen=True)
class Day:
    """A day of the list under a month with its first lines and how many more there are; or days of one holiday
    without any, to `until`."""

    day: date
    holiday: str
    lines: list[Due]
    until: date | None = None
    more: int = 0

    @property
    def url(self) -> str:
        return list_url(han=self.day.isoformat())


def due_by(user: User, branch: Branch, today: date, day: date) -> list[Due]:
    """What is due, looking far enough ahead to know of a day to come: lines are spoken of some weeks
    before their day, so the list is asked as it will stand at the beginning of that month."""
    on = today if (day - today).days <= MONTH else max(today, day.replace(day=1))
    return all_due(user, branch if on == today else replace(branch, on=on), on)


def month(lines: Sequence[Due], first: date, on: date) -> Month:
    """The month that begins on `first`; a day with deadlines opens their list."""
    by_day: dict[date, list[Due]] = {}
    for line in lines:
        if line.deadline:
            by_day.setdefault(line.deadline, []).append(line)
    off = holidays(first)
    weeks = [
        [_day(day, first, by_day.get(day, []), on, off) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = first - timedelta(days=1), last_of(first) + timedelta(days=1)
    title = _("Tháng {month}/{year}").format(month=first.month, year=first.year)
    return Month(title, weeks, f"{before:%Y-%m}", f"{after:%Y-%m}")


def last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _day(
    day: date, first: date, lines: list[Due], on: date, off: Mapping[date, str]
) -> dict[str, Any]:
    if day.month != first.month:
        return {}
    shown: dict[str, Any] = {"day": day.day, "today": day == on, "off": off.get(day, "")}
    if lines:
        shown["url"] = list_url(han=day.isoformat())
        shown["dots"] = [_DOTS.get(band_of(line, on), "") for line in lines[:_MOST_DOTS]]
        shown["label"] = _("{n} việc đến hạn").format(n=tasks_in(lines))
    return shown


def holidays(first: date) -> dict[date, str]:
    """Days off of the month by the rulebook's calendar; none for a year it does not know."""
    try:
        year = rule("calendar.year", first).table()
    except NoRuleOnDay:
        return {}
    new_year = year["lunar_new_year"]
    return {
        day: _("Nghỉ Tết Nguyên đán")
        if _NEW_YEAR[0] <= day - new_year <= _NEW_YEAR[1]
        else _("Nghỉ lễ")
        for day in year["days_off"]
        if day.month == first.month
    }


def agenda(lines: Sequence[Due], first: date) -> list[Day]:
    """Days of the month that hold something, in order; equal lines of a day as one. Of a full month every day
    shows its first lines."""
    off = holidays(first)
    found = {
        day: folded(same, day.isoformat())
        for day, same in _by_day(lines)
        if (day.year, day.month) == (first.year, first.month)
    }
    share = _share(list(found.values()))
    days: list[Day] = []
    for day in sorted(found.keys() | off):
        of_day = found.get(day, [])
        shown = of_day[:share]
        one = Day(day, off.get(day, ""), shown, more=len(of_day) - len(shown))
        if days and _goes_on(days[-1], one):
            days[-1] = replace(days[-1], until=day)
        else:
            days.append(one)
    return days


def _share(days: Sequence[Sequence[Due]]) -> int:
    """How many lines of each day are shown."""
    whole = sum(len(lines) for lines in days)
    return whole if whole <= _MOST_LINES else max(_FEWEST_A_DAY, _MOST_LINES // len(days))


def _goes_on(before: Day, one: Day) -> bool:
    """The same holiday on the next day, with nothing to do on either."""
    next_day = (before.until or before.day) + timedelta(days=1) == one.day
    return next_day and before.holiday == one.holiday and not before.lines and not one.lines


def _by_day(lines: Sequence[Due]) -> Iterator[tuple[date, list[Due]]]:
    dated = sorted((line for line in lines if line.deadline), key=lambda line: line.order)
    for day, group in groupby(dated, key=lambda line: line.deadline):
        if day:
            yield day, list(group)
