"""The year of a committee's cells: marks, the table from the same rows, more cells by kind, communes above."""

from datetime import date

import pytest
from django.test import Client

from chibo.meetings.models import Meeting, State
from chibo.meetings.queries.heat import Row, year_of
from chibo.meetings.tests.test_read_figures import kept
from chibo.meetings.views import heat
from chibo.organisations.queries.tree import as_branch, branch, cells_in
from tests.world import World

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def rows_of(world: World, year: int, today: date = TODAY) -> dict[str, Row]:
    on = min(today, date(year, 12, 31))
    cells = [as_branch(row, on) for row in cells_in(branch(world.commune, on))]
    return {row.of.short_name: row for row in year_of(Meeting.objects.all(), cells, year, today)}


def marks(row: Row) -> str:
    return " ".join(mark.kind for mark in row.marks)


def page_of(world: World, address: str) -> str:
    client = Client()
    client.force_login(world.an)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_month_says_what_is_known_of_it(world: World) -> None:
    kept(world, world.tren, date(2018, 3, 5))
    kept(world, world.tren, date(2018, 5, 5), state=State.HANDED_IN)
    kept(world, world.tren, date(2018, 6, 5), state=State.RETURNED, said="Ghi rõ hạn")

    rows = rows_of(world, 2018, date(2018, 8, 20))
    assert {name: marks(row) for name, row in rows.items()} == {
        "Bản Trên": "n n h4 x s p x e e e e e",
        "Bản Dưới": "n n n n n n n e e e e e",
        "Trường Tiểu học": "n n n n n n n e e e e e",
    }
    tren = rows["Bản Trên"]
    assert (len(tren.held), tren.asked, tren.missed, tren.in_a_row) == (3, 5, [4, 7], 0)


def test_months_in_a_row_count_back_from_the_last_one_asked_about(world: World) -> None:
    for month in (1, 2, 4, 5, 6):
        kept(world, world.tren, date(2018, month, 5))

    assert rows_of(world, 2018, date(2018, 7, 20))["Bản Trên"].in_a_row == 3


def test_minutes_handed_in_late_are_marked(world: World) -> None:
    meeting = kept(world, world.tren, date(2018, 3, 5))
    assert rows_of(world, 2018)["Bản Trên"].on_time == 1
    meeting.versions.update(handed_in_on=date(2018, 3, 11))
    assert rows_of(world, 2018)["Bản Trên"].on_time == 0


def test_each_mark_opens_its_meeting_and_the_table_says_the_same(world: World) -> None:
    meeting = kept(world, world.tren, date(2018, 3, 5))

    page = page_of(world, f"/dv/{world.commune.pk}/sinh-hoat?nam=2018")
    assert f'href="{meeting.get_absolute_url()}"' in page
    assert "Cùng số liệu, dạng bảng" in page
    assert "1/10" in page
    assert "4, 5, 6, 7, 8, 9, 10, 11, 12" in page


def test_a_year_without_meetings_is_not_a_year_of_missed_months(world: World) -> None:
    kept(world, world.tren, date(2018, 3, 5))

    page = page_of(world, f"/dv/{world.commune.pk}/sinh-hoat?nam=2017")
    assert "Năm 2017 chưa ghi buổi sinh hoạt thường kỳ nào" in page
    assert "✕" not in page


def test_more_than_forty_cells_are_shown_by_kind_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heat, "MOST_CELLS", 2)
    kept(world, world.tren, date(2018, 3, 5))
    address = f"/dv/{world.commune.pk}/sinh-hoat?nam=2018"

    page = page_of(world, address)
    assert "1/1" in page
    assert f"{address}&amp;loai=ban" in page
    assert "Cùng số liệu" not in page
    cells = page_of(world, f"{address}&loai=ban")
    assert "Bản Trên" in cells
    assert "Xem mọi loại hình chi bộ" in cells


def test_a_level_above_reads_its_communes_with_the_way_down(world: World) -> None:
    kept(world, world.tren, date(2018, 3, 5))
    client = Client()
    client.force_login(world.users["superior_names"])

    answer = client.get(f"/dv/{world.province.pk}/sinh-hoat?nam=2018")
    told = answer.content.decode()
    assert f"/dv/{world.commune.pk}/sinh-hoat?nam=2018" in told
    assert "1/1 chi bộ đã họp" in told


def test_the_time_before_a_day_beside_the_time_after(world: World) -> None:
    kept(world, world.tren, date(2018, 3, 5))
    kept(world, world.tren, date(2018, 8, 5))
    kept(world, world.duoi, date(2018, 9, 5))

    page = page_of(world, f"/dv/{world.commune.pk}/sinh-hoat?nam=2018&moc=01/07/2018")
    assert "Trước: 01/07/2017–30/06/2018" in page
    assert "Sau: 01/07/2018–30/06/2019" in page
    bad = page_of(world, f"/dv/{world.commune.pk}/sinh-hoat?nam=2018&moc=01/07/2031")
    assert "Chưa so được" in bad


def test_who_reads_counts_alone_sees_communes_as_numbers(world: World) -> None:
    """The superior opens the province by commune and a commune by kind, never a cell or its minutes."""
    kept(world, world.tren, date(2018, 3, 5))
    client = Client()
    client.force_login(world.giang)
    province = client.get(f"/dv/{world.province.pk}/sinh-hoat?nam=2018").content.decode()
    commune = client.get(f"/dv/{world.commune.pk}/sinh-hoat?nam=2018&loai=ban").content.decode()
    assert f'href="/dv/{world.commune.pk}/sinh-hoat?nam=2018"' in province
    assert ">1/1<" in province and "Mường Mẫu" in province
    assert ">1/1<" in commune
    for page in (province, commune):
        assert ("Bản Trên" in page, "/sinh-hoat/" in page) == (False, False)
    assert client.get(f"/dv/{world.tren.pk}/sinh-hoat").status_code == 404
    own = client.get(f"/dv/{world.commune.pk}").content.decode()
    assert f"/dv/{world.commune.pk}/sinh-hoat" in own
