"""What people write above, between, beneath and inside a list that is not quite a list."""

from datetime import date

import openpyxl
import pytest

from chibo.base.sheets import open_workbook
from chibo.imports.actions.uploading import NewFile, upload_file
from chibo.imports.models import FileImport
from chibo.imports.readers.fields import meaning_of
from chibo.imports.readers.tables import Table, guess, read_table
from chibo.imports.rules.problems import Answers
from chibo.imports.tests import files
from chibo.imports.tests.sending import AS_OF, CLEAN, changed, look, said, send
from tests.world import World

SHORT = ["TT", "Họ tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức"]


def table(rows: files.Rows, merges: tuple[str, ...] = (), sheet: str = "Danh sách") -> Table:
    return read_table(open_workbook(files.xlsx(rows, merges, sheet), "ds.xlsx"))


def meant(found: Table) -> list[str]:
    return [column["field"] for column in guess(found).values()]


def sent(world: World, rows: files.Rows) -> FileImport:
    return upload_file(NewFile("ds.xlsx", files.xlsx(rows), AS_OF), world.commune, by=world.an)


@pytest.mark.parametrize("heading", ["Họ tên ĐV", "HỌ VÀ TÊN (chữ in hoa)", "Đồng chí"])
def test_a_heading_that_reads_like_a_name_is_one(heading: str) -> None:
    found = table([["TT", heading, "Ngày sinh"], [1, "Lò Thị Hà", "1980"]])
    assert meant(found) == ["", "full_name", "born"]


def test_the_name_of_a_relative_is_not_the_members() -> None:
    rows = [["TT", "Họ tên vợ (chồng)", "Ngày sinh", "Quê quán", "Dân tộc"], [1, "Lò Thị Hà"]]
    assert meant(table(rows)) == ["", "", "born", "native_detail", "ethnicity"]


@pytest.mark.parametrize(
    ("heads", "merges"),
    [(["Họ và tên", ""], ("B1:C1",)), (["Họ đệm", "Tên"], ()), (["Họ và tên đệm", "TÊN"], ())],
)
def test_a_name_in_two_columns_is_one_name(heads: list[str], merges: tuple[str, ...]) -> None:
    rows = [["TT", *heads, "Ngày sinh"], [1, "Lò Văn", "Sôm", "1980"], [2, "Vì Thị", "Ín", "1981"]]
    found = table(rows, merges)
    assert meant(found) == ["", "full_name", "born"]
    assert [row.cells[1] for row in found.rows] == ["Lò Văn Sôm", "Vì Thị Ín"]


def test_sentences_and_numbers_beneath_the_list_are_nobody() -> None:
    rows = [
        SHORT,
        [1, "Lò Thị Hà", "1980", "2005", "2006"],
        [2],
        ["3."],
        ["(Danh sách này có 01 đồng chí)"],
        ["", "Ấn định danh sách trên gồm 01 đồng chí./."],
        ["", "", "", "Mường Mẫu, ngày 20 tháng 11 năm 2026"],
        ["", "", "", "T/M CHI BỘ"],
        ["", "", "", "Lò Văn Hặc"],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [2]
    assert found.skipped == [
        "Dòng 3–4: chỉ có số thứ tự.",
        "Dòng 5–7: lời ghi, không phải đảng viên.",
        "Dòng 8–9: phần ký tên, không phải đảng viên.",
    ]


@pytest.mark.parametrize(
    ("title", "sheet", "unit"),
    [
        ("CHI BỘ BẢN TRÊN", "Sheet1", "CHI BỘ BẢN TRÊN"),
        ("ĐẢNG BỘ XÃ MƯỜNG MẪU\nChi bộ: bản Trên", "Sheet1", "Chi bộ bản Trên"),
        ("Danh sách đảng viên chi bộ Bản Trên", "Sheet1", "chi bộ Bản Trên"),
        ("DANH SÁCH ĐẢNG VIÊN", "CB Bản Trên", "CB Bản Trên"),
        ("DANH SÁCH CÁC CHI BỘ", "Sheet1", ""),
        ("Chi bộ: ............", "Sheet1", ""),
    ],
)
def test_a_cell_named_once_in_the_title_is_that_of_all(title: str, sheet: str, unit: str) -> None:
    found = table([[title], [], SHORT, [1, "Lò Thị Hà", "1980"]], sheet=sheet)
    assert [row.unit for row in found.rows] == [unit]


def test_lists_on_other_sheets_are_named() -> None:
    rows = [SHORT, [1, "Lò Thị Hà", "1980"]]
    book = openpyxl.Workbook()
    for name in ("CB bản Áng", "CB Trường Mầm non"):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    del book["Sheet"]
    assert read_table(open_workbook(files.saved(book), "ds.xlsx")).notes == [
        "Tệp còn danh sách ở trang “CB Trường Mầm non”; lần nhập này chỉ đọc trang “CB bản Áng”. "
        "Mỗi trang còn lại nhập thành một lần riêng.",
        "Dòng không ghi chi bộ được hiểu là của “CB bản Áng” (tên ở đầu danh sách hoặc tên trang).",
    ]


@pytest.mark.parametrize("nothing", ["không rõ", "Chưa rõ ngày", "-", "…", "--", "?", "'"])
def test_a_word_for_not_known_is_an_empty_cell(world: World, nothing: str) -> None:
    assert look(world, send(world, changed(CLEAN, born=nothing))).problems() == []


def test_no_level_is_no_question(world: World) -> None:
    assert look(world, send(world, changed(CLEAN, theory="chưa qua đào tạo"))).problems() == []


def test_a_number_of_excel_kept_as_text_and_a_leading_apostrophe(world: World) -> None:
    of = send(world, changed(CLEAN, joined="36000", official="'36365", id="'014080000011"))
    (reading,) = look(world, of).ready
    assert {name: str(reading.facts[name]) for name in ("joined", "official", "national_id")} == {
        "joined": "24/07/1998",
        "official": "24/07/1999",
        "national_id": "014080000011",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ bản Trên, Đảng bộ xã Mường Mẫu",
        "Đảng ủy xã Mường Mẫu - Chi bộ bản Trên",
        "Chi bộ bản Trên thuộc Đảng bộ xã Mường Mẫu",
        "ĐẢNG BỘ XÃ MƯỜNG MẪU\nCHI BỘ BẢN TRÊN",
    ],
)
def test_a_cell_written_with_what_stands_above_it(world: World, text: str) -> None:
    assert look(world, send(world, changed(CLEAN, cell=text))).problems() == []


