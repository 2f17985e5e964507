"""Party age: from the day of the decision of admission, without the time outside the Party.

An interruption is a half-open stretch of days [left, came back); stretches may come in any order.
"""

from collections.abc import Iterable
from datetime import date

from chibo.rulebook.queries import add_months

Interruption = tuple[date, date]
_YEAR = 12


def reached_on(joined: date, years: int, interruptions: Iterable[Interruption] = ()) -> date:
    """The day that many years of Party age are full: put off by every day outside before it."""
    reached = add_months(joined, _YEAR * years)
    for left, back in _apart(interruptions, joined):
        if left < reached:
            reached += back - left
    return reached


def party_years(joined: date, on: date, interruptions: Iterable[Interruption] = ()) -> int:
    """Whole years of Party age on a day; 0 before the first is full."""
    known = list(interruptions)
    years = max(on.year - joined.year, 0)
    while years and reached_on(joined, years, known) > on:
        years -= 1
    return years


def outside_days(joined: date, on: date, interruptions: Iterable[Interruption]) -> int:
    """Days outside the Party between joining and a day."""
    apart = _apart(interruptions, joined)
    return sum((min(back, on) - left).days for left, back in apart if left < on)


def _apart(interruptions: Iterable[Interruption], since: date) -> list[Interruption]:
    """The stretches in order, without what lies before `since`; overlapping ones are joined."""
    apart: list[Interruption] = []
    for left, back in sorted((max(left, since), back) for left, back in interruptions):
        if left >= back:
            continue
        if apart and left <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], back))
        else:
            apart.append((left, back))
    return apart
