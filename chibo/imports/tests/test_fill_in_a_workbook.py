"""The template, workbooks with mistakes, masked numbers, and who may."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.base.sheets import UnreadableSheet, open_workbook
from chibo.imports.actions.workbook import (
    UnfitWorkbook,
    export_workbook,
    import_workbook,
    rehearse_workbook,
)
from chibo.imports.tests.test_workbook_round_trip import cells_of
from chibo.imports.workbook.documentation import as_markdown
from chibo.imports.workbook.export import template
from chibo.imports.workbook.reading import is_data_workbook
from chibo.imports.workbook.sheets import SHEETS
from chibo.imports.workbook.sheets.people import FILE
from chibo.members.models import Membership, Movement, Person, Relative
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Duty, Organisation
from chibo.rulebook.queries import code_list
from tests.habits.source import ROOT
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

MOVED = code_list("movement_kinds").label("moved_within")
Change = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def admin(db: None) -> User:
    return create_user(username="quan.tri", full_name="Quản trị", by=None)


@pytest.fixture
def workbook(db: None) -> bytes:
    """A commune's workbook; the installation is empty again."""
    return of_a_commune()


@cache
def of_a_commune() -> bytes:
    with transaction.atomic():
        world = build_world()
        content = export_workbook(world.commune, by=world.an).content
        transaction.set_rollback(True)
    return content


def changed(content: bytes, *changes: Change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for change in changes:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(sheet: str, row: int, heading: str, value: Any) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        heads = [str(cell.value).strip(" *") for cell in page[1]]
        page.cell(row, heads.index(heading) + 1).value = value

    return change


def problems(content: bytes, by: User) -> list[tuple[str, int | None, str, str]]:
    found = rehearse_workbook(content, "so.xlsx", by=by).problems
    return [(one.sheet, one.row, one.column, one.sentence) for one in found]


# ---------------------------------------------------------------- the template


def test_the_template_has_every_sheet_with_drop_downs_in_vietnamese() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames[: len(SHEETS)] == [str(kind.name) for kind in SHEETS]
    lists = {
        book[str(kind.name)].cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for kind in SHEETS
        for rule in book[str(kind.name)].data_validations.dataValidation
    }
    assert lists["Giới tính"] == '"Nam,Nữ"'
    assert lists["Loại tổ chức *"].startswith("_danh_muc!")
    assert {book[str(kind.name)].freeze_panes for kind in SHEETS} == {"A2"}


def test_the_template_is_a_workbook_with_nothing_in_it(admin: User) -> None:
    outcome = rehearse_workbook(template(), "mau.xlsx", by=admin)
    assert (outcome.problems, sum(outcome.rows.values())) == ((), 0)


def test_a_branch_typed_into_the_template_comes_in(admin: User) -> None:
    founded, day = date(1990, 1, 1), date(2026, 1, 1)
    rows: dict[str, list[dict[str, Any]]] = {
        "Tổ chức": [
            {"Mã tổ chức trong sổ": "TC1", "Phần": "Thuộc nhánh", "Ngày thành lập": founded},
            {"Mã tổ chức trong sổ": "TC2", "Phần": "thuộc nhánh", "Ngày thành lập": "1/1/1990"},
        ],
        "Tên và loại": [
            {
                "Tổ chức": "TC1",
                "Tên": "Đảng bộ xã A",
                "Loại tổ chức": "Đảng bộ cơ sở",
                "Từ ngày": founded,
            },
            {
                "Tổ chức": "TC2",
                "Tên": "Chi bộ B",
                "Loại tổ chức": "Chi bộ trực thuộc",
                "Từ ngày": founded,
            },
        ],
        "Trực thuộc": [
            {"Tổ chức": "TC1", "Từ ngày": founded},
            {"Tổ chức": "tc2 · Chi bộ B", "Trực thuộc": "TC1", "Từ ngày": founded},
        ],
        "Người": [{"Mã người trong sổ": "NG1", "Họ và tên": "Lò Văn Ba", "Ngày sinh": "05/1980"}],
        "Biến động": [
            {
                "Mã biến động trong sổ": "BD1",
                "Người": "NG1",
                "Biến động": "Ghi vào sổ lần đầu",
                "Ngày": day,
                "Chi bộ đến": "TC2",
                "Tình trạng sau đó": "Chính thức",
            }
        ],
    }
    filled = changed(
        template(),
        *(
            put(sheet, at, heading, value)
            for sheet, lines in rows.items()
            for at, line in enumerate(lines, start=2)
            for heading, value in line.items()
        ),
    )

    assert import_workbook(filled, "so.xlsx", by=admin).problems == ()
    stay = Membership.objects.get()
    known = stay.person.partial("born")
    assert (stay.person.full_name, str(known), str(stay.cell)) == (
        "Lò Văn Ba",
        "05/1980",
        "Chi bộ B",
    )
    assert Duty.objects.get(role="office").ended_on is not None


def test_every_column_of_a_file_is_in_the_workbook() -> None:
    kept = {column.name for column in FILE}
    missing = [
        field.name
        for field in Person._meta.concrete_fields
        if field.editable
        and field.name.removesuffix("_known_to").removesuffix("_on") not in kept
        and field.name not in {*kept, "id", "keeper"}
    ]
    assert missing == []


def test_the_documentation_is_current() -> None:
    assert Path(ROOT / "docs" / "workbook.md").read_text() == as_markdown(), (
        "chibo export --describe > docs/workbook.md"
    )


# ---------------------------------------------------------------- mistakes


def without(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (without("Người"), ("Người", None, "", "Thiếu trang này")),
        (put("Người", 2, "Dân tộc", "Thái Bình"), ("Người", 2, "Dân tộc", "không có “Thái Bình”")),
        (
            put("Người", 2, "Dân tộc", "Tây"),
            ("Người", 2, "Dân tộc", "không có “Tây”; gần giống: Tày. Ghi đúng dấu."),
        ),
        (
            put("Biến động", 2, "Người", "NG999999"),
            ("Biến động", 2, "Người", "Không có mã NG999999"),
        ),
        (
            put("Người", 3, "Mã người trong sổ", "NG000001"),
            ("Người", 3, "Mã người trong sổ", "đã có ở dòng 2"),
        ),
        (put("Người", 2, "Ngày sinh", "31/02/1985"), ("Người", 2, "Ngày sinh", "không có thật")),
        (put("Biến động", 2, "Ngày", "2016"), ("Biến động", 2, "Ngày", "Cần đủ ngày, tháng, năm")),
        (put("Người", 2, "Họ và tên", None), ("Người", 2, "Họ và tên", "bắt buộc")),
        (put("Người", 1, "Ghi chú", "Ghi thêm"), ("Người", 1, "Ghi thêm", "không có cột này")),
        (put("Tên và loại", 1, "Tên", None), ("Tên và loại", 1, "Tên", "Thiếu cột bắt buộc")),
        (
            put("Tên và loại", 5, "Từ ngày", date(1999, 1, 1)),
            ("Tên và loại", 5, "Từ ngày", "Phải bắt đầu từ 01/01/1960"),
        ),
    ],
)
def test_a_mistake_is_named_by_sheet_row_and_column(
    workbook: bytes, admin: User, change: Change, found: tuple[str, int | None, str, str]
) -> None:
    said = problems(changed(workbook, change), admin)
    assert any(one[:3] == found[:3] and found[3] in one[3] for one in said), said
    assert not Organisation.objects.exists()


