"""The registers beside the statistical forms: who stands in them, on the page, on paper, as a workbook."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from chibo.audit.models import Entry
from chibo.base.periods import Period
from chibo.members.actions.files import correct_file
from chibo.members.actions.leaves import begin_temporary_stay
from chibo.organisations.queries.tree import branch
from chibo.reports.registers import registers
from chibo.reports.registers.papers import book_paper
from tests.world import World

BACKEND = "django.contrib.auth.backends.ModelBackend"
MEMBERS, TRANSFERS = "danh-sach-dang-vien", "chuyen-sinh-hoat"


def told(world: World, slug: str, period: Period) -> list[tuple[str, ...]]:
    register, of = registers()[slug], branch(world.commune, period.last)
    return [line.cells for line in register.rows(of, period, register.keys(of, period))]


def test_the_member_register_has_the_fourteen_columns_of_its_form() -> None:
    """With the number in front, which the page and the paper count."""
    assert [column.head for column in registers()[MEMBERS].columns] == [
        "Họ và tên, tên khai sinh, ngày sinh",
        "Nam, nữ, dân tộc, tôn giáo",
        "Quê quán",
        "Văn hóa, lý luận, CMNV, ngoại ngữ",
        "Nghề nghiệp trước khi vào Đảng, hiện nay",
        "Ngày vào Đảng, ngày chính thức",
        "Số thẻ, số lý lịch, số Huy hiệu",
        "Bộ đội, công an, hưu trí",
        "Ngày chuyển đi, đến đảng bộ nào",
        "Ngày chuyển đến, ở đảng bộ nào đến",
        "Ngày từ trần, lý do",
        "Ngày ra khỏi Đảng, hình thức",
        "Ghi chú",
    ]


def test_the_member_register_of_a_year_keeps_who_left_in_it(world: World) -> None:
    """Hung left for another province on 1 September 2022."""
    found = {
        cells[0].partition("\n")[0]: cells for cells in told(world, MEMBERS, Period.year(2022))
    }

    assert list(found) == [
        "Lò Thị An",
        "Nguyễn Văn Bình",
        "Vì Văn Chung",
        "Lường Thị Dung",
        "Lò Văn Giới",
        "Lường Văn Hùng",
        "Đinh Thị Lan",
    ]
    assert found["Lường Văn Hùng"][8] == "01/09/2022\nĐảng bộ phường Bến, tỉnh Xa"
    assert found["Đinh Thị Lan"][9] == "15/08/2019\nĐảng bộ xã Chiềng Xa"
    assert found["Lò Thị An"][1] == "Nữ\nThái\nKhông"
    assert found["Nguyễn Văn Bình"][3] == "VH: THPT\nLL: Cao cấp\nCM: Đại học"
    assert found["Lò Thị An"][5] == "03/02/2008\n03/02/2009"
    assert registers()[MEMBERS].total(
        branch(world.commune, Period.year(2022).last), Period.year(2022)
    ) == ("Có đến cuối kỳ 6 đảng viên; ra khỏi danh sách trong kỳ 1.")


def test_a_death_stands_in_its_column_of_its_year_only(world: World) -> None:
    died = {
        cells[0].partition("\n")[0]: cells[10] for cells in told(world, MEMBERS, Period.year(2024))
    }
    after = {cells[0].partition("\n")[0] for cells in told(world, MEMBERS, Period.year(2025))}

    assert died["Lò Văn Giới"] == "10/05/2024\nTuổi cao"
    assert "Lò Văn Giới" not in after


def test_the_transfer_register_tells_both_ways(world: World) -> None:
    came, went = (told(world, TRANSFERS, Period.year(year)) for year in (2019, 2022))

    assert came == [
        ("15/08/2019", "Đinh Thị Lan", "2012", "", "", "", "Đảng bộ xã Chiềng Xa", "Trường Tiểu học", "",
         "Chính thức, trong tỉnh"),
    ]  # fmt: skip
    assert went == [
        ("01/09/2022", "Lường Văn Hùng\n05/06/1982", "22/12/2010", "", "Bản Trên",
         "Đảng bộ phường Bến, tỉnh Xa", "", "", "", "Chính thức, ngoài tỉnh"),
    ]  # fmt: skip


def test_of_a_cell_the_move_from_the_next_cell_is_one(world: World) -> None:
    """Hung moved from bản Dưới to bản Trên in March 2019: nothing of the commune's register."""
    register, period = registers()[TRANSFERS], Period.year(2019)
    of = branch(world.tren, period.last)

    [line] = register.rows(of, period, register.keys(of, period))
    assert line.cells[6:] == ("Bản Dưới", "Bản Trên", "", "Chính thức, nội bộ")