def american(world: World) -> FileImport:
    people = [("Lò Văn Ba", "07/25/1980"), ("Lò Văn Bốn", "03/04/1981"), ("Lò Văn Năm", "1982")]
    return send(world, *(changed(CLEAN, name=name, born=born) for name, born in people))


def test_a_column_with_the_month_first_is_asked_about_before_anything_is_written(
    world: World,
) -> None:
    of = american(world)
    found = look(world, of)
    (problem,) = found.problems()
    assert said([problem]) == [
        (
            2,
            "born",
            "07/25/1980",
            "undecided",
            "Cột này có ngày ghi tháng trước (07/25/1980); chọn cách đọc cả cột",
        )
    ]
    assert (problem.also, [one.row for one in found.ready]) == (1, [4])
    turned = look(world, of, Answers(groups={"order:born": "turn"}))
    assert [str(one.facts["born"]) for one in turned.ready] == ["25/07/1980", "04/03/1981", "1982"]
    kept = look(world, of, Answers(groups={"order:born": "keep"}))
    assert [str(one.facts["born"]) for one in kept.ready] == ["03/04/1981", "1982"]
    assert [p.sentence for p in kept.problems()] == [
        "Ngày 07/25/1980 không có thật: không có tháng 25. Ghi ngày trước, tháng sau."
    ]


def test_one_slip_among_dates_that_are_clear_is_only_its_own(world: World) -> None:
    born = ("07/25/1980", "25/04/1981", "03/04/1982")
    of = send(world, *(changed(CLEAN, name=f"Lò Văn {day}", born=day) for day in born))
    assert [(p.row, p.severity) for p in look(world, of).problems()] == [(2, "error")]


def test_dates_turned_round_by_the_machine_are_asked_about(world: World) -> None:
    """Typed 03/04/1980 on a machine set to American dates: the cell holds the 4th of March."""
    born = [date(1980, 3, month) for month in (4, 5, 6, 7, 8)]
    rows = [
        SHORT,
        *([n, f"Lò Văn A{n}", day, "3/2/2008", "3/2/2009"] for n, day in enumerate(born)),
    ]
    rows.append([9, "Lò Văn B", "25/04/1980", "3/2/2008", "3/2/2009"])
    of = sent(world, [["CHI BỘ BẢN TRÊN"], *rows])
    (problem,) = look(world, of).problems()
    assert (problem.field, problem.severity, problem.also) == ("born", "undecided", 4)
    assert problem.choices[1] == ("turn", "Tháng trước: 04/03/1980 là ngày 03/04/1980")
    turned = look(world, of, Answers(groups={"order:born": "turn"}))
    assert [str(one.facts["born"]) for one in turned.ready][:2] == ["03/04/1980", "03/05/1980"]


def test_capitals_are_written_as_names_are_and_said_so(world: World) -> None:
    of = send(
        world,
        changed(CLEAN, name="LÒ THỊ XUYẾN"),
        changed(CLEAN, name="H'HEN NIÊ"),
        changed(CLEAN, name="Vừ A Của"),
    )
    found = look(world, of)
    assert [one.facts["full_name"] for one in found.ready] == [
        "Lò Thị Xuyến",
        "H'Hen Niê",
        "Vừ A Của",
    ]
    assert found.notes == ["2 tên viết hoa cả được ghi lại như thường: Lò Thị Xuyến."]


