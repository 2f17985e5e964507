"""A list leaves as a workbook: what is in it, who may, what the journal keeps."""

import io
from datetime import date

import openpyxl
from django.urls import reverse

from chibo.audit.models import Entry
from chibo.members.tests.seeing import enter, signed_in_as
from tests.world import World


def export(world: World, user: object, query: str = "", **said: object) -> object:
    address = reverse("members:export", args=[world.commune.pk]) + f"?ngay=2026-11-20&{query}"
    return signed_in_as(user).post(address, said)


def sheet_of(answer: object, name: str = "Đảng viên") -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


def test_the_list_on_the_screen(world: World) -> None:
    rows = sheet_of(export(world, world.an, "gioi=male"))

    assert [(row[1], row[3], row[5]) for row in rows] == [
        ("Họ và tên", "Giới", "Chi bộ"),
        ("Nguyễn Văn Bình", "Nam", "Trường Tiểu học"),
        ("Vì Văn Chung", "Nam", "Bản Trên"),
    ]
    assert rows[1][2].date() == date(1970, 11, 20)
    assert rows[2][2] == "1978"


def test_only_the_ticked_rows(world: World) -> None:
    chosen = [world.people["an"].pk, world.people["en"].pk, "x"]

    rows = sheet_of(export(world, world.an, chon=chosen))

    assert [row[1] for row in rows[1:]] == ["Lò Thị An", "Vàng Thị Én"]


def test_the_notes_say_what_it_is(world: World) -> None:
    notes = dict(sheet_of(export(world, world.an, "tim=thi&gioi=female"), "Ghi chú"))

    assert notes["Tổ chức"] == "Đảng bộ xã Mường Mẫu"
    assert notes["Số liệu tại ngày"] == "20/11/2026"
    assert notes["Điều kiện lọc"] == "Tìm: thi; Giới: Nữ"
    assert notes["Số dòng"] == "4"
    assert notes["Người xuất"] == "Lò Thị An"


def test_identity_numbers_are_masked_unless_asked_for_in_full(world: World) -> None:
    masked = sheet_of(export(world, world.an, mau="28"))
    full = sheet_of(export(world, world.an, mau="28-day-du"))

    assert len(masked[0]) == 28
    assert masked[0][8] == "Số định danh cá nhân*"
    assert masked[1][8] == "•••• •••• 0001"
    assert full[1][8] == "014185000001"
    assert full[1][9] == "990010000001"
    assert full[1][13] == "Bản Trên, Đảng bộ xã Mường Mẫu, Đảng bộ tỉnh Mẫu"
    noted = Entry.objects.filter(verb__startswith="members.exported").order_by("pk")
    assert list(noted.values_list("verb", "actor_name")) == [
        ("members.exported", "Lò Thị An"),
        ("members.exported_in_full", "Lò Thị An"),
    ]


def test_a_cell_secretary_exports_the_cell_but_no_full_number(world: World) -> None:
    cell = reverse("members:export", args=[world.tren.pk])
    client = signed_in_as(world.chung)

    assert [row[1] for row in sheet_of(client.post(cell))[1:]] == ["Lò Thị An", "Vì Văn Chung"]
    assert client.post(cell, {"day-du": "1"}).status_code == 403
    assert not Entry.objects.filter(verb="members.exported_in_full").exists()


def test_who_may_not_export_is_told_no(world: World) -> None:
    assert export(world, world.users["inspection"]).status_code == 403
    assert export(world, world.giang).status_code == 403
    assert export(world, world.khanh).status_code == 404


def test_a_name_never_starts_a_formula(world: World) -> None:
    enter(world, "=HYPERLINK(A1) Tí")
    answer = export(world, world.an, "tim=ti")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))

    cells = [cell for row in book["Đảng viên"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
