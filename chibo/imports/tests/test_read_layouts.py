"""Lists as offices have them are found, whatever stands above, between and below the rows."""

import unicodedata
from datetime import date

import pytest

from chibo.base.rules import Refusal
from chibo.base.sheets import open_workbook
from chibo.base.text import convert_legacy
from chibo.base.text.legacy import TCVN3
from chibo.imports.readers.tables import Table, guess, read_table, with_saved
from chibo.imports.tests import files


def table(content: bytes, name: str = "ds.xlsx") -> Table:
    return read_table(open_workbook(content, name))


def meanings(found: Table) -> dict[str, str]:
    """Heading → field, of the columns that are read."""
    return {meant["heading"]: meant["field"] for meant in guess(found).values() if meant["field"]}


def test_the_national_sheet_of_31_columns() -> None:
    member = {
        "Họ và tên": "Lò Thị Hà",
        "Quê quán/Tỉnh/Thành": "Sơn La",
        "Thường trú/Chi tiết": "bản Vặt",
    }
    found = table(files.national([member, {"Họ và tên": "Vì Văn Tú"}]))
    assert (found.head.rows, [row.number for row in found.rows]) == ((5, 6), [8, 9])
    read = meanings(found)
    assert len(read) == 27
    assert {read[name] for name in read if name.startswith("Quê quán")} == {
        "native_country",
        "native_province",
        "native_detail",
    }
    assert read["Nơi đăng ký khai sinh Quốc gia"] == "birth_country"
    assert read["Ngày rời/mất/miễn SH"] == "status_date"
    assert "Đề nghị xóa (Có/Không)" not in read


def test_the_export_of_8_columns() -> None:
    head = [
        "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
        "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái",
    ]  # fmt: skip
    found = table(
        files.xlsx([head, ["Lò Thị Hà", "1", "2", "3", "2010", "A", "B", "Đang sinh hoạt"]])
    )
    assert meanings(found) == {
        "Họ và tên": "full_name",
        "Số thẻ Đảng viên": "card_number",
        "Số CCCD": "national_id",
        "Ngày sinh": "born",
        "Ngày kết nạp": "joined",
        "Chi bộ đang sinh hoạt": "cell",
        "Trạng thái": "status",
    }


EXTRACT_TOP = [
    ["ĐẢNG ỦY XÃ MƯỜNG MẪU", "", "", "", "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["CHI BỘ BẢN TRÊN"],
    [],
    ["DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN"],
    [
        "STT", "Họ và tên", "Năm sinh", "Số CCCD", "Cấp bậc", "Chức vụ", "Nhập ngũ", "Ngày vào Đảng",
        "Số điện thoại", "Khi cần báo tin cho ai", "Quê quán", "Nơi ở & cự ly", "Ghi chú",
    ],
    ["", "", "", "", "", "", "", "Chính thức/Dự bị"],
    [f"({n})" for n in range(1, 14)],
]  # fmt: skip
EXTRACT_END = [
    ["", "Tổng cộng: 1"],
    [],
    ["", "", "", "", "", "", "", "T/M CHI BỘ"],
    ["", "", "", "", "", "", "", "BÍ THƯ"],
]


def test_the_extract_of_13_columns() -> None:
    one = [1, "Lò Thị Hà", 1993, "", "", "Bí thư", "", "12/07/2018\n12/07/2017", "912345678"]
    found = table(files.xlsx([*EXTRACT_TOP, one, *EXTRACT_END]))
    assert [row.number for row in found.rows] == [8]
    assert meanings(found)["Ngày vào Đảng Chính thức/Dự bị"] == "joined_official"
    assert found.skipped == [
        "Dòng 9: dòng tổng cộng.",
        "Dòng 11–12: phần ký tên, không phải đảng viên.",
    ]


def test_sub_headings_for_the_two_dates_in_two_columns() -> None:
    top = ["STT", "Họ và tên", "Ngày vào Đảng", ""]
    found = table(
        files.xlsx(
            [top, ["", "", "Dự bị", "Chính thức"], [1, "Lò Thị Hà", "2010", "2011"]], ["C1:D1"]
        )
    )
    assert meanings(found) == {
        "Họ và tên": "full_name",
        "Ngày vào Đảng Dự bị": "joined",
        "Ngày vào Đảng Chính thức": "official",
    }


def test_the_paper_register_with_several_facts_in_a_cell() -> None:
    head = [
        "Số TT", "Họ và tên\ntên khai sinh", "Nam, nữ\nDân tộc\nTôn giáo", "Quê quán",
        "Văn hóa\nLý luận\nCMNV\nNgoại ngữ", "Ngày vào Đảng, ngày chính thức", "Số thẻ\nSố lý lịch\nSố Huy hiệu",
    ]  # fmt: skip
    found = table(
        files.xlsx([head, [f"{n}" for n in range(1, 8)], [1, "Lò Thị Hà", "Nữ\nThái\nKhông"]])
    )
    assert list(meanings(found).values()) == [
        "full_name",
        "sex_ethnicity_religion",
        "native_detail",
        "levels_in_lines",
        "joined_official",
        "numbers_in_lines",
    ]
    assert [row.number for row in found.rows] == [3]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.xls([files.PLAIN, [1, "Lò Thị Hà", date(1993, 10, 25)]]), "ds.xls"),
        (files.csv([files.PLAIN, [1, "Lò Thị Hà", "25/10/1993"]]), "ds.csv"),
        (files.csv([files.PLAIN, [1, "Lò Thị Hà", "25/10/1993"]], ",", "utf-8-sig"), "ds.csv"),
    ],
    ids=["xls", "csv with ;", "csv with , and a mark"],
)
def test_old_excel_and_csv(content: bytes, name: str) -> None:
    found = table(content, name)
    assert (found.sample(1), found.sample(2)) == ("Lò Thị Hà", "25/10/1993")