def test_the_cell_of_the_title_is_said() -> None:
    found = table([["CHI BỘ BẢN TRÊN"], SHORT, [1, "Lò Thị Hà", "1980"]])
    assert found.notes == [
        "Dòng không ghi chi bộ được hiểu là của “CHI BỘ BẢN TRÊN” (tên ở đầu danh sách hoặc tên trang)."
    ]


def test_a_title_that_fits_nothing_does_not_matter_for_the_one_cell_there_is(world: World) -> None:
    rows = [
        ["CHI BỘ BẢN TRÊN NHIỆM KỲ 2025–2030"],
        SHORT,
        [1, "Lò Thị Hà", "1980", "3/2/2008", "3/2/2009"],
    ]
    new = NewFile("ds.xlsx", files.xlsx(rows), AS_OF)
    (reading,) = look(world, upload_file(new, world.tren, by=world.an)).ready
    assert reading.cell == world.tren.pk


@pytest.mark.parametrize("over", ["Ngày, tháng, năm sinh", "Năm sinh"])
def test_a_birth_in_the_column_of_the_sex(over: str) -> None:
    rows = [
        ["TT", "Họ và tên", over, "", "Ngày vào Đảng"],
        ["", "", "Nam", "Nữ", ""],
        [1, "Lò Văn Mốt", "3/2/1980", "", "2005"],
        [2, "Lò Thị Hai", "", 1985, "2006"],
        [3, "Lò Văn Ba", "", "", "2007"],
    ]
    found = table(rows, ("A1:A2", "B1:B2", "C1:D1", "E1:E2"))
    assert meant(found) == ["", "full_name", "born", "sex", "joined"]
    assert [row.cells[2:4] for row in found.rows] == [
        ("3/2/1980", "Nam"),
        (1985, "Nữ"),
        (None, None),
    ]


def test_the_sex_marked_in_one_of_two_columns() -> None:
    rows = [
        ["TT", "Họ và tên", "Giới tính", "", "Ngày sinh"],
        ["", "", "Nam", "Nữ", ""],
        [1, "Lò Văn Mốt", "x", "", "1980"],
        [2, "Lò Thị Hai", "", "x", "1981"],
    ]
    found = table(rows, ("A1:A2", "B1:B2", "C1:D1", "E1:E2"))
    assert meant(found) == ["", "full_name", "sex", "born"]
    assert [row.cells[2] for row in found.rows] == ["Nam", "Nữ"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Quê quán (xã, huyện, tỉnh)", "native_detail"),
        ("Vào Đảng (dự bị)", "joined"),
        ("Ngày vào Đảng (chính thức)", "official"),
        ("Số thẻ đảng viên (cũ)", "old_card_number"),
        ("Họ tên khai sinh (chữ in hoa)", "birth_name"),
        ("ĐT", "phone"),
        ("DT", "ethnicity"),
        ("Số ĐDCN/CCCD", "national_id"),
        ("Trình độ CMNV", "professional"),
        ("Nơi cư trú", "home_detail"),
        ("Chi bộ nơi cư trú", ""),
    ],
)
def test_headings_as_offices_word_them(heading: str, field: str) -> None:
    assert meaning_of(heading) == field


def test_groups_within_the_list_are_nobody() -> None:
    rows = [
        SHORT,
        ["A. Đảng viên chính thức", "", "", "", ""],
        [1, "Lò Thị Hà", "1980", "2005", "2006"],
        ["", "II. Đảng viên dự bị", "", "", ""],
        [2, "Vì Văn Tú", "1999", "2/9/2026"],
    ]
    found = table(rows, ("A2:E2",))
    assert [row.number for row in found.rows] == [3, 5]


def test_a_member_over_two_rows_has_both_days() -> None:
    rows = [
        ["TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng (Chính thức/Dự bị)"],
        [1, "Lò Văn Hặc", "1971", "3/2/1996"],
        ["", "", "", "3/2/1995"],
        [2, "Vì Thị Ót", "1990", "19/5/2015"],
    ]
    found = table(rows)
    assert [(row.number, row.cells[3]) for row in found.rows] == [
        (2, "3/2/1996\n3/2/1995"),
        (4, "19/5/2015"),
    ]


def test_a_row_without_a_name_that_says_something_else_is_not_passed_over() -> None:
    rows = [SHORT, [1, "Lò Thị Hà", "1980"], ["", "", "", "Chưa", ""], ["", "", "1990"]]
    assert [row.number for row in table(rows).rows] == [2, 3, 4]
