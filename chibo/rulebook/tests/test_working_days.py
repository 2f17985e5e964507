from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.rulebook.queries import NoRuleOnDay, is_working_day, rule, working_days_after

DAYS = st.dates(date(2005, 1, 1), date(2034, 12, 31))
COUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    "day",
    [
        date(2007, 2, 17),
        date(2018, 2, 16),
        date(2020, 1, 25),
        date(2021, 2, 12),
        date(2022, 2, 1),
        date(2023, 1, 22),
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2026, 2, 17),
        date(2030, 2, 2),
    ],
)
def test_lunar_new_year_falls_on_its_day(day: date) -> None:
    assert rule("calendar.year", on=day).table()["lunar_new_year"] == day
    assert not is_working_day(day)


def test_a_holiday_on_a_sunday_is_given_back() -> None:
    assert not is_working_day(date(2026, 4, 27))


def test_a_saturday_swapped_for_a_bridge_day_is_worked() -> None:
    assert is_working_day(date(2024, 5, 4))
    assert not is_working_day(date(2024, 4, 29))


def test_five_working_days_over_lunar_new_year() -> None:
    assert working_days_after(date(2026, 2, 13), 5) == date(2026, 2, 27)


def test_a_year_nobody_entered_is_refused() -> None:
    with pytest.raises(NoRuleOnDay, match="Tết Nguyên đán"):
        is_working_day(date(2036, 1, 4))


@given(DAYS, COUNTS)
def test_the_last_day_counted_is_a_working_day(start: date, count: int) -> None:
    end = working_days_after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert count == 0 or is_working_day(end)


@given(DAYS, COUNTS, COUNTS)
def test_counting_goes_on_where_it_stopped(start: date, first: int, second: int) -> None:
    in_two = working_days_after(working_days_after(start, first), second)
    assert in_two == working_days_after(start, first + second)


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(one: date, other: date, count: int) -> None:
    early, late = sorted((one, other))
    assert working_days_after(early, count) <= working_days_after(late, count)
