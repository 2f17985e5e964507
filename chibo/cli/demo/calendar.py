"""Days of the demo world."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 21)  # the last day anything happens in the demo world
REORGANISED = date(2025, 7, 1)  # districts are no more; communes hang under the province

# Cells like to admit around anniversaries.
FEASTS = [(2, 3), (3, 26), (5, 19), (6, 18), (7, 20), (9, 2), (10, 14), (11, 7), (12, 22)]
# Cards and badges are handed out on four days a year.
CARD_DAYS = [(2, 3), (5, 19), (9, 2), (11, 7)]


def ceremonies(year: int, count: int) -> list[date]:
    """So many admission days spread over the feasts of a year, in order, never two on one day."""
    days = [
        date(year, month, day) + timedelta(days=turn)
        for turn in range(count // len(FEASTS) + 1)
        for month, day in FEASTS
    ]
    return sorted(days[:count])


def next_card_day(after: date) -> date:
    return next(day for day in _card_days(after.year) if day > after)


def _card_days(year: int) -> Iterator[date]:
    while True:
        yield from (date(year, month, day) for month, day in CARD_DAYS)
        year += 1


def day_between(rng: Random, first: date, last: date) -> date:
    """Some day from first to last, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def yearly(first: int, last: int, count: int) -> dict[int, list[date]]:
    """Admission days of whole years, the same number each year."""
    return {year: ceremonies(year, count) for year in range(first, last + 1)}
