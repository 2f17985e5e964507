"""Our own lists in the official layouts, read by the comparison: nothing differs."""

import io

import openpyxl
import pytest
from django.urls import reverse

from chibo.imports.actions.comparing import run_comparison, send_comparison
from chibo.imports.models import Difference
from chibo.imports.tests.test_bring_in_a_file_on_screen import at_the_desk
from chibo.imports.tests.test_compare_with_the_official_list import AS_OF
from chibo.members.actions.files import correct_file
from tests.world import World


def export(world: World, layout: str) -> bytes:
    address = reverse("members:export", args=[world.commune.pk]) + f"?ngay={AS_OF.isoformat()}"
    answer = at_the_desk(world.an).post(address, {"mau": layout})
    assert answer.status_code == 200
    return bytes(answer.content)


@pytest.mark.parametrize("layout", ["28", "28-day-du", "nhap-lieu", "nhap-lieu-day-du"])
def test_nothing_differs(world: World, layout: str) -> None:
    facts = {
        "aliases": "Lò Thị Ánh",
        "native_province": "Tỉnh Mẫu",
        "native_detail": "Xã Mường Mẫu",
        "home_country": "Lào",
        "home_detail": "Bản Xa",
        "old_id": "050123456",
        "old_card_number": "12345678",
    }
    correct_file(world.people["an"], facts, by=world.an)
    sent = send_comparison("ra.xlsx", export(world, layout), world.commune, AS_OF, by=world.an)
    of = run_comparison(sent, {}, by=world.an)

    left = Difference.objects.filter(comparison=of).values_list("field", "of__person__full_name")
    # without the right to whole numbers the layouts to be filled in leave them blank
    hidden = {"national_id", "old_id"} if layout in ("28", "nhap-lieu") else set()
    assert {field for field, _name in left} <= hidden
    assert (of.counts["ours"], of.counts["theirs"]) == (0, 0)


def test_the_intake_file_has_its_two_rows_of_headings_and_only_text(world: World) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export(world, "nhap-lieu-day-du"))).worksheets[0]

    rows = list(sheet.values)
    assert [rows[5][14], rows[5][17], rows[5][20]] == [
        "Nơi đăng ký khai sinh",
        "Quê quán",
        "Thường trú",
    ]
    assert list(rows[6][14:17]) == ["Quốc gia", "Tỉnh/Thành", "Chi tiết"]
    assert len(rows[7]) == 31
    assert (rows[7][2], rows[7][5], rows[7][8]) == ("Lò Thị An", "12/03/1985", "014185000001")
    kinds = {cell.number_format for row in sheet.iter_rows(min_row=8) for cell in row if cell.value}
    assert kinds == {"@"}
