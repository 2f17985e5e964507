"""The Word file opened again."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt
from docx.table import Table as WordTable

from chibo.base.papers import Column, Heading, Paper, Paragraph, Table, to_docx
from chibo.base.tests.papers_samples import cells_table, letter, minutes, six_month_report


def opened(paper: Paper) -> WordDocument:
    return Document(BytesIO(to_docx(paper)))


def said_by(document: WordDocument) -> Iterator[str]:
    """Every paragraph in order, those of tables cell by cell, merged cells once."""
    for part in document.iter_inner_content():
        if not isinstance(part, WordTable):
            yield part.text
            continue
        for cell in dict.fromkeys(cell._tc for row in part.rows for cell in row.cells):
            yield from ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)


def size_of(section: Section) -> tuple[int, int]:
    """Width and height of the pages in mm."""
    assert section.page_width and section.page_height
    return round(section.page_width.mm), round(section.page_height.mm)


def text_of(paper: Paper) -> list[str]:
    return [line for line in said_by(opened(paper)) if line]


def test_the_minutes_say_everything_in_order() -> None:
    assert text_of(minutes()) == [
        "ĐẢNG BỘ XÃ MƯỜNG SANG",
        "CHI BỘ BẢN VẶT",
        "*",
        "Số 07-BB/CB",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Mường Sang, ngày 05 tháng 7 năm 2018",
        "BIÊN BẢN",
        "sinh hoạt chi bộ thường kỳ tháng 7 năm 2018",
        "-----",
        "Thời gian: từ 19 giờ 30 đến 21 giờ 10, ngày 05/7/2018.",
        "Chủ trì: đồng chí Hà Văn An, Bí thư chi bộ. Thư ký: đồng chí Vì Thị Chung.",
        "Tổng số đảng viên: 21 (chính thức 20, dự bị 01). Có mặt: 18/20, đạt 90%.",
        "I- NỘI DUNG",
        "1. Tình hình tháng 6. Chi bộ có 04 ý kiến. Kết luận: nhất trí với đánh giá của chi ủy.",
        "II- PHÂN CÔNG THỰC HIỆN",
        *("TT", "Nội dung việc", "Người thực hiện", "Thời hạn"),
        *("1", "Đến từng hộ tuyên truyền", "Lường Văn Hòa", "25/7/2018"),
        *("2", "Chi hội phụ nữ gặp gỡ 3 hộ", "Hà Thị Hạnh", "28/7/2018"),
        "III- BIỂU QUYẾT",
        "Nghị quyết tháng 7: tán thành 17/19 đảng viên chính thức, đạt 89,5%.",
        *("THƯ KÝ", "Vì Thị Chung"),
        *("CHỦ TRÌ", "Hà Văn An"),
    ]


def test_the_report_closes_with_recipients_signature_and_annex() -> None:
    lines = text_of(six_month_report())
    place = lines.index("Nơi nhận:")
    assert lines[place : place + 11] == [
        "Nơi nhận:",
        "- Ban Thường vụ Huyện ủy,",
        "- Ban Tổ chức Huyện ủy,",
        "- Các chi bộ trực thuộc,",
        "- Lưu Đảng ủy.",
        *("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Hà Văn An"),
        "Phụ lục 1",
        "ĐẢNG VIÊN CỦA TỪNG CHI BỘ",
        "(kèm theo Báo cáo số 05-BC/ĐU, ngày 05/7/2018 của Đảng ủy xã Mường Sang)",
    ]
    assert lines[-4:] == ["Cộng", "688", "664", "24"]


def test_a_letter_keeps_its_marks_and_addressees() -> None:
    lines = [line.replace("\u00a0", " ").strip() for line in text_of(letter())]
    wanted = ["về việc gửi danh sách đảng viên", "DỰ THẢO LẦN 2", "MẬT", "HỎA TỐC",
              "XONG HỘI NGHỊ TRẢ LẠI", "Kính gửi: Ban Tổ chức Tỉnh ủy"]  # fmt: skip
    assert [line for line in lines if line in wanted] == wanted


def test_every_font_is_times_new_roman_and_the_language_vietnamese() -> None:
    document = opened(six_month_report())
    for name in ("Normal", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Table Text"):
        properties = document.styles[name].element.rPr
        fonts = properties.find(qn("w:rFonts"))
        assert set(fonts.attrib.values()) == {"Times New Roman"}
        assert properties.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_body_text_is_set_as_the_rule_says() -> None:
    style = opened(minutes()).styles["Body Text"]
    shape = style.paragraph_format
    assert (style.font.size, shape.line_spacing, shape.space_before) == (Pt(14), Pt(19), Pt(6))
    assert shape.first_line_indent is not None
    assert round(shape.first_line_indent.mm, 1) == 10


def test_the_first_page_has_margins_of_the_rule_and_no_number() -> None:
    section = opened(minutes()).sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins if margin] == [20, 20, 30, 15]
    assert size_of(section) == (210, 297)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_wide_annex_lies_on_its_side_and_is_numbered_from_its_first_page() -> None:
    annex = opened(six_month_report()).sections[1]
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert size_of(annex) == (297, 210)
    assert not annex.different_first_page_header_footer
    assert annex.header.is_linked_to_previous


def test_both_head_rows_repeat_and_no_row_is_split() -> None:
    document = opened(replace(minutes(), blocks=[cells_table(), Paragraph("Hết.")]))
    rows = document.tables[1].rows
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert heads == [True, True, *[False] * 6]
    names = {p.style and p.style.name for row in rows for c in row.cells for p in c.paragraphs}
    assert names == {"Table Text"}
    assert all(whole)


@pytest.mark.parametrize("end", [Paragraph("CUỐI."), cells_table()], ids=["paragraph", "table"])
def test_the_end_of_the_body_is_kept_with_the_signature(end: Paragraph | Table) -> None:
    document = opened(replace(minutes(), blocks=[Heading("MỘT"), end]))
    held = [
        p
        for p in document.element.body.iter(qn("w:p"))
        if p.find(f".//{qn('w:keepNext')}") is not None
    ]
    text = "".join(t.text or "" for p in held for t in p.iter(qn("w:t")))
    assert text.endswith("CUỐI." if isinstance(end, Paragraph) else "Cộng86833")
    assert document.tables[-1].rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_a_total_is_kept_with_the_row_above_it() -> None:
    rows = [["Bản Vặt", "1"], ["Bản Bãi", "2"], ["Bản Lùn", "3"]]
    table = Table([Column("Chi bộ"), Column("Số", 1, "right")], rows, total=["Cộng", "6"])
    drawn = opened(replace(minutes(), blocks=[table])).tables
    [ours] = [one for one in drawn if one.rows[0].cells[0].text == "Chi bộ"]
    held = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in ours.rows]
    assert held == [True, False, False, True, True]


def test_what_a_user_typed_cannot_break_the_file() -> None:
    said = "</w:t> & <tag> {{ x }} \x00\x0b ]]> \ud800 \ufffe"
    paper = replace(minutes(), issuer=said, summary=said, blocks=[Heading(said), Paragraph(said)])
    assert "I- </w:t> & <tag> {{ x }}  ]]>  " in text_of(paper)


def test_the_file_names_no_user_and_no_program() -> None:
    about = opened(minutes()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("CHI BỘ BẢN VẶT", "", "")


def test_the_same_paper_has_the_same_contents() -> None:
    first, second = (ZipFile(BytesIO(to_docx(minutes()))) for _ in range(2))
    assert first.namelist() == second.namelist()
    assert [first.read(name) for name in first.namelist()] == [
        second.read(name) for name in second.namelist()
    ]