def test_movements_in_an_impossible_order_are_named(workbook: bytes, admin: User) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook))["Biến động"]
    row = next(cells[0].row for cells in page.rows if cells[2].value == MOVED)
    said = problems(changed(workbook, put("Biến động", row, "Ngày", date(2015, 1, 1))), admin)
    assert [(one[0], one[1], one[2]) for one in said] == [("Biến động", row, "Chi bộ đi")]
    assert "không ở chi bộ nào" in said[0][3]


def test_one_bad_row_among_many_is_found_and_nothing_is_written(
    workbook: bytes, admin: User
) -> None:
    spoilt = changed(workbook, put("Người", 3, "Số thẻ đảng viên", "990010000001"))
    with pytest.raises(UnfitWorkbook, match="chưa ghi gì"):
        import_workbook(spoilt, "so.xlsx", by=admin)
    assert not Organisation.objects.exists()
    assert [one[:2] for one in problems(spoilt, admin)][:1] == [("Biến động", 4)]


def test_a_member_left_behind_in_an_ended_cell_is_named(workbook: bytes, admin: User) -> None:
    ends = date(2025, 1, 1)
    spoilt = changed(
        workbook,
        put("Tổ chức", 6, "Ngày kết thúc", ends),
        put("Tên và loại", 6, "Đến ngày", ends),
        put("Trực thuộc", 7, "Đến ngày", ends),
        lambda book: book["Trực thuộc"].delete_rows(8),
    )
    said = problems(spoilt, admin)
    assert any("chưa có biến động rời đi" in one[3] for one in said), said


def test_a_newer_version_is_refused(workbook: bytes, admin: User) -> None:
    spoilt = changed(workbook, lambda book: setattr(book["Ghi chú"]["B3"], "value", "99"))
    assert "phiên bản “99”" in problems(spoilt, admin)[0][3]


def test_what_is_no_workbook_is_told_apart(admin: User) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    file = io.BytesIO()
    book.save(file)
    assert not is_data_workbook(open_workbook(file.getvalue(), "ds.xlsx"))
    with pytest.raises(Refusal, match="không phải sổ dữ liệu"):
        rehearse_workbook(file.getvalue(), "ds.xlsx", by=admin)
    with pytest.raises(UnreadableSheet):
        rehearse_workbook(b"PK\x03\x04 gone", "so.xlsx", by=admin)


