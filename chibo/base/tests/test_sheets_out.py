import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlwt

from chibo.base.partial_dates import PartialDate
from chibo.base.sheets import (
    Column,
    Marked,
    SheetSpec,
    open_workbook,
    write_csv,
    write_workbook,
    write_workbook_to,
)
from chibo.base.sheets.annotating import annotate_workbook

COLUMNS = [
    Column("Họ và tên", width=30, comment="Ghi đủ họ, đệm và tên"),
    Column("Số thẻ"),
    Column("Ngày sinh", "date"),
    Column("Tuổi Đảng", "integer"),
    Column("Lương", "decimal"),
    Column("Tỷ lệ", "percent"),
]
ROWS = [
    ("Lò Thị Hạnh", "001234", date(1986, 7, 12), 12, Decimal("1234.5"), 0.895),
    ("Vì Văn Ưng", None, PartialDate.parse("05/2009"), None, None, None),
]
MOMENT = datetime.fromisoformat("2020-01-02 03:04")
SPEC = SheetSpec("Đảng viên", COLUMNS, ROWS)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def written_streaming(sheets, notes=()):
    file = io.BytesIO()
    write_workbook_to(file, sheets, notes)
    return file.getvalue()


@pytest.mark.parametrize("write", [write_workbook, written_streaming])
def test_cells_are_what_they_should_be(write):
    page = opened(write([SPEC]))["Đảng viên"]
    assert [tuple(cell.value for cell in row) for row in page.iter_rows()] == [
        tuple(column.heading for column in COLUMNS),
        ("Lò Thị Hạnh", "001234", datetime.fromisoformat("1986-07-12"), 12, 1234.5, 0.895),
        ("Vì Văn Ưng", None, "05/2009", None, None, None),
    ]
    assert page["C2"].number_format == "dd/mm/yyyy"
    assert page["B2"].number_format == "@"
    assert page.freeze_panes == "A2"
    assert page["A1"].comment.text == "Ghi đủ họ, đệm và tên"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@a", "\tb", "http://a.vn", "0123", "12"])
def test_text_never_becomes_anything_else(text):
    content = write_workbook([SheetSpec("A", [Column("a")], [(text,)])])
    assert (opened(content).active["A2"].value, opened(content).active["A2"].data_type) == (
        text,
        "s",
    )


