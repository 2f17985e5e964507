from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.figures import Rounding
from chibo.base.text import format_number, parse_decimal
from chibo.reports.wording import (
    bounded,
    compared,
    difference,
    is_bound,
    last_term,
    of_base,
    part_of,
    roughly,
    share_text,
)

counts = st.integers(min_value=0, max_value=10**7)
marks = st.integers(min_value=1, max_value=10**7)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (6, 4, "tăng 2 so với cùng kỳ năm trước, bằng 150%"),
        (224, 220, "tăng 4 so với cùng kỳ năm trước, bằng 101,82%"),
        (3, 4, "giảm 1 so với cùng kỳ năm trước, bằng 75%"),
        (4, 4, "không tăng, không giảm so với cùng kỳ năm trước"),
        (0, 0, "không tăng, không giảm so với cùng kỳ năm trước"),
        (4, 0, "tăng 4 so với cùng kỳ năm trước (cùng kỳ không có)"),
        (0, 4, "giảm 4 so với cùng kỳ năm trước"),
        (4, None, "chưa có số liệu cùng kỳ năm trước"),
        (None, 4, ""),
    ],
)
def test_a_comparison_is_said_as_the_trade_says_it(
    now: int | None, before: int | None, words: str
) -> None:
    assert compared(now, before) == words


def test_a_term_is_compared_with_the_term_before() -> None:
    assert compared(40, 28, beside=last_term()) == "tăng 12 so với nhiệm kỳ trước, bằng 142,86%"
    assert (
        compared(4, 0, beside=last_term())
        == "tăng 4 so với nhiệm kỳ trước (nhiệm kỳ trước không có)"
    )
    assert compared(4, None, beside=last_term()) == "chưa có số liệu nhiệm kỳ trước"


@given(counts)
def test_a_rounded_number_is_true_and_never_far(value: int) -> None:
    words = roughly(value)

    if is_bound(words):
        assert bounded(words, value)
        mark = parse_decimal(words.split()[1])
        assert abs(mark - value) * 2 <= value
    else:
        assert words == format_number(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (19, "19"),
        (20, "20"),
        (21, "trên 20"),
        (99, "gần 100"),
        (224, "trên 200"),
        (249, "gần 250"),
        (550, "550"),
        (553, "trên 550"),
        (597, "gần 600"),
        (10225, "trên 10.000"),
    ],
)
def test_numbers_are_rounded_as_people_say_them(value: int, words: str) -> None:
    assert roughly(value) == words


def test_a_ratio_carries_its_base() -> None:
    assert of_base(90, 224, "đảng viên", Rounding()) == "90/224 đảng viên, đạt 40,18%"
    assert part_of(78, 224, "đảng viên", Rounding()) == "78/224 đảng viên, chiếm 34,82%"
    assert of_base(16, 16, "chi bộ", Rounding()) == "16/16 chi bộ, đạt 100%"
    assert of_base(0, 0, "chi bộ", Rounding()) == "0/0 chi bộ"
    assert of_base(185, 192, "đảng viên", Rounding(2, "truncate")).endswith("96,35%")


def test_only_an_exactly_whole_share_drops_its_decimals() -> None:
    assert share_text(9999, 10000, Rounding(1)) == "99,9%"
    assert share_text(1, 3, Rounding(0)) == "33%"
    assert share_text(1, 8, Rounding()) == "12,50%"
    assert share_text(1, 2, Rounding()) == "50%"


@given(counts, counts)
def test_the_difference_leads_from_one_number_to_the_other(now: int, before: int) -> None:
    words = difference(now, before)
    step = 0 if words == "0" else int(parse_decimal(words.split()[1]))

    assert before + (step if now >= before else -step) == now


@given(counts, marks)
def test_above_is_said_only_above(value: int, mark: int) -> None:
    assert bounded(f"trên {format_number(mark)}", value) == (value > mark)
    assert bounded(f"dưới {format_number(mark)}", value) == (value < mark)


@given(counts, marks)
def test_nearly_is_below_and_a_little_more_is_above(value: int, mark: int) -> None:
    if bounded(f"gần {mark}", value):
        assert Decimal(mark) * 9 / 10 <= value < mark
    if bounded(f"hơn {mark}", value):
        assert mark < value <= Decimal(mark) * 11 / 10
    if bounded(f"khoảng {mark}", value):
        assert abs(value - mark) * 20 <= mark


def test_seed_550_is_said_of_553_and_not_of_550() -> None:
    assert [bounded("trên 550", value) for value in (549, 550, 551, 553)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("words", ["trên", "550", "trên trời", "hơn mười", "trên 1,234", ""])
def test_other_words_are_no_bound(words: str) -> None:
    assert not is_bound(words)
    with pytest.raises(ValueError) as said:  # noqa: PT011 (the words themselves are the message)
        bounded(words, 5)
    assert str(said.value) == words
