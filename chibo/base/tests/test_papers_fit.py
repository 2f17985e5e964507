"""What a clerk would not send out: a page for one line, a date cut in two, a list that looks like a document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from chibo.base.papers import (
    Block,
    Column,
    Lines,
    Paper,
    Paragraph,
    Run,
    Signature,
    Signing,
    Table,
    layout_on,
    to_docx,
    to_pdf,
)
from chibo.base.papers.pdf import fitted
from chibo.base.papers.widths import column_widths
from chibo.base.tests.papers_reading import lines_of, pages_of, words_of
from chibo.base.tests.papers_samples import minutes

SECRETARY = Signature("BÍ THƯ", "Hà Văn An", authority="T/M CHI BỘ")


def resolution(blocks: Sequence[Block]) -> Paper:
    return Paper(
        parent="ĐẢNG BỘ XÃ MƯỜNG SANG",
        issuer="CHI BỘ BẢN VẶT",
        place="Mường Sang",
        signed_on=None,
        symbol="NQ/CB",
        kind="NGHỊ QUYẾT",
        summary="đề nghị kết nạp đảng viên",
        blocks=blocks,
        signatures=[SECRETARY],
    )


def paragraphs(count: int) -> list[Block]:
    return [Paragraph(f"Đoạn {number}.") for number in range(count)]


def register(rows: Sequence[Sequence[str]] = (("1", "Lò Thị An"),)) -> Paper:
    return Paper(
        parent="ĐẢNG BỘ TỈNH SƠN LA",
        issuer="ĐẢNG ỦY XÃ MƯỜNG SANG",
        place="",
        signed_on=None,
        printed_on=date(2026, 11, 22),
        symbol="",
        kind="SỔ THEO DÕI",
        summary="phát thẻ đảng viên",
        blocks=[Table([Column("TT", 1, "center"), Column("Họ và tên", 6)], rows)],
        landscape=True,
    )


# ------------------------------------------------------------------ the last page


def test_a_page_for_a_few_lines_is_saved() -> None:
    """Whatever the length: a second page is only begun for more than the air of the first could hold."""
    for length in range(10, 34):
        paper = resolution(paragraphs(length))
        loose = len(pages_of(to_pdf(replace(paper, layout=layout_on(date(2026, 11, 22))))))
        close = len(pages_of(to_pdf(paper)))
        assert close <= loose
        if 19 <= length <= 22:
            assert (loose, close) == (2, 1), length


def test_what_fills_its_pages_is_left_as_the_rule_says() -> None:
    for length in (5, 45):
        (paper,) = fitted([resolution(paragraphs(length))])
        assert paper.layout is None


def test_word_is_set_as_tight_as_the_pdf() -> None:
    long, short = resolution(paragraphs(20)), resolution(paragraphs(3))
    document = Document(BytesIO(to_docx(short, long)))
    body = [one for one in document.paragraphs if one.text.startswith("Đoạn")]
    spaced = [one.paragraph_format.line_spacing for one in body]
    tight = fitted([long])[0].regime.line_pt
    assert [space.pt if space else None for space in spaced] == [None] * 3 + [tight] * 20


@pytest.mark.parametrize("count", range(20, 34))
def test_a_signature_takes_lines_to_write_on_along(count: int) -> None:
    last = pages_of(to_pdf(resolution([Paragraph("Nhận xét:"), Lines(count)])))[-1]
    before = last[: last.index("T/M CHI BỘ")]
    assert before.count("....") > 1


@pytest.mark.parametrize("length", range(14, 34))
def test_a_signature_inside_the_body_takes_what_stands_before_it_along(length: int) -> None:
    boxes = Table([Column("Ô", 1), Column("Ký", 4)], [["1", "\n\n\n"]] * 4, together=True)
    paper = resolution([*paragraphs(length), Signing([SECRETARY]), boxes])
    for page in pages_of(to_pdf(replace(paper, signatures=[]))):
        if "T/M CHI BỘ" in page:
            assert f"Đoạn {length - 1}." in page


def test_a_table_kept_together_is_on_one_page() -> None:
    boxes = Table(
        [Column("Ô", 1), Column("Ký", 4)], [[f"ô{n}", "\n\n\n"] for n in range(5)], together=True
    )
    for length in range(5, 22):
        pages = pages_of(to_pdf(resolution([*paragraphs(length), boxes])))
        assert [all(f"ô{n}" in page for n in range(5)) for page in pages if "ô0" in page] == [True]


# ------------------------------------------------------------------ numbers stay whole


def test_a_date_is_never_cut_however_narrow_its_column() -> None:
    columns = [Column("TT", 1), Column("Họ và tên", 9), Column("Sinh", 1), Column("Số thẻ", 1)]
    table = Table(columns, [["200", "Lò Thị An", "26/02/2003", "149000001006"]])
    lines = lines_of(pages_of(to_pdf(resolution([table])))[0])
    assert {"26/02/2003", "149000001006", "200"} <= set(" ".join(lines).split())
    widths = column_widths(table, layout_on(date(2026, 11, 22)), 165)
    assert sum(widths) == pytest.approx(165)


def test_widths_stay_as_asked_where_nothing_is_too_narrow() -> None:
    table = Table([Column("TT", 1), Column("Họ và tên", 4)], [["1", "Lò Thị An"]])
    assert column_widths(table, layout_on(date(2026, 11, 22)), 100) == [20, 80]


def test_more_numbers_than_a_page_is_wide_are_broken() -> None:
    table = Table([Column("Số", 1)] * 12, [["149000001006"] * 12])
    assert column_widths(table, layout_on(date(2026, 11, 22)), 120) == [10.0] * 12


@pytest.mark.parametrize("filler", range(0, 40, 3))
def test_the_number_of_a_paper_stays_on_one_line(filler: int) -> None:
    text = (
        f"{'a' * filler} kết nạp theo Quyết định số 53-QĐ/ĐU, và Quyết định số 1361-CV/BTCTW nữa."
    )
    words = words_of(to_pdf(resolution([Paragraph(text * 3)])))
    assert words.count("53-QĐ/ĐU") == words.count("1361-CV/BTCTW") == 3


# ------------------------------------------------------------------ lists


def test_a_register_has_no_number_no_star_and_nobody_signs_it() -> None:
    lines = lines_of(pages_of(to_pdf(register()))[0])
    assert not {"*", "T/M BAN THƯỜNG VỤ", "Nơi nhận:"} & set(lines)
    assert not [line for line in lines if line.startswith("Số ")]
    assert "In ngày 22/11/2026" in lines


def test_a_register_on_its_side_is_so_in_word() -> None:
    document = Document(BytesIO(to_docx(register())))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "In ngày 22/11/2026" in " ".join(cells) and "*" not in cells


def test_two_hundred_rows_keep_their_head_on_every_page() -> None:
    rows = [[str(n), f"Nguyễn Hoàng Công Tằng Tôn Nữ Thị Phương Quỳnh {n}"] for n in range(1, 201)]
    pages = pages_of(to_pdf(register(rows)))
    assert len(pages) > 3 and all("Họ và tên" in page for page in pages)
    assert "Phương Quỳnh 200" in words_of(to_pdf(register(rows)))


def test_what_a_body_resolves_stands_in_the_middle() -> None:
    resolves = Paragraph((Run("BAN THƯỜNG VỤ HUYỆN ỦY QUYẾT ĐỊNH:", bold=True),), centred=True)
    document = Document(BytesIO(to_docx(replace(minutes(), blocks=[resolves]))))
    (found,) = [one for one in document.paragraphs if "QUYẾT ĐỊNH" in one.text]
    assert (found.alignment, found.paragraph_format.first_line_indent) == (1, 0)
