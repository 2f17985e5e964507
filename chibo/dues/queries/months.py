"""Months as their first days."""

from collections.abc import Iterator
from datetime import date, timedelta

from chibo.rulebook.queries import add_months


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return add_months(month, 1)


def last_day(month: date) -> date:
    return next_month(month) - timedelta(days=1)


def months_between(first: date, last: date) -> Iterator[date]:
    """Both included, oldest first."""
    while first <= last:
        yield first
        first = next_month(first)


def months_of_year(year: int) -> list[date]:
    return [date(year, month, 1) for month in range(1, 13)]
