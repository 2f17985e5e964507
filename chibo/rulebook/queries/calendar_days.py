"""Counting days: calendar days, months, years and working days (ngày làm việc)."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chibo.rulebook.queries.keeping import kept_with_the_book

_SATURDAY = 5


def ahead(day: date, count: int) -> date:
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, count: int) -> date:
    return add_months(day, 12 * count)


def is_working_day(day: date) -> bool:
    """Monday to Friday, less the public holidays of the year, plus weekend days swapped into work.

    Raises NoRuleOnDay for a year whose holidays are not in the rulebook.
    """
    return _works(day, _year_of(day))


def _year_of(day: date) -> Mapping[str, Any]:
    # Rules know how to count working days and working days are themselves rules: met at call time.
    from chibo.rulebook.queries.book import rule

    return rule("calendar.year", on=day).table()


def _works(day: date, year: Mapping[str, Any]) -> bool:
    if day in year["days_off"]:
        return False
    return day.weekday() < _SATURDAY or day in year["working_weekends"]


@kept_with_the_book
def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself is not counted, zero gives it back."""
    years: dict[int, Mapping[str, Any]] = {}
    while count > 0:
        day = ahead(day, 1)
        if day.year not in years:
            years[day.year] = _year_of(day)
        count -= _works(day, years[day.year])
    return day