def test_csv_never_starts_a_formula():
    columns = [Column("a"), Column("=b", "integer"), Column("c", "date")]
    rows = [("=1+1", -5, date(2018, 7, 6)), ("@x", 2.5, None), ("an toàn", None, None)]
    content = write_csv(SheetSpec("A", columns, rows)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == [
        ["a", "'=b", "c"],
        ["'=1+1", "-5", "06/07/2018"],
        ["'@x", "2.5", ""],
        ["an toàn", "", ""],
    ]


@pytest.mark.parametrize("write", [write_workbook, written_streaming])
def test_choices_become_drop_downs_and_long_ones_stand_on_a_hidden_sheet(write):
    peoples = [f"Dân tộc thứ {n}" for n in range(54)]
    columns = [Column("Giới tính", choices=["Nam", "Nữ"]), Column("Dân tộc", choices=peoples)]
    book = opened(write([SheetSpec("A", columns)]))
    short, long = book["A"].data_validations.dataValidation
    assert (short.formula1, str(short.sqref)) == ('"Nam,Nữ"', "A2:A5001")
    assert (long.formula1, str(long.sqref)) == ("_danh_muc!$A$1:$A$54", "B2:B5001")
    assert book["_danh_muc"].sheet_state == "hidden"
    assert [cell.value for cell in book["_danh_muc"]["A"]] == peoples


def test_notes_stand_on_the_last_sheet_and_titles_above_the_header():
    spec = SheetSpec("A", [Column("a", "integer")], [(1,)], title=["DANH SÁCH", "Ngày 30/06/2018"])
    book = opened(write_workbook([spec], notes=[("Số liệu đến ngày", "30/06/2018")]))
    assert book.sheetnames == ["A", "Ghi chú"]
    assert [cell.value for cell in book["A"]["A"]] == ["DANH SÁCH", "Ngày 30/06/2018", "a", 1]
    assert book["A"].freeze_panes == "A4"
    assert [cell.value for cell in book["Ghi chú"][2]] == ["Số liệu đến ngày", "30/06/2018"]


def test_marked_cells_are_coloured_with_a_note():
    cells = [(Marked("31/02/2011", "Ngày 31/02/2011 không có thật"), Marked(None))]
    page = opened(
        write_workbook([SheetSpec("A", [Column("a", "date"), Column("b")], cells)])
    ).active
    assert page["A2"].fill.fgColor.rgb == page["B2"].fill.fgColor.rgb == "FFF8D7DA"
    assert page["A2"].comment.text == "Ngày 31/02/2011 không có thật"


def test_sheet_names_are_made_fit():
    names = ["Chi bộ 1/5", "chi bộ 1 5", "x" * 40, "", "Ghi chú"]
    book = opened(write_workbook([SheetSpec(name, [Column("a")]) for name in names]))
    assert book.sheetnames == ["Chi bộ 1 5", "chi bộ 1 5 (2)", "x" * 31, "Trang", "Ghi chú (2)"]


def test_dates_before_excel_began_are_text():
    rows = [(date(1890, 5, 19),), (MOMENT,)]
    page = opened(write_workbook([SheetSpec("A", [Column("a", "date")], rows)])).active
    assert [cell.value for cell in page["A"]] == ["a", "19/05/1890", MOMENT]


def own_file():
    """Two title rows, the header in row 3, a merged cell, a formula, colours and widths."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Danh sách"
    page.append(["ĐẢNG BỘ XÃ MƯỜNG SANG"])
    page.merge_cells("A1:C1")
    page.append([])
    page.append(["Họ tên", "Ngày sinh", "Tổng"])
    page.append(["Lò Thị Hạnh", "31/02/2011", "=1+1"])
    page.append(["Vì Văn Ưng", "12/07/1990", 3])
    page.column_dimensions["A"].width = 44
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


PROBLEMS = {("Danh sách", 3): [(1, "Ngày 31/02/2011 không có thật"), (None, "=Thiếu số thẻ")]}


def test_the_users_own_file_comes_back_with_its_problems():
    content = annotate_workbook(own_file(), "ds.xlsx", PROBLEMS, {"Danh sách": 2})
    page = opened(content)["Danh sách"]
    assert [cell.value for cell in page["D"]] == [
        None,
        None,
        "Lỗi",
        "Ngày 31/02/2011 không có thật\n=Thiếu số thẻ",
        None,
    ]
    assert page["B4"].fill.fgColor.rgb == "00F8D7DA"
    assert page["B4"].comment.text == "Ngày 31/02/2011 không có thật"
    assert page["B5"].fill.fill_type is None
    assert (page["C4"].value, page.column_dimensions["A"].width) == ("=1+1", 44)
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:C1"]


def test_a_second_round_uses_the_same_column():
    first = annotate_workbook(own_file(), "ds.xlsx", PROBLEMS, {"Danh sách": 2})
    later = {("Danh sách", 4): [(0, "Trùng tên")]}
    page = opened(annotate_workbook(first, "ds.xlsx", later, {"Danh sách": 2}))["Danh sách"]
    assert page.max_column == 4
    assert [cell.value for cell in page["D"]] == [None, None, "Lỗi", None, "Trùng tên"]


def test_csv_and_xls_come_back_as_xlsx_with_the_same_cells():
    book = xlwt.Workbook()
    page = book.add_sheet("CSV")
    for y, row in enumerate([("Họ tên", "Số"), ("An", 7), ("=B", 8)]):
        for x, value in enumerate(row):
            page.write(y, x, value)
    file = io.BytesIO()
    book.save(file)
    problems = {("CSV", 1): [(1, "Sai số")]}
    for content, name, numbers in [
        (file.getvalue(), "a.xls", (7, 8)),
        ("Họ tên,Số\nAn,7\n=B,8\n".encode(), "a.csv", ("7", "8")),
    ]:
        page = opened(annotate_workbook(content, name, problems)).active
        assert [tuple(cell.value for cell in row) for row in page.iter_rows()] == [
            ("Họ tên", "Số", "Lỗi"),
            ("An", numbers[0], "Sai số"),
            ("=B", numbers[1], None),
        ]
        assert page["B2"].fill.fgColor.rgb == "FFF8D7DA"


def test_an_annotated_file_reads_again_as_it_was():
    content = annotate_workbook(own_file(), "ds.xlsx", PROBLEMS, {"Danh sách": 2})
    before = open_workbook(own_file(), "ds.xlsx").sheets[0].rows()
    after = open_workbook(content, "ds.xlsx").sheets[0].rows()
    assert [row[:3] for row in after] == before
