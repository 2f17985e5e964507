import io
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.base.sheets import Column, SheetSpec, open_workbook, write_workbook
from chibo.base.text import convert_legacy, detect_legacy

ROWS = [
    ("Họ và tên", "Số thẻ", "Ngày sinh", "Tuổi Đảng", "Tỷ lệ", "Dự bị"),
    ("Lò Thị Hạnh", "001234", datetime.fromisoformat("1986-07-12"), 12, 0.5, True),
    ("Vì Văn Ưng", None, datetime.fromisoformat("1990-02-01"), 3, 1.25, False),
]


def xlsx(rows=ROWS, *, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(rows=ROWS):
    book = xlwt.Workbook()
    page = book.add_sheet("Danh sách")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, datetime):
                page.write(y, x, value, day)
            elif value is not None:
                page.write(y, x, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


READ = [
    ROWS[0],
    ("Lò Thị Hạnh", "001234", date(1986, 7, 12), 12, 0.5, True),
    ("Vì Văn Ưng", None, date(1990, 2, 1), 3, 1.25, False),
]


def only_rows(content, filename):
    [sheet] = open_workbook(content, filename).sheets
    return [tuple(map(day_only, row)) for row in sheet.rows()]


def day_only(cell):
    return cell.date() if isinstance(cell, datetime) else cell


@pytest.mark.parametrize(("content", "name"), [(xlsx(), "ds.xlsx"), (xls(), "DS.XLS")])
def test_cells_come_out_as_what_they_are(content, name):
    assert only_rows(content, name) == READ
    assert open_workbook(content, name).notes == []


def test_whole_numbers_are_int_and_truth_stays_truth():
    [row] = only_rows(xlsx([(1.0, 1, True, 1.5)]), "a.xlsx")
    assert [type(cell) for cell in row] == [int, int, bool, float]


def test_rows_keep_the_numbers_they_have_in_the_file():
    assert only_rows(xlsx([(), (), ("a",), (), ("b",)]), "a.xlsx") == [
        (None,),
        (None,),
        ("a",),
        (None,),
        ("b",),
    ]


def test_hidden_sheets_are_told():
    def hide(book):
        book.create_sheet("DANTOC").sheet_state = "hidden"

    sheets = open_workbook(xlsx(change=hide), "a.xlsx").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Sheet", False), ("DANTOC", True)]


def test_merged_headers_can_be_filled():
    def merge(book):
        book.active.merge_cells("A1:A2")
        book.active.merge_cells("B1:C1")

    rows = [("Họ tên", "Quê quán", None), (None, "Tỉnh", "Xã"), ("An", "Sơn La", "Mường Sang")]
    [sheet] = open_workbook(xlsx(rows, change=merge), "a.xlsx").sheets
    assert sheet.rows() == rows
    assert sheet.rows(fill_merged_headers=True) == [
        ("Họ tên", "Quê quán", "Quê quán"),
        ("Họ tên", "Tỉnh", "Xã"),
        ("An", "Sơn La", "Mường Sang"),
    ]


def test_formulas_are_told():
    content = write_workbook([SheetSpec("A", [Column("a")], [("x",)])])
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["B2"] = "=1+1"
    file = io.BytesIO()
    book.save(file)
    assert open_workbook(file.getvalue(), "a.xlsx").notes == [
        "Tệp có 1 ô là công thức (B2…); đã lấy kết quả lưu sẵn trong ô.",
        "1 ô công thức chưa có kết quả nên coi là trống. Mở tệp bằng Excel, lưu lại rồi tải lên lại.",
    ]


def test_formulas_with_results_are_read_by_them():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_formula("A1", '="Lò "&"Hà"', None, "Lò Hà")
        page.write_formula("A2", "=1+1", None, 2)
    found = open_workbook(file.getvalue(), "a.xlsx")
    assert found.sheets[0].rows() == [("Lò Hà",), (2,)]
    assert found.notes == ["Tệp có 2 ô là công thức (A1, A2…); đã lấy kết quả lưu sẵn trong ô."]


def test_hidden_rows_are_told():
    def hide(book):
        for row in (2, 3, 9):
            book.active.row_dimensions[row].hidden = True

    assert open_workbook(xlsx(change=hide), "a.xlsx").notes == [
        "Tệp có 2 dòng đang ẩn hoặc bị lọc trong Excel; các dòng đó vẫn được đọc."
    ]


def test_formatted_but_empty_rows_and_columns_are_dropped():
    def paint(book):
        for row in range(1, 3000):
            book.active.cell(row, 300).number_format = "@"

    assert only_rows(xlsx(change=paint), "a.xlsx") == READ


def test_a_name_that_lies_is_noted():
    book = open_workbook(xlsx(), "ds.xls")
    assert book.kind == "xlsx"
    assert book.notes == ["Tên tệp không đúng loại; đã đọc như tệp .xlsx."]
    assert open_workbook(b"a\tb\n1\t2\n", "ds.xls").kind == "csv"


CSV = "Họ và tên;Số thẻ\r\nLò Thị Hạnh;001234\r\n\r\n"
CSV_READ = [("Họ và tên", "Số thẻ"), ("Lò Thị Hạnh", "001234")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_is_read_in_any_unicode_and_separator(encoding, separator):
    content = CSV.replace(";", separator).encode(encoding)
    assert only_rows(content, "ds.csv") == CSV_READ


def test_csv_of_the_vietnamese_code_page_is_read():
    # cp1258 keeps tones apart, the way Excel for Windows saves Vietnamese .csv
    typed = "Ho\u0323 va\u0300 tên,Sô\u0301\r\nĐă\u0323ng Thi\u0323 Ha\u0323nh,001\r\n"
    assert only_rows(typed.encode("cp1258"), "a.csv") == [
        ("Họ và tên", "Số"),
        ("Đặng Thị Hạnh", "001"),
    ]


@pytest.mark.parametrize(
    ("typed", "encoding"),
    [
        ("Hä vµ tªn,B¶n\r\nLß V¨n §øc,Lòng PhÆc\r\n", "tcvn3"),
        ("Hoï vaø teân,Baûn\r\nLoø Vaên Ñöùc,Luõng Phaëc\r\n", "vni"),
    ],
)
def test_csv_of_old_fonts_is_left_for_the_question_about_fonts(typed, encoding):
    rows = only_rows(typed.encode("cp1252"), "a.csv")
    assert detect_legacy(cell for row in rows for cell in row) == encoding
    assert [tuple(convert_legacy(cell, encoding) for cell in row) for row in rows] == [
        ("Họ và tên", "Bản"),
        ("Lò Văn Đức", "Lũng Phặc"),
    ]


def test_quoted_separators_and_sep_lines_are_understood():
    assert only_rows(b'sep=;\r\n"a;b";c\r\n1;"2\n3"\r\n', "a.csv") == [("a;b", "c"), ("1", "2\n3")]


TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=8)
TABLES = st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5)


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_text_written_is_text_read(table):
    content = write_workbook([SheetSpec("A", [Column("một"), Column("hai")], table)])
    [sheet] = open_workbook(content, "a.xlsx").sheets
    kept = [tuple(cell or None for cell in row) for row in table]
    while kept and not any((cell or "").strip() for cell in kept[-1]):
        kept.pop()
    assert sheet.rows() == [("một", "hai"), *kept]