def test_decomposed_letters_are_read_as_composed_ones() -> None:
    rows = [files.PLAIN, [1, "Hoàng Thị Hòa", "1985"]]
    split = [[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in rows]
    found = table(files.xlsx(split))
    assert found.sample(1) == "Hoàng Thị Hòa"
    assert meanings(found)[unicodedata.normalize("NFD", "Ngày vào Đ")] == "joined"


def test_an_old_font_is_converted_and_said_so() -> None:
    back = {new: old for old, new in TCVN3.items()}
    names = ["Nguyễn Văn Đức", "Lò Thị Hằng", "Trần Đình Hưởng", "Phạm Thị Nguyệt"]
    head = ["Họ và tên", "Ngày sinh", "Quê quán"]
    rows = [head, *([name, "1980", "Mường Sang"] for name in names)]
    old = [
        ["".join(back.get(letter, letter) for letter in str(cell)) for cell in row] for row in rows
    ]
    assert convert_legacy(old[1][0], "tcvn3") == names[0]
    found = table(files.xlsx(old))
    assert [row.cells[0] for row in found.rows] == names
    assert "TCVN3" in found.notes[0]


def test_repeated_headings_and_totals_are_left_out_and_said_so() -> None:
    rows = [
        files.PLAIN,
        [1, "Tống Văn Công", "1980"],
        files.PLAIN,
        [2, "Lò Thị Hà", "1981"],
        ["", "Tổng cộng", 2],
    ]
    found = table(files.xlsx(rows))
    assert [row.cells[1] for row in found.rows] == ["Tống Văn Công", "Lò Thị Hà"]
    assert found.skipped == ["Dòng 3: tiêu đề lặp lại.", "Dòng 5: dòng tổng cộng."]


def test_a_cell_named_in_a_row_of_its_own_heads_its_members() -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"]
    rows = [
        head,
        ["I. Chi bộ bản Trên (1 đảng viên)"],
        [1, "Lò Thị Hà"],
        ["II. CB bản Dưới"],
        [2, "Vì Văn Tú"],
    ]
    found = table(files.xlsx(rows))
    assert [(row.cells[1], row.unit) for row in found.rows] == [
        ("Lò Thị Hà", "Chi bộ bản Trên"),
        ("Vì Văn Tú", "CB bản Dưới"),
    ]


def test_a_saved_mapping_reads_its_headings_and_guesses_new_ones() -> None:
    found = table(files.xlsx([["Họ tên", "Số hiệu", "Ngày sinh"], ["Lò Thị Hà", "12", "1993"]]))
    read = with_saved(found, {"so hieu": "resume_number", "ho ten": "full_name"})
    assert [(meant["field"], meant["state"]) for meant in read.values()] == [
        ("full_name", "chosen"),
        ("resume_number", "chosen"),
        ("born", "auto"),
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Tên hàng", "Giá"], ["Gạo", 12]], "Không tìm thấy dòng tiêu đề"),
        ([["Họ và tên", "Ngày sinh"]], "chưa có dòng đảng viên nào"),
        ([["Họ và tên", "Ngày sinh", *(f"c{n}" for n in range(60))], ["Lò Thị Hà", "1993"]], "hơn 60 cột"),
    ],
    ids=["no list", "headings only", "too wide"],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(rows: files.Rows, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        table(files.xlsx(rows))
