"""Periods by the names reports go by."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.periods import Period

NAMED = st.one_of(
    st.builds(Period.year, st.integers(1931, 2090)),
    st.builds(Period.half, st.integers(1931, 2090), st.integers(1, 2)),
    st.builds(Period.quarter, st.integers(1931, 2090), st.integers(1, 4)),
    st.builds(Period.nine_months, st.integers(1931, 2090)),
    st.builds(Period.month, st.integers(1931, 2090), st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("code", "first", "last", "label", "span"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "năm 2018", "year"),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31), "6 tháng cuối năm 2018", "half"),
        ("2018-Q3", date(2018, 7, 1), date(2018, 9, 30), "quý III năm 2018", "quarter"),
        ("2018-9T", date(2018, 1, 1), date(2018, 9, 30), "9 tháng đầu năm 2018", "nine_months"),
        ("2020-M02", date(2020, 2, 1), date(2020, 2, 29), "tháng 2 năm 2020", "month"),
        (
            "2018-03-05..2018-03-09",
            date(2018, 3, 5),
            date(2018, 3, 9),
            "từ 05/03/2018 đến 09/03/2018",
            "",
        ),
    ],
)
def test_a_code_names_its_days(code: str, first: date, last: date, label: str, span: str) -> None:
    period = Period.parse(code)

    assert (period, period.code, period.label, period.span) == (
        Period(first, last),
        code,
        label,
        span,
    )


@pytest.mark.parametrize("text", ["2018-M13", "2018-M0", "2018-Q5", "2018-H3", "2018-8T", "18-Q1"])
def test_what_is_no_period_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="Kỳ báo cáo viết như 2018"):
        Period.parse(text)


@given(NAMED)
def test_every_named_period_is_read_back_from_its_code(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(NAMED)
def test_the_year_before_has_the_same_name(period: Period) -> None:
    """A whole February stays one, in leap years and others."""
    assert period.a_year_before().span == period.span
    assert period.a_year_before().first.year == period.first.year - 1
