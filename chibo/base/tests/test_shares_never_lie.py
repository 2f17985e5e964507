"""A share is printed as none or as all only when it is."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from chibo.base.figures import Rounding, percent

Mode = Literal["half_up", "truncate"]


def test_nearly_all_is_not_all_and_hardly_any_is_not_none() -> None:
    tenths = Rounding(1)

    assert percent(9999, 10000, tenths) == Decimal("99.9")
    assert percent(1, 10000, tenths) == Decimal("0.1")
    assert percent(10001, 10000, tenths) == Decimal("100.1")
    assert [percent(n, 10000, tenths) for n in (0, 10000)] == [0, 100]
    assert percent(199, 200, Rounding(0)) == 99
    assert percent(1, 30000, Rounding(2, "truncate")) == Decimal("0.01")


@given(
    st.integers(0, 10**7),
    st.integers(1, 10**7),
    st.integers(0, 3),
    st.sampled_from(["half_up", "truncate"]),
)
def test_whatever_the_rounding(value: int, base: int, decimals: int, mode: Mode) -> None:
    shown = percent(value, base, Rounding(decimals, mode))
    exact = Fraction(value * 100, base)

    assert (shown == 0) == (exact == 0)
    assert (shown == 100) == (exact == 100)
    assert abs(Fraction(shown) - exact) <= Fraction(1, 10**decimals)