def test_an_edited_workbook_says_so(workbook: bytes, admin: User) -> None:
    edited = changed(workbook, put("Người", 2, "Ghi chú", "đã sửa"))
    assert rehearse_workbook(workbook, "so.xlsx", by=admin).remarks == ()
    assert rehearse_workbook(edited, "so.xlsx", by=admin).remarks == (
        "Sổ đã được sửa sau khi xuất.",
    )


# ---------------------------------------------------------------- where something is already


def office_at_the_top(admin: User) -> User:
    user = create_user(username="trung.uong", full_name="Văn phòng", by=admin)
    root = Organisation.objects.order_by("pk")[0]
    give_duty(user, "office", root, date(2026, 1, 1), by=User.objects.get(pk=admin.pk))
    return User.objects.get(pk=user.pk)


def test_a_second_branch_comes_in_beside_the_first(admin: User) -> None:
    """Trung ương, tỉnh and the abolished huyện are known by their codes and names and stay as they are."""
    with transaction.atomic():
        world = build_world()
        first = export_workbook(world.commune, by=world.an).content
        second = export_workbook(world.neighbour, by=world.khanh).content
        transaction.set_rollback(True)
    import_workbook(first, "so.xlsx", by=admin)
    office = office_at_the_top(admin)

    outcome = import_workbook(second, "so.xlsx", by=office)

    assert outcome.remarks == (
        "Đã có sẵn, giữ nguyên: Trung ương, Đảng bộ tỉnh Mẫu, Đảng bộ huyện Mẫu.",
    )
    stays = Membership.objects.filter(person__full_name="Tòng Thị Khánh").order_by("started_on")
    assert [stay.started_on for stay in stays] == [date(2016, 1, 1), date(2025, 7, 1)]
    again = Organisation.objects.get(pk=outcome.organisation_id)
    assert cells_of(export_workbook(again, by=office).content) == cells_of(second)


def test_a_branch_never_comes_in_twice(workbook: bytes, admin: User) -> None:
    import_workbook(workbook, "so.xlsx", by=admin)
    said = problems(workbook, office_at_the_top(admin))
    assert [one[0] for one in said] == ["Tổ chức"] * 4
    assert "Đảng bộ xã Mường Mẫu đã có trong hệ thống" in said[0][3]


def test_who_keeps_no_records_brings_nothing_in(world: World) -> None:
    content = export_workbook(world.commune, by=world.an).content
    for user in (world.binh, world.chung, world.hanh, world.dung):
        with pytest.raises(NotAllowed):
            rehearse_workbook(content, "so.xlsx", by=user)


# ---------------------------------------------------------------- out


def test_an_export_is_journalled_and_asks_for_the_power(world: World) -> None:
    export_workbook(world.commune, by=world.an)
    line = Entry.objects.latest("pk")
    assert (line.verb, line.label, line.reason) == (
        "workbook.exported",
        "Đảng bộ xã Mường Mẫu",
        "9 người",
    )
    for user in (world.giang, world.hanh, world.dung, world.khanh):
        with pytest.raises(NotAllowed):
            export_workbook(world.commune, by=user)


def test_numbers_one_may_not_see_are_masked_and_not_brought_in(world: World) -> None:
    content = export_workbook(world.tren, by=world.chung).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    ids = [row[8].value for row in book["Người"].iter_rows(min_row=2)]
    assert "•••• 0001" in ids and not any(value and value.isdigit() for value in ids)
    notes = {row[0].value: row[1].value for row in book["Ghi chú"].iter_rows()}
    assert notes["Số định danh"].startswith("Đã che số của 1 người")


def test_a_masked_workbook_brings_in_everything_but_the_numbers(admin: User) -> None:
    with transaction.atomic():
        world = build_world()
        content = export_workbook(world.tren, by=world.chung).content
        transaction.set_rollback(True)
    outcome = import_workbook(content, "so.xlsx", by=admin)
    assert outcome.remarks == ("1 người có số định danh bị che trong sổ; các số đó không nhập.",)
    assert Person.objects.get(full_name="Lò Thị An").national_id == ""
    assert Movement.objects.filter(person__full_name="Lường Văn Hùng").count() == 3


def test_as_of_a_day_leaves_out_what_was_not_yet(world: World, admin: User) -> None:
    content = export_workbook(world.commune, date(2018, 6, 30), by=world.an).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    dates = [row[3].value.date() for row in book["Biến động"].iter_rows(min_row=2)]
    assert dates and max(dates) <= date(2018, 6, 30)
    assert {row[4].value for row in book["Tổ chức"].iter_rows(min_row=2)} == {None}
    assert rehearse_workbook.__name__ and "Én" not in {
        str(row[1].value).split()[-1] for row in book["Người"].iter_rows(min_row=2)
    }


def test_no_cell_starts_a_formula(world: World) -> None:
    Relative.objects.create(
        person=world.people["an"], relation="=1+1", full_name="@SUM(A1)", note="+84"
    )
    content = export_workbook(world.commune, by=world.an).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert [cell.value for cell in book["Gia đình"][2]][1] == "=1+1"
