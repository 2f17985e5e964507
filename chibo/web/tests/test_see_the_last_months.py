"""The last months of regular meetings: the small heat-map of home, the dots of the tree."""

from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.meetings.models import State
from chibo.meetings.queries.recent import Recent, recent, recent_of
from chibo.meetings.tests.test_read_figures import kept
from chibo.organisations.queries.tree import branch
from chibo.web.queries import heat
from chibo.web.queries.heat import Recorded, recorded
from tests.world import World

ON = date(2018, 8, 20)
DAY = "?ngay=2018-08-20"


def page_of(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def marks(row: Recent) -> str:
    return " ".join(mark.kind for mark in row.marks)


def of_the_commune(world: World) -> Recorded:
    found = recorded(branch(world.commune, ON))
    assert found is not None
    return found


def test_the_months_are_those_of_the_year_page(world: World) -> None:
    kept(world, world.tren, date(2018, 3, 5))
    kept(world, world.tren, date(2018, 5, 5), state=State.HANDED_IN)
    kept(world, world.tren, date(2018, 6, 5), state=State.RETURNED, said="Ghi rõ hạn")
    kept(world, world.duoi, date(2018, 1, 5))
    kept(world, world.duoi, date(2018, 8, 5))

    rows = {row.name: marks(row) for row in of_the_commune(world).rows}
    assert rows == {
        "Bản Trên": "n h4 x s p x e",
        "Bản Dưới": "x x x x x x h4",
        "Trường Tiểu học": "n n n n n n e",
    }


def test_meetings_after_the_day_are_not_told(world: World) -> None:
    kept(world, world.tren, date(2018, 8, 19))
    kept(world, world.duoi, date(2018, 8, 21))

    held = {one.name: len(one.held) for one in recent(branch(world.commune, ON))}
    assert held == {"Bản Trên": 1, "Bản Dưới": 0, "Trường Tiểu học": 0}


def test_without_meetings_there_is_no_picture(world: World) -> None:
    assert recorded(branch(world.commune, ON)) is None
    assert "Sinh hoạt chi bộ thường kỳ" not in page_of(world.an, f"/viec{DAY}")


def test_of_many_cells_those_that_missed_a_month_are_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heat, "FEW_CELLS", 2)
    monkeypatch.setattr(heat, "MOST_ROWS", 1)
    for month in (2, 3, 5, 6, 7):
        kept(world, world.tren, date(2018, month, 5))
    for month in (6, 7):
        kept(world, world.duoi, date(2018, month, 5))

    found = of_the_commune(world)
    assert [row.name for row in found.rows] == ["Bản Trên"]
    assert (found.missing, found.without_gap, found.unknown, found.cells) == (1, 1, 1, 3)
    page = page_of(world.an, f"/viec{DAY}")
    assert "1 trên 3 chi bộ có tháng không họp." in page
    assert "Không bỏ tháng nào: 1 chi bộ; chưa có số liệu: 1." in page
    kept(world, world.duoi, date(2018, 1, 5))
    assert [row.name for row in of_the_commune(world).rows] == ["Bản Dưới"]


def test_marks_open_what_is_to_be_done(world: World) -> None:
    kept(world, world.tren, date(2018, 5, 5))
    waiting = kept(world, world.tren, date(2018, 7, 5), state=State.HANDED_IN)

    page = page_of(world.an, f"/viec{DAY}")
    year = f"/dv/{world.tren.pk}/sinh-hoat"
    assert f'<a href="{year}">Bản Trên</a>' in page
    assert '<span class="c h4">100</span>' in page
    assert f'href="{year}">✕<span class="vh"> không ghi buổi nào</span></a>' in page
    assert f'href="{waiting.get_absolute_url()}">100<span class="vh">%, chờ duyệt</span>' in page
    assert '<th scope="col" class="now">T8</th>' in page
    assert "2/3" in page


def test_a_cell_sees_its_own_months(world: World) -> None:
    kept(world, world.tren, date(2018, 5, 5))
    kept(world, world.duoi, date(2018, 5, 6))

    page = page_of(world.chung, f"/viec{DAY}")
    assert "Sinh hoạt chi bộ thường kỳ" in page
    assert "Bản Dưới" not in page


def test_who_reads_figures_alone_and_a_level_above_see_none(world: World) -> None:
    kept(world, world.tren, date(2018, 5, 5))

    for user in (world.giang, world.admin):
        assert "Sinh hoạt chi bộ thường kỳ" not in page_of(user, f"/viec{DAY}")


def test_the_tree_has_a_dot_for_each_month(world: World) -> None:
    kept(world, world.tren, date(2018, 4, 5))
    kept(world, world.tren, date(2018, 7, 5))
    kept(world, world.tren, date(2018, 8, 5))

    page = page_of(world.an, f"/dv/{world.commune.pk}/cay{DAY}")
    dots = '<i class="n"></i><i class="n"></i><i></i><i class="x"></i><i class="x"></i><i></i>'
    own = f'<a class="met num" href="/dv/{world.tren.pk}/sinh-hoat">'
    assert f'{own}{dots}2/4<span class="vh"> tháng đã họp; không ghi tháng 5, 6</span>' in page
    assert page.count("chưa có số liệu") == 2


def test_dots_are_for_who_reads_names(world: World) -> None:
    kept(world, world.tren, date(2018, 4, 5))

    assert "Họp 6 tháng" not in page_of(world.giang, f"/dv/{world.commune.pk}/cay{DAY}")


def test_cells_asked_for_by_key_have_the_same_months(world: World) -> None:
    kept(world, world.tren, date(2018, 4, 5))
    kept(world, world.duoi, date(2018, 5, 5))

    all_of_them = {one.cell: one for one in recent(branch(world.commune, ON))}
    assert recent_of(list(all_of_them), ON) == all_of_them
    assert recent_of([], ON) == {}
