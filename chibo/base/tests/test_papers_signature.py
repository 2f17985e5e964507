"""The signature is never alone on a page, wherever the body ends."""

from dataclasses import replace

import pytest

from chibo.base.papers import Block, Bullet, Column, Paragraph, Signature, Table, to_pdf
from chibo.base.tests.papers_reading import lines_of, pages_of
from chibo.base.tests.papers_samples import cells_table, minutes, six_month_report

# With these numbers of one-line paragraphs the end of every body crosses a page.
LENGTHS = range(34)
SENTENCE = "Tiếp tục củng cố chi bộ yếu, giao cấp ủy viên phụ trách từng chi bộ. "
ENDS: dict[str, Block] = {
    "one line": Paragraph("CUỐI một dòng."),
    "a long paragraph": Paragraph("CUỐI " + SENTENCE * 12),
    "a paragraph of pages": Paragraph(("CUỐI " + SENTENCE) * 90),
    "a bullet": Bullet("CUỐI một ý."),
    "a table": replace(cells_table(), total=["", "CUỐI", "1", "1", "1"]),
    "a table of pages": replace(cells_table(12), total=["", "CUỐI", "1", "1", "1"]),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_the_body_goes_along(end: str) -> None:
    crossed = set()
    for length in LENGTHS:
        body = [Paragraph(f"Đoạn {number}.") for number in range(length)]
        paper = replace(six_month_report(), blocks=[*body, ENDS[end]], annexes=[])
        pages = [lines_of(page) for page in pages_of(to_pdf(paper))]
        last = pages[-1]
        crossed.add(len(pages))
        signed = last.index("T/M BAN THƯỜNG VỤ")
        closing = {str(len(pages)), "Nơi nhận:", *paper.recipient_lines}
        assert set(last[:signed]) - closing, (length, last)
        assert "Hà Văn An" in last and "- Lưu Đảng ủy." in last
    assert len(crossed) > 1, "no page boundary was crossed: the test proves nothing"


@pytest.mark.parametrize("length", LENGTHS[1:])
def test_two_signers_stay_side_by_side_with_the_end_of_the_minutes(length: int) -> None:
    body = [Paragraph(f"Đoạn {number}.") for number in range(length)]
    pages = pages_of(to_pdf(replace(minutes(), blocks=body)), "-layout")
    assert f"Đoạn {length - 1}." in pages[-1]
    posts = [line.split() for line in lines_of(pages[-1]) if line.startswith("THƯ KÝ")]
    assert posts == [["THƯ", "KÝ", "CHỦ", "TRÌ"]]
    assert "Vì Thị Chung" in pages[-1] and "Hà Văn An" in pages[-1]


def test_a_paper_with_nothing_but_a_signature_prints() -> None:
    paper = replace(minutes(), blocks=[], signatures=[Signature("BÍ THƯ", "Hà Văn An")])
    assert "Hà Văn An" in pages_of(to_pdf(paper))[0]


def test_a_body_that_ends_in_an_empty_table_keeps_its_signature() -> None:
    empty = Table(cells_table().columns, [])
    assert "Hà Văn An" in pages_of(to_pdf(replace(minutes(), blocks=[empty])))[0]


def test_a_total_takes_the_row_above_it_along() -> None:
    crossed = set()
    for length in range(6, 24):
        rows = [[f"tháng {number}", "1"] for number in range(length)]
        table = Table([Column("Tháng"), Column("Thu", 1, "right")], rows, total=["CỘNG", "1"])
        pages = pages_of(to_pdf(replace(six_month_report(), blocks=[table], annexes=[])))
        crossed.add(len(pages))
        told = " ".join(" ".join(lines_of(pages[-1])).split())
        assert f"tháng {length - 1} 1 CỘNG 1" in told, length
    assert len(crossed) > 1, "no page boundary was crossed: the test proves nothing"
