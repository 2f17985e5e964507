"""The days of a year a pattern names: the 5th of every month, the first Saturday of every quarter's last month."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo.rulebook.queries import NoRuleOnDay, rule

LAST = -1
_WEEK = 7


@dataclass(frozen=True)
class Pattern:
    """Either `day` of the month (the last one of a shorter month), or the `nth` `weekday` of it
    (Monday is 0; LAST is the last one). `off_holidays` moves a public holiday to the next day that is none.
    """

    months: Sequence[int]
    day: int = 0
    nth: int = 0
    weekday: int = 0
    off_holidays: bool = False

    def days(self, year: int) -> list[date]:
        found = [self._in(year, month) for month in self.months]
        return [_off_holidays(day) for day in found] if self.off_holidays else found

    def _in(self, year: int, month: int) -> date:
        length = monthrange(year, month)[1]
        if self.day:
            return date(year, month, min(self.day, length))
        if self.nth == LAST:
            last = date(year, month, length)
            return last - timedelta((last.weekday() - self.weekday) % _WEEK)
        first = date(year, month, 1)
        ahead = (self.weekday - first.weekday()) % _WEEK + _WEEK * (self.nth - 1)
        return first + timedelta(ahead)


def _off_holidays(day: date) -> date:
    """Weekends stay: cells meet on them. A year whose holidays are not known yet moves nothing."""
    while _is_holiday(day):
        day += timedelta(1)
    return day


def _is_holiday(day: date) -> bool:
    try:
        return day in rule("calendar.year", day).table()["days_off"]
    except NoRuleOnDay:
        return False
