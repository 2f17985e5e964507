"""What a paper says around its body: number, date, grounds, recipients, marks of headings."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.base.papers import Block, Column, Heading, Paragraph, Signature, Table, layout_on
from chibo.base.papers.heads import HeadCell, head_cells
from chibo.base.papers.numbering import heading_marks, point, roman
from chibo.base.papers.printable import ZERO_WIDTH_SPACE, breakable, cleaned, printable
from chibo.base.tests.papers_samples import cells_table, letter, minutes, six_month_report


def test_a_number_below_ten_gets_a_zero() -> None:
    assert six_month_report().number_line == "Số 05-BC/ĐU"


def test_a_number_above_ten_stays_as_it_is() -> None:
    assert replace(six_month_report(), number=128).number_line == "Số 128-BC/ĐU"


def test_a_paper_without_number_leaves_room_to_write_it() -> None:
    assert letter().number_line == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-CV/ĐU"


def test_a_paper_without_symbol_has_no_number_line() -> None:
    assert replace(minutes(), symbol="").number_line == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 7, 5), "Mường Sang, ngày 05 tháng 7 năm 2018"),
        (date(2026, 2, 5), "Mường Sang, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "Mường Sang, ngày 10 tháng 01 năm 2026"),
        (date(2018, 12, 31), "Mường Sang, ngày 31 tháng 12 năm 2018"),
    ],
)
def test_small_days_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert replace(minutes(), signed_on=day).place_line == words


def test_the_date_of_a_paper_not_yet_signed_has_gaps() -> None:
    gap = "\u00a0" * 6
    assert letter().place_line == f"Mường Sang, ngày{gap}tháng{gap}năm{gap}"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2015, 1, 1), "36-HD/VPTW"),
        (date(2018, 4, 3), "36-HD/VPTW"),
        (date(2026, 5, 26), "36-HD/VPTW"),
        (date(2026, 5, 27), "05-HD/VPTW"),
    ],
)
def test_the_layout_is_the_one_in_force_on_the_day(day: date, name: str) -> None:
    assert layout_on(day).name == name
    assert replace(minutes(), signed_on=day).regime.name == name


def test_a_paper_not_yet_signed_takes_the_newest_layout() -> None:
    assert letter().regime.name == "05-HD/VPTW"


def test_each_ground_ends_with_a_semicolon_whatever_was_typed() -> None:
    paper = replace(minutes(), grounds=["Căn cứ Điều lệ Đảng,", "Căn cứ Quy chế làm việc;"])
    assert paper.ground_lines == ["- Căn cứ Điều lệ Đảng;", "- Căn cứ Quy chế làm việc;"]


def test_recipients_stand_one_per_line_and_the_archive_ends_them() -> None:
    assert six_month_report().recipient_lines == [
        "- Ban Thường vụ Huyện ủy,",
        "- Ban Tổ chức Huyện ủy,",
        "- Các chi bộ trực thuộc,",
        "- Lưu Đảng ủy.",
    ]


def test_three_people_cannot_sign_one_paper() -> None:
    with pytest.raises(ValueError, match="one person or by two"):
        replace(minutes(), signatures=[Signature("BÍ THƯ")] * 3)


def test_headings_are_counted_and_start_again_below_a_higher_one() -> None:
    blocks: list[Block] = [
        Heading("A"),
        Heading("a", 2),
        Heading("x", 3),
        Paragraph("…"),
        Heading("y", 3),
        Heading("b", 2),
        Heading("z", 3),
        Heading("Không số", 1, numbered=False),
        Heading("B"),
        Heading("c", 2),
    ]
    marks = ["I- ", "1. ", "a) ", "", "b) ", "2. ", "a) ", "", "II- ", "1. "]
    assert heading_marks(blocks, layout_on(date(2018, 7, 5)).heading_marks) == marks


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [point(number) for number in (1, 4, 5, 6, 7, 8, 23, 24)] == [
        "a", "d", "đ", "e", "g", "h", "y", "aa",
    ]  # fmt: skip


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 19, 20)] == [
        "I", "IV", "IX", "XIV", "XIX", "XX",
    ]  # fmt: skip


def test_neighbours_of_one_group_share_a_head() -> None:
    group = "Đảng viên đến 30/6/2018"
    assert head_cells(cells_table().columns) == [
        HeadCell("TT", 0, 0, rows=2),
        HeadCell("Chi bộ", 0, 1, rows=2),
        HeadCell(group, 0, 2, columns=3),
        HeadCell("Tổng số", 1, 2),
        HeadCell("Chính thức", 1, 3),
        HeadCell("Dự bị", 1, 4),
    ]


def test_a_row_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells, the table 2 columns"):
        Table([Column("TT"), Column("Chi bộ")], [["1"]])


@pytest.mark.parametrize("columns", [[], [Column("TT", 0)], [Column("TT", -1)]])
def test_a_table_without_width_is_refused(columns: list[Column]) -> None:
    with pytest.raises(ValueError, match="columns wider than nothing"):
        Table(columns, [])


def test_text_is_composed_and_loses_what_cannot_be_printed() -> None:
    decomposed = "Đa\u0309ng u\u0309y\x00\r\nMươ\u0300ng\x0b Sang\ud800"
    assert printable(decomposed) == "Đảng ủy\nMường Sang"


def test_every_text_of_a_paper_is_cleaned() -> None:
    dirty = replace(minutes(), issuer="CHI BO\u0323\x07", blocks=[Heading("Vu\u0323")])
    clean = cleaned(dirty)
    assert (clean.issuer, clean.blocks) == ("CHI BỌ", (Heading("Vụ"),))


def test_only_words_that_could_not_fit_may_break() -> None:
    assert breakable("đảng viên abcdefgh", 4) == "đảng viên " + ZERO_WIDTH_SPACE.join("abcdefgh")
