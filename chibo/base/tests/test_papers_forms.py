"""Prescribed forms: their code on top, applications without an issuer, many in one file."""

from datetime import date
from io import BytesIO

from docx import Document

from chibo.base.papers import Lines, Paper, Paragraph, Signature, Signing, to_docx, to_pdf
from chibo.base.tests.papers_reading import lines_of, pages_of

LONG = [Paragraph("Nội dung biên bản.")] * 40


def resolution(form: str = "Mẫu 6-KNĐ") -> Paper:
    return Paper(
        parent="ĐẢNG BỘ XÃ MƯỜNG SANG",
        issuer="CHI BỘ BẢN VẶT",
        place="Mường Sang",
        signed_on=None,
        symbol="NQ/CB",
        kind="NGHỊ QUYẾT",
        summary="đề nghị kết nạp đảng viên",
        form=form,
        blocks=LONG,
        signatures=[Signature("BÍ THƯ", "Hà Văn An", authority="T/M CHI BỘ")],
    )


def application() -> Paper:
    return Paper(
        issuer="",
        place="Mường Sang",
        signed_on=date(2026, 7, 5),
        symbol="",
        kind="ĐƠN XIN VÀO ĐẢNG",
        summary="",
        form="Mẫu 1-KNĐ",
        blocks=[
            Paragraph("Tôi xin vào Đảng."),
            Lines(3),
            Signing(
                [Signature("T/M CHI ỦY", "Hà Văn An"), Signature("NGƯỜI LÀM ĐƠN", "Lò Văn Bun")]
            ),
            Paragraph("Xác nhận của đảng ủy."),
        ],
    )


def test_the_code_of_a_form_stands_on_its_first_page_only() -> None:
    first, second = pages_of(to_pdf(resolution()))
    assert "Mẫu 6-KNĐ" in first
    assert (lines_of(second)[0], "Mẫu 6-KNĐ" in second) == ("2", False)


def test_an_application_has_the_partys_name_and_no_issuer() -> None:
    words = " ".join(" ".join(pages_of(to_pdf(application()))).split())
    head = "Mẫu 1-KNĐ ĐẢNG CỘNG SẢN VIỆT NAM Mường Sang, ngày 05 tháng 7 năm 2026 ĐƠN XIN VÀO ĐẢNG"
    assert words.startswith(head)


def test_people_sign_inside_the_body() -> None:
    words = " ".join(lines_of(pages_of(to_pdf(application()))[0]))
    order = ["Tôi xin vào Đảng.", "NGƯỜI LÀM ĐƠN", "Lò Văn Bun", "Xác nhận của đảng ủy."]
    assert sorted(order, key=words.index) == order


def test_several_papers_in_one_file_are_counted_from_one_each() -> None:
    pages = pages_of(to_pdf(resolution(), application(), resolution("Mẫu 13-KNĐ")))
    assert [lines_of(page)[0] for page in pages] == [
        "Mẫu 6-KNĐ",
        "2",
        "Mẫu 1-KNĐ",
        "Mẫu 13-KNĐ",
        "2",
    ]


def test_a_word_file_of_several_papers_has_a_section_each_with_its_own_code() -> None:
    document = Document(BytesIO(to_docx(resolution(), application(), resolution("Mẫu 13-KNĐ"))))
    assert [
        (section.first_page_header.paragraphs[0].text, section.header.paragraphs[0].text)
        for section in document.sections
    ] == [("Mẫu 6-KNĐ", "2"), ("Mẫu 1-KNĐ", "2"), ("Mẫu 13-KNĐ", "2")]


def test_lines_to_write_on_run_from_edge_to_edge() -> None:
    dotted = [
        line for line in lines_of(pages_of(to_pdf(application()))[0]) if set(line) <= {".", " "}
    ]
    document = Document(BytesIO(to_docx(application())))
    stops = [p.paragraph_format.tab_stops for p in document.paragraphs if p.text == "\t"]
    assert (len(dotted), [len(stop) for stop in stops]) == (3, [1, 1, 1])
