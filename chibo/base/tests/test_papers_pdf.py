"""The PDF as another program reads it."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

import chibo.base.papers
from chibo.base.papers import (
    Block,
    Bullet,
    Column,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    layout_on,
    to_docx,
    to_pdf,
)
from chibo.base.tests.papers_reading import boxes_of, fonts_of, lines_of, pages_of, words_of
from chibo.base.tests.papers_samples import cells_table, letter, minutes, six_month_report

FONTS = sorted((Path(chibo.base.papers.__file__).parent / "fonts").glob("*.ttf"))
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
SMALL = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES]
LETTERS = [*SMALL, "đ", *(letter.upper() for letter in [*SMALL, "đ"])]
HOSTILE = [
    '#import "x"', "#panic()", "$x$", "*b*", "_i_", "\\", "\\n", "<tag>", "[x]", "@a", "`c`",
    "= h", "- l", "// c", "/* c */", "https://a.vn/?b=c&d", '"q"', "'s'", "~", "--", "...",
    "{{ x }}", "{% x %}", "&amp;", "</w:t>",
]  # fmt: skip


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.name)
def test_every_vietnamese_letter_has_a_shape(font: Path) -> None:
    shapes = TTFont(font).getBestCmap()
    wanted = LETTERS + list("0123456789%.,;:-–—“”‘’…()/*°²≥≤")
    assert [letter for letter in wanted if ord(letter) not in shapes] == []


def test_four_fonts_and_their_licence_are_shipped() -> None:
    names = ["Tinos-Bold.ttf", "Tinos-BoldItalic.ttf", "Tinos-Italic.ttf", "Tinos-Regular.ttf"]
    assert [font.name for font in FONTS] == names
    assert "SIL Open Font License" in (FONTS[0].parent / "LICENSE-tinos.txt").read_text()


def test_the_line_below_the_masthead_is_as_long_as_its_words() -> None:
    font = TTFont(next(path for path in FONTS if path.name == "Tinos-Bold.ttf"))
    shapes, widths = font.getBestCmap(), font["hmtx"]
    layout = layout_on(six_month_report().signed_on)
    width = sum(widths[shapes[ord(letter)]][0] for letter in layout.masthead)
    assert round(width / font["head"].unitsPerEm, 2) == layout.masthead_em


@pytest.mark.parametrize("paper", [six_month_report(), minutes(), letter()], ids=lambda p: p.title)
def test_only_tinos_is_used_and_it_is_embedded(paper: Paper) -> None:
    fonts = fonts_of(to_pdf(paper))
    assert {name.split("-")[0] for name, _ in fonts} == {"Tinos"}
    assert {embedded for _, embedded in fonts} == {"yes"}


def test_every_vietnamese_letter_comes_back_composed() -> None:
    alphabet = " ".join("".join(LETTERS[place : place + 6]) for place in range(0, len(LETTERS), 6))
    styles = [
        Run(alphabet + " "),
        Run(alphabet + " ", bold=True),
        Run(alphabet, italic=True),
    ]
    words = words_of(to_pdf(replace(minutes(), blocks=[Paragraph(styles)])))
    assert words.count(alphabet) == 3
    assert unicodedata.is_normalized("NFC", words)


def test_the_text_comes_back_in_order() -> None:
    words = words_of(to_pdf(six_month_report()))
    parts = [
        "ĐẢNG BỘ HUYỆN MỘC CHÂU ĐẢNG ỦY XÃ MƯỜNG SANG * Số 05-BC/ĐU",
        "BÁO CÁO công tác xây dựng Đảng 6 tháng đầu năm 2018, phương hướng 6 tháng cuối năm",
        "- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ xã khóa XXI;",
        "I- KẾT QUẢ THỰC HIỆN 1. Công tác chính trị, tư tưởng",
        "2. Công tác tổ chức a) Tổ chức cơ sở đảng và đảng viên",
        "Trong kỳ đã kết nạp 4 đảng viên, công nhận chính thức 3 đảng viên.",
        "Cộng 86 83 3",
        "III- NHIỆM VỤ 6 THÁNG CUỐI NĂM",
        "Hà Văn An",
        "Phụ lục 1 ĐẢNG VIÊN CỦA TỪNG CHI BỘ",
    ]
    places = [words.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "Mường Sang, ngày 05 tháng 7 năm 2018" in words


def test_figures_stand_in_the_row_they_belong_to() -> None:
    annex = pages_of(to_pdf(six_month_report()), "-layout")[-1]
    rows = [" ".join(line.split()) for line in lines_of(annex)]
    assert rows[-2:] == ["40 Chi bộ Trạm Y tế xã 6 6 0", "Cộng 688 664 24"]


def test_a_letter_has_its_summary_under_the_number_and_its_marks() -> None:
    words = words_of(to_pdf(letter()))
    for part in ("về việc gửi danh sách đảng viên", "Kính gửi: Ban Tổ chức Tỉnh ủy", "MẬT",
                 "HỎA TỐC", "XONG HỘI NGHỊ TRẢ LẠI", "DỰ THẢO LẦN 2"):  # fmt: skip
        assert part in words
    assert "-----" not in words


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    table = Table([Column(text), Column("TT", 1, "right", text)], [[text, (Run(text, True),)]])
    blocks: list[Block] = [Heading(text, 3), Paragraph(text), Bullet(text), PageBreak(), table]
    paper = replace(minutes(), blocks=blocks, summary=text, recipients=[text])
    assert pages_of(to_pdf(paper))
    assert Document(BytesIO(to_docx(paper))).tables


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_typed_is_text_and_never_markup(text: str) -> None:
    said = f"đầu {text} cuối"
    paper = Paper(
        issuer=said, place=said, signed_on=None, symbol=said, kind=said, summary=said, parent=said,
        blocks=[Heading(said), Paragraph(said), Bullet(said),
                Table([Column(said)], [[said]], [said], caption=said)],
        grounds=[said], recipients=[said], archive=said, addressees=[said], marks=[said],
        circulation=said, draft=said, trace=said, signatures=[Signature(said, said, said)],
    )  # fmt: skip
    squeezed = "".join(words_of(to_pdf(paper)).split())
    assert squeezed.count("".join(said.split())) == 24


def test_the_same_paper_gives_the_same_file() -> None:
    assert to_pdf(minutes()) == to_pdf(minutes())


def test_pages_are_numbered_on_top_from_the_second() -> None:
    tops = [lines_of(page)[0] for page in pages_of(to_pdf(six_month_report()))]
    assert tops[1:] == [str(number) for number in range(2, len(tops) + 1)]
    assert tops[0] != "1"


def test_the_head_of_a_table_repeats_on_each_page_and_the_total_stands_once() -> None:
    pages = pages_of(to_pdf(replace(minutes(), blocks=[cells_table(14), Paragraph("Hết.")])))
    assert len(pages) == 3
    assert [page.count("Đảng viên đến 30/6/2018") for page in pages[:2]] == [1, 1]
    assert sum(page.count("Cộng") for page in pages) == 1


def test_no_row_is_split_over_two_pages() -> None:
    name = "Chi bộ có tên rất dài để phải xuống nhiều dòng trong ô hẹp của bảng"
    rows = [[f"{place:03d}", f"đầu{place:03d} {name} cuối{place:03d}"] for place in range(60)]
    table = Table([Column("TT", 1), Column("Chi bộ", 2)], rows)
    for page in pages_of(to_pdf(replace(minutes(), blocks=[table, Paragraph("Hết.")]))):
        whole = "".join(page.split())
        for place in range(60):
            assert (f"đầu{place:03d}" in whole) == (f"cuối{place:03d}" in whole)


def test_a_row_longer_than_a_page_is_split_and_not_cut_off() -> None:
    story = " ".join(f"từ{number}" for number in range(2500))
    words = words_of(to_pdf(replace(minutes(), blocks=[Table([Column("Ý kiến")], [[story]])])))
    assert "từ0 " in words and "từ2499" in words


def test_long_words_stay_inside_the_margins() -> None:
    word = "Nguyễn" * 40
    columns = [Column(word, 1), Column("TT", 1), Column("Tên", 1), Column("Số", 9)]
    paper = replace(
        minutes(), issuer=word, summary="x" * 300,
        blocks=[Paragraph(word), Table(columns, [[word, word, "W" * 30, "1"]]), Heading(word)],
        signatures=[Signature(word, word, word), Signature(word, word, word)],
        recipients=[word], trace=word,
    )  # fmt: skip
    left, right = 30 / 25.4 * 72, (210 - 15) / 25.4 * 72
    outside = [box for box in boxes_of(to_pdf(paper)) if box[0] < left - 1 or box[1] > right + 1]
    assert outside == []