def test_who_is_away_for_a_time_stands_in_the_register_of_the_unit_left(world: World) -> None:
    """In a cell of the same commune it is a matter inside: of the cell's own register alone."""
    day = date(2026, 9, 1)
    begin_temporary_stay(
        world.people["an"], day, by=world.an, outside_unit="Đảng bộ Trường Chính trị"
    )
    begin_temporary_stay(world.people["dung"], day, by=world.an, cell=world.tren)
    period = Period.year(2026)
    of_cell = branch(world.duoi, date(2026, 11, 20))
    register = registers()[TRANSFERS]

    assert [cells[1:2] + cells[4:] for cells in told(world, TRANSFERS, period)] == [
        ("Lò Thị An\n12/03/1985", "Bản Trên", "Đảng bộ Trường Chính trị", "", "", "", "Tạm thời"),
    ]
    inside = [
        cells.cells for cells in register.rows(of_cell, period, register.keys(of_cell, period))
    ]
    assert [cells[4:6] for cells in inside] == [("Bản Dưới", "Bản Trên")]


def test_page_paper_and_workbook_tell_the_same(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    own = [world.commune.pk, MEMBERS]
    page = client.get(reverse("reports:register", args=own) + "?ky=2022").content.decode()
    whole = client.get(reverse("reports:register_file", args=[*own, "xlsx"]) + "?ky=2022")
    rows = list(load_workbook(io.BytesIO(whole.content)).worksheets[0].values)
    period = Period.year(2022)
    of = branch(world.commune, period.last)
    lines = registers()[MEMBERS].rows(of, period, registers()[MEMBERS].keys(of, period))
    paper = book_paper(registers()[MEMBERS], of, period, lines)

    assert "Đảng bộ phường Bến, tỉnh Xa" in page
    assert rows[0][0] == "Mẫu 7-HSĐV"
    assert rows[4][:3] == ("(1)", "(2)", "(3)")
    assert [row[1] for row in rows[5:]] == [line.cells[0] for line in lines]
    assert len(paper.blocks[1].rows) == len(lines) + 1
    assert Entry.objects.filter(verb="register.printed", reason="Mẫu 7-HSĐV 2022: 7").count() == 1


def test_no_identity_number_stands_in_a_register(world: World, client: Client) -> None:
    correct_file(world.people["an"], {"old_id": "050123456"}, by=world.an)
    client.force_login(world.an, backend=BACKEND)
    page = client.get(
        reverse("reports:register", args=[world.commune.pk, MEMBERS])
    ).content.decode()

    assert "014185000001" not in page
    assert "050123456" not in page


@pytest.mark.parametrize("slug", [MEMBERS, TRANSFERS])
def test_totals_readers_find_no_register(world: World, client: Client, slug: str) -> None:
    client.force_login(world.giang, backend=BACKEND)
    address = reverse("reports:register", args=[world.commune.pk, slug])

    assert client.get(address).status_code == 404
    assert (
        address
        not in client.get(reverse("reports:forms", args=[world.commune.pk])).content.decode()
    )


def test_many_lines_take_as_many_questions_as_few(world: World) -> None:
    register, period = registers()[MEMBERS], Period.year(2022)
    of = branch(world.commune, period.last)
    keys = register.keys(of, period)
    counts = []
    for some in (keys[-2:], keys):
        with CaptureQueriesContext(connection) as asked:
            register.rows(of, period, some)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 7
