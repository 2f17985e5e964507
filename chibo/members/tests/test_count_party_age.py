"""Party age counts from joining, without the time outside."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chibo.members.queries.party_age import outside_days, party_years, reached_on

joining = st.dates(date(1930, 2, 3), date(1996, 12, 31))
marks = st.sampled_from([30, 40, 45, 50, 55, 60])
stretches = st.lists(
    st.tuples(st.dates(date(1931, 1, 1), date(2050, 1, 1)), st.integers(0, 4000)).map(
        lambda told: (told[0], told[0] + timedelta(days=told[1]))
    ),
    max_size=4,
)


def test_thirty_years_from_the_day_of_joining() -> None:
    assert reached_on(date(1996, 11, 7), 30) == date(2026, 11, 7)
    assert reached_on(date(1996, 2, 29), 30) == date(2026, 2, 28)
    assert party_years(date(1996, 2, 29), date(2026, 2, 28)) == 30


def test_two_years_outside_put_it_off_by_their_days() -> None:
    outside = [(date(2001, 1, 1), date(2003, 1, 1))]

    assert reached_on(date(1996, 11, 7), 30, outside) == date(2028, 11, 6)
    assert party_years(date(1996, 11, 7), date(2026, 11, 7), outside) == 28
    assert outside_days(date(1996, 11, 7), date(2002, 1, 1), outside) == 365


def test_time_outside_after_the_mark_changes_nothing() -> None:
    later = [(date(2026, 11, 8), date(2027, 3, 1))]

    assert reached_on(date(1996, 11, 7), 30, later) == date(2026, 11, 7)


@given(joining, marks, stretches)
def test_the_days_inside_are_as_many_as_without_interruption(
    joined: date, mark: int, outside: list[tuple[date, date]]
) -> None:
    """Between joining and the mark one has been inside exactly as long as somebody never outside."""
    reached, plain = reached_on(joined, mark, outside), reached_on(joined, mark)
    inside = (reached - joined).days - outside_days(joined, reached, outside)

    assert inside == (plain - joined).days


@given(joining, marks, stretches, stretches)
def test_more_time_outside_never_brings_a_mark_forward(
    joined: date, mark: int, some: list[tuple[date, date]], more: list[tuple[date, date]]
) -> None:
    assert reached_on(joined, mark, [*some, *more]) >= reached_on(joined, mark, some)


@given(joining, st.integers(1, 90), stretches)
def test_years_are_full_on_the_day_they_are_reached_and_not_the_day_before(
    joined: date, years: int, outside: list[tuple[date, date]]
) -> None:
    reached = reached_on(joined, years, outside)

    assert party_years(joined, reached, outside) >= years
    assert party_years(joined, reached - timedelta(days=1), outside) < years


@given(joining, marks, stretches)
def test_the_order_and_overlap_of_stretches_do_not_matter(
    joined: date, mark: int, outside: list[tuple[date, date]]
) -> None:
    assert reached_on(joined, mark, [*outside, *reversed(outside)]) == reached_on(
        joined, mark, outside
    )
