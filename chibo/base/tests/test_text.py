from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.text import (
    NotANumber,
    clean,
    clean_lines,
    document_date,
    family_and_middle,
    fold,
    format_date,
    format_decimal,
    format_number,
    format_percent,
    given_name,
    highlight,
    matches,
    name_sort_key,
    name_sort_text,
    parse_decimal,
    same_name_key,
    slug,
    text_sort_key,
    weekday_date,
)

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
)
WORDS = st.text(alphabet=LETTERS + LETTERS.upper() + "'1\u0301", max_size=7)
NAMES = st.lists(WORDS, max_size=4).map(" ".join)


def test_clean_composes_letters_and_drops_what_cannot_be_seen():
    typed = normalize("NFD", "\ufeff Đặng\u00a0 Thị\u200b\tHoà \n")
    assert clean(typed) == "Đặng Thị Hoà"


def test_lines_of_a_longer_text_stay_lines():
    typed = "\r\n Sửa  cầu \r\n\r\n- Bản Vặt\u200b\n"
    assert clean_lines(typed) == "Sửa cầu\n\n- Bản Vặt"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_fold_gives_plain_letters():
    assert fold("Đặng Thị Hoà") == "dang thi hoa"
    assert fold(normalize("NFD", "Ưng Hoàng Phúc")) == "ung hoang phuc"


def test_the_same_name_is_known_wherever_the_mark_stands():
    assert same_name_key("Hoàng Thị Hoà") == same_name_key("Hoàng Thị Hòa")
    assert same_name_key("Hoàng Thị Hoà") != same_name_key("Hoàng Thị Hoa")
    assert same_name_key("Thuý") == same_name_key(normalize("NFD", "Thúy"))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ha", "Lò Thị Hạnh"),
        ("lo ha", "Lò Thị Hà"),
        ("hạ", "Hoàng Thị Hạ"),
        ("hạ", "Lò Thị Hạnh"),
        ("hoà", "Lường Văn Hòa"),
        ("d", "Lò Văn Đức"),
        ("ngu", "Nguyễn An"),
        ("nguyê", "Nguyễn An"),
        ("", "Nguyễn An"),
    ],
)
def test_a_name_is_found(query, name):
    assert matches(query, name)
    assert matches(normalize("NFD", query), normalize("NFD", name))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("hạ", "Lò Thị Hà"),
        ("hoà", "Lường Văn Hoa"),
        ("đ", "Hà Thị Dung"),
        ("ha lo", "Lò Thị Hà"),
        ("ha ha", "Lò Thị Hà"),
    ],
)
def test_a_name_is_not_found(query, name):
    assert not matches(query, name)


def test_highlight_shows_the_words_found():
    assert highlight("lo ha", "Lò Thị Hạnh") == [
        ("Lò", True),
        (" Thị ", False),
        ("Hạnh", True),
    ]
    assert highlight("khác", "Lò Thị Hạnh") == [("Lò Thị Hạnh", False)]


@given(WORDS, NAMES)
def test_highlighted_pieces_give_the_name_back(query, name):
    assert "".join(piece for piece, _found in highlight(query, name)) == clean(name)


def test_the_last_word_is_the_given_name():
    assert (given_name("Sồng A Hảo"), family_and_middle("Sồng A Hảo")) == (
        "Hảo",
        "Sồng A",
    )
    assert (given_name("Hảo"), family_and_middle("Hảo")) == ("Hảo", "")


ROLL = [
    "Hà Văn An",
    "Hà Thị Bích",
    "Hà Thị Dung",
    "Hà Mạnh Đạt",
    "Hà Văn Đông",
    "Lò Thị Hà",
    "Hoàng Thị Hạ",
    "Lường Văn Hải",
    "Vì Văn Hải",
    "Lò Thị Hạnh",
    "Quàng Thị Hạnh",
    "Lò Văn Ôn",
    "Lò Văn Ơn",
    "Hà Văn Thương",
    "Lường Thị Út",
    "Vì Văn Ưng",
]


@pytest.mark.parametrize("order", [name_sort_key, name_sort_text])
def test_a_roll_is_in_vietnamese_order(order):
    assert sorted(sorted(ROLL), key=order) == ROLL


@given(NAMES, NAMES)
def test_stored_order_is_the_order_of_names(one, other):
    one_key, other_key = name_sort_key(one), name_sort_key(other)
    one_text, other_text = name_sort_text(one), name_sort_text(other)
    assert (one_text < other_text) == (one_key < other_key)
    assert (one_text == other_text) == (one_key == other_key)
    assert one_text == "" or one_text.isdecimal()


def test_numbers_are_written_the_vietnamese_way():
    assert format_number(10225) == "10.225"
    assert format_number(1234.5, 1) == "1.234,5"
    assert format_number(Decimal("2.5")) == "3"
    assert format_number(-0.04, 1) == "0,0"
    assert format_decimal(Decimal("1234.50")) == "1.234,50"
    assert format_percent(Decimal("95.777"), 2) == "95,78%"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("96,35", "96.35"),
        ("96.35", "96.35"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("10.225", "10225"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (" 89,5 % ", "89.5"),
        ("-12", "-12"),
        ("150 000", "150000"),
    ],
)
def test_both_signs_are_read(typed, number):
    assert parse_decimal(typed) == Decimal(number)


def test_a_number_with_two_readings_is_refused():
    with pytest.raises(NotANumber, match=r"1\.234 hoặc 1,2340"):
        parse_decimal("1,234")


@pytest.mark.parametrize("typed", ["", "x", "1.23.4", "1,2,3", "²", "١٢", "1e5", "NaN", "--1"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(NotANumber):
        parse_decimal(typed)


@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 1, 2, 4]))
def test_what_we_print_reads_back(units, places):
    number = Decimal(units).scaleb(-places)
    assert parse_decimal(format_number(number, places)) == number


def test_dates_are_written_as_in_the_office():
    assert format_date(date(2018, 7, 6)) == "06/07/2018"
    assert weekday_date(date(2018, 7, 6)) == "Thứ Sáu, 06/07/2018"
    assert weekday_date(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"
    assert document_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert document_date(date(2018, 7, 15)) == "ngày 15 tháng 7 năm 2018"


def test_places_stand_from_the_left_with_numbers_by_value():
    ordered = [
        "Bản 2",
        "Nà Bó 2",
        "Nà Bó 10",
        "Tân Lập",
        "Tân Sơn",
        "Thái Hưng",
        "Trạm Y tế",
        "Trường",
        "Xã Đông Sang",
    ]

    assert sorted(set(ordered), key=text_sort_key) == ordered


def test_a_name_becomes_an_address():
    assert slug("Đảng bộ xã Mường Sang") == "dang-bo-xa-muong-sang"
    assert slug("  Chi bộ 1/5 – Ưng ") == "chi-bo-1-5-ung"
