"""Drawings on paper: what they show stands in the file as words, the Word file says it to who cannot see it."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.base.papers import Block, Column, Drawing, Paper, Paragraph, Table, to_docx, to_pdf
from chibo.base.papers.data import as_data, from_data
from chibo.base.papers.drawing import Bar, Share, Step, bars, shares, steps
from chibo.base.stepping import stepped
from chibo.base.tests.papers_reading import pages_of, words_of

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = ("Đảng viên", "Trong đó nữ")


def words_in(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter(f"{SVG}text")]


def boxes_in(svg: str) -> list[tuple[float, str]]:
    """Width and fill of every box."""
    found = ET.fromstring(svg).iter(f"{SVG}rect")
    return [(float(one.attrib["width"]), one.attrib["fill"]) for one in found]


def paper(*drawings: Drawing) -> Paper:
    table = Table([Column("Chi bộ", 6), Column("Đảng viên", 2)], [["Chi bộ Trên", "45"]])
    blocks: list[Block] = [Paragraph("Kèm biểu đồ."), *drawings, table]
    return Paper("ĐẢNG ỦY XÃ MƯỜNG MẪU", "Mường Mẫu", date(2026, 7, 5), "BC/ĐU", "thử", blocks)


def test_a_bar_is_as_long_as_its_number_and_its_part() -> None:
    (svg,) = bars([Bar("Trên", 40, "40 (nữ 10)", 10), Bar("Dưới", 20, "20", 0)], LEGEND)
    assert words_in(svg) == [*LEGEND, "Trên", "40 (nữ 10)", "Dưới", "20"]
    whole, part, half = [width for width, _fill in boxes_in(svg)[2:]]
    assert (part / whole, half / whole) == (0.25, 0.5)


def test_words_are_never_markup() -> None:
    (svg,) = bars([Bar("<b>Trên & dưới</b>", 1, "1\x00")])
    assert words_in(svg) == ["<b>Trên & dưới</b>", "1"]


def test_a_hundred_cells_are_drawn_page_after_page_on_one_scale() -> None:
    drawn = bars([Bar(f"Chi bộ {n}", n, str(n)) for n in range(1, 101)])
    names = [word for svg in drawn for word in words_in(svg) if word.startswith("Chi bộ")]
    assert names == [f"Chi bộ {n}" for n in range(1, 101)]
    per_member = {round(width / float(n), 2) for svg in drawn for n, width in _numbered(svg)}
    assert per_member == {2.1}


def _numbered(svg: str) -> list[tuple[str, float]]:
    numbers = [word for word in words_in(svg) if word.isdigit()]
    return list(zip(numbers, (width for width, _fill in boxes_in(svg)), strict=True))


def test_a_long_name_is_cut_and_says_so() -> None:
    (svg,) = bars([Bar("Chi bộ Trường Phổ thông dân tộc bán trú Trung học cơ sở", 1, "1")])
    assert re.fullmatch(r"Chi bộ Trường Phổ .*…", words_in(svg)[0])


def test_steps_say_where_their_scale_begins() -> None:
    grown = [Step("Đầu kỳ", 224, "224"), Step("Kết nạp", 4, "+4"), Step("Cuối kỳ", 228, "228")]
    emptied = [Step("Đầu kỳ", 2, "2"), Step("Từ trần", -2, "−2"), Step("Cuối kỳ", 0, "0")]
    svg, origin = steps(grown)
    assert (words_in(svg)[:4], origin) == (["Đầu kỳ", "224", "Kết nạp", "+4"], 220)
    assert steps(emptied)[1] == 0


@settings(deadline=None)
@given(st.integers(2_700, 5_000), st.lists(st.integers(-300, 300), min_size=1, max_size=9))
def test_every_step_begins_where_the_one_before_ended(opening: int, moved: Sequence[int]) -> None:
    spans, origin = stepped([opening, *moved, opening + sum(moved)], 1000)
    assert [one.before for one in spans[1:]] == [one.reached for one in spans[:-1]]
    assert all(one.start in (one.before, one.reached, 0) for one in spans)
    assert origin <= min([opening, opening + sum(moved)])


def test_shares_of_a_year_fill_its_bar_and_name_their_marks() -> None:
    svg = shares(
        [
            Share("Năm 2024", [("1", 3, 0), ("2", 9, 1)]),
            Share("Năm 2025", [("1", 0, 0), ("2", 4, 1)]),
        ]
    )
    assert words_in(svg) == ["Năm 2024", "1: 3", "2: 9", "Năm 2025", "2: 4"]
    three, nine, four = [width for width, _fill in boxes_in(svg)]
    assert (round(three + nine), round(nine / three)) == (round(four), 3)


def test_only_greys_are_used() -> None:
    drawn = [
        *bars([Bar("Trên", 4, "4", 1)], LEGEND),
        steps([Step("Đầu", 9, "9"), Step("Đi", -1, "−1"), Step("Cuối", 8, "8")])[0],
        shares([Share("Năm", [(str(n), 1, n) for n in range(4)])]),
    ]
    fills = {fill for svg in drawn for _width, fill in boxes_in(svg)}
    assert all(fill[1:3] == fill[3:5] == fill[5:7] for fill in fills)


def test_on_paper_its_words_can_be_found_and_read_aloud() -> None:
    (svg,) = bars([Bar("Chi bộ bản Ướt", 45, "45")])
    drawing = Drawing(svg, "Đảng viên theo chi bộ", "Dài nhất là Chi bộ bản Ướt")
    printed = to_pdf(paper(drawing))
    assert "Chi bộ bản Ướt 45" in words_of(printed)
    assert len(pages_of(printed)) == 1
    word = Document(BytesIO(to_docx(paper(drawing))))
    (placed,) = word.inline_shapes
    assert placed._inline.docPr.get("descr") == "Dài nhất là Chi bộ bản Ướt"


def test_a_paper_kept_as_data_has_its_drawings() -> None:
    made = paper(Drawing("<svg xmlns='http://www.w3.org/2000/svg'/>", "Biểu đồ", "Trống"))
    assert as_data(from_data(as_data(made))) == as_data(made)
