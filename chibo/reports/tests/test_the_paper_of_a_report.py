"""The report on paper, as another program reads the files."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from chibo.base.papers import Paper, Signature, to_docx, to_pdf
from chibo.base.periods import Period
from chibo.base.tests.papers_reading import fonts_of, lines_of, pages_of, words_of
from chibo.members.actions.posts import end_post
from chibo.members.models import Post
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Content, Passage
from chibo.reports.papers import Imprint, paper_of
from chibo.reports.queries.numbers import Numbers
from tests.world import World

PERIOD = Period.half(2017, 2)
SIGNED = Imprint(5, date(2018, 1, 5), "Mường Mẫu")


def made(
    organisation: Organisation, period: Period = PERIOD, imprint: Imprint | None = SIGNED
) -> tuple[Content, Paper]:
    numbers = Numbers(organisation, period)
    content = build("six_month", numbers, {}, names=True)
    return content, paper_of("six_month", content, numbers, imprint)


def test_the_head_of_the_paper(world: World) -> None:
    _content, paper = made(world.commune)

    assert (paper.parent, paper.issuer) == ("ĐẢNG BỘ HUYỆN MẪU", "ĐẢNG ỦY XÃ MƯỜNG MẪU")
    assert paper.number_line == "Số 05-BC/ĐU"
    assert paper.place_line == "Mường Mẫu, ngày 05 tháng 01 năm 2018"
    assert paper.title == "BÁO CÁO kết quả công tác xây dựng Đảng 6 tháng cuối năm 2017"
    assert paper.recipient_lines == [
        "- Ban Thường vụ Huyện ủy Mẫu,",
        "- Các đồng chí ủy viên Ban Chấp hành Đảng bộ xã Mường Mẫu,",
        "- Các tổ chức đảng trực thuộc,",
        "- Lưu Đảng ủy.",
    ]
    assert paper.signatures == [
        Signature("BÍ THƯ", "Nguyễn Văn Bình", authority="T/M BAN THƯỜNG VỤ")
    ]


def test_after_the_districts_the_commune_reports_to_the_province(world: World) -> None:
    _content, paper = made(world.commune, Period.half(2026, 1), None)

    assert paper.parent == "ĐẢNG BỘ TỈNH MẪU"
    assert paper.recipient_lines[0] == "- Ban Thường vụ Tỉnh ủy Mẫu,"
    assert paper.regime.name == "05-HD/VPTW"


def test_a_cell_signs_for_itself(world: World) -> None:
    _content, paper = made(world.tren, imprint=None)

    assert paper.place == "Mường Mẫu"
    assert (paper.parent, paper.issuer) == ("ĐẢNG BỘ XÃ MƯỜNG MẪU", "CHI BỘ BẢN TRÊN")
    assert paper.symbol == "BC/CB"
    assert paper.signatures == [Signature("BÍ THƯ", "Vì Văn Chung", authority="T/M CHI BỘ")]


def test_a_sectional_committee_has_no_standing_one_to_sign_for(world: World) -> None:
    new = NewOrganisation("Đảng bộ bộ phận Trường học", "sectional_committee")
    sectional = found_organisation(new, world.commune, date(2017, 3, 1), by=world.admin)
    _content, paper = made(sectional)

    assert paper.signatures == [Signature("BÍ THƯ", "", authority="T/M ĐẢNG ỦY")]


def test_who_signs_is_who_held_the_post_that_day(world: World) -> None:
    end_post(Post.objects.get(position="cell_secretary"), date(2018, 1, 1), "Chuyển", by=world.an)

    _content, paper = made(world.tren)

    assert paper.signatures == [Signature("BÍ THƯ", "", authority="T/M CHI BỘ")]


def test_without_number_and_day_there_are_gaps_to_fill_in(world: World) -> None:
    _content, paper = made(world.commune, imprint=None)

    assert paper.number_line == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-BC/ĐU"
    assert paper.signed_on is None
    assert paper.regime.name == "36-HD/VPTW"


def test_page_word_and_pdf_say_the_same(world: World) -> None:
    content, paper = made(world.commune)
    word = Document(BytesIO(to_docx(paper)))
    paragraphs = {paragraph.text for paragraph in word.paragraphs}
    printed = words_of(to_pdf(paper))

    printable = [one for one in content.sections if not one.on_page_only]
    blocks = [block for section in printable for block in section.blocks]
    texts = [one.text for one in blocks if isinstance(one, Passage) and one.text]
    assert [text for text in texts if text not in paragraphs] == []
    assert [text for text in texts if " ".join(text.split()) not in printed] == []
    assert len(texts) > 8


def test_every_table_of_the_page_is_in_word(world: World) -> None:
    content, paper = made(world.commune)
    word = Document(BytesIO(to_docx(paper)))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]

    grids = [
        block
        for section in (*content.sections, *content.annexes)
        if not section.on_page_only
        for block in section.blocks
        if not isinstance(block, Passage)
    ]
    wanted = [
        [row.mark, row.label, *(piece.text for piece in row.cells)]
        for grid in grids
        for row in grid.rows
    ]
    assert [row for row in wanted if row not in rows] == []


def test_only_tinos_is_used_and_the_signature_is_not_alone(world: World) -> None:
    _content, paper = made(world.commune)
    pdf = to_pdf(paper)

    assert {(name.split("-")[0], embedded) for name, embedded in fonts_of(pdf)} == {
        ("Tinos", "yes")
    }
    signed = next(page for page in pages_of(pdf) if "T/M BAN THƯỜNG VỤ" in page)
    before = lines_of(signed)[: next(n for n, x in enumerate(lines_of(signed)) if "T/M" in x)]
    assert len([line for line in before if not line.isdigit()]) > 1


def test_what_is_missing_stays_in_the_house(world: World) -> None:
    content, paper = made(world.commune)
    gaps = next(one for one in content.sections if one.key == "gaps")
    printed = words_of(to_pdf(paper))

    assert gaps.on_page_only and not gaps.is_empty
    assert gaps.title.upper() not in printed
    assert "mục bắt buộc" not in printed


@pytest.mark.parametrize("kind", ["limits", "tasks", "proposals"])
def test_sections_nobody_wrote_are_not_printed(world: World, kind: str) -> None:
    content, paper = made(world.commune)
    title = next(one.title for one in content.sections if one.key == kind)

    assert title.upper() not in words_of(to_pdf(paper))
