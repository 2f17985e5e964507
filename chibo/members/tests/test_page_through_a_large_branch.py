"""The list of a large branch: the same rows and the same counts, though no page waits for the whole to be read."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from chibo.members.actions.dossiers import Finding, check_dossiers
from chibo.members.actions.files import correct_file
from chibo.members.queries import roll as rolls
from chibo.members.queries import walking
from chibo.members.queries.listing import ORDERS, Asked, in_order, narrowed, with_files
from chibo.members.queries.roll import roll
from chibo.members.queries.walking import Pages
from chibo.members.tests.seeing import DAY, day, enter, names_in, signed_in_as, text_of
from chibo.members.views import paging
from chibo.organisations.queries.tree import branch
from tests.world import World

NAMES = ["Hà Văn Tới", "Lò Thị Hà", "Bùi Thị Hạ", "Lò Thị Hà", "Cầm Văn Hòa", "Lò Văn Giàng"]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commune is taken for large, and its people are walked by."""
    monkeypatch.setattr(rolls, "LARGE", 3)
    monkeypatch.setattr(walking, "WALKED", 4)
    monkeypatch.setattr(paging, "PAGE_LENGTH", 2)


def url(world: World, query: str = "") -> str:
    return f"{reverse('members:list', args=[world.commune.pk])}?ngay={DAY}&{query}"


def counted(page: Any) -> bool:
    return "Đếm cả danh sách" not in text_of(page)


@pytest.mark.parametrize("order", [*ORDERS, *(f"-{order}" for order in ORDERS)])
@pytest.mark.parametrize("asked", [Asked(), Asked(sex="female"), Asked(state="thieu")])
def test_people_walked_past_stand_as_the_branch_read_does(
    world: World, large: None, order: str, asked: Asked
) -> None:
    enter(world, *NAMES, joined=None)
    enter(world, "Quàng Văn Xuân", "Bạc Thị Vui")
    of = branch(world.commune.pk, day(DAY).day)
    rows = narrowed(roll(of), asked, of)
    read = [row.pk for row in with_files(in_order(rows, order))]

    pages = Pages(rows, order, walks=True)
    walked = [row.pk for start in range(0, len(read), 2) for row in pages[start : start + 2]]

    assert walked == read
    assert pages[len(read) : len(read) + 2] == []


def test_a_page_is_full_before_the_branch_is_read(world: World, large: None) -> None:
    enter(world, *NAMES)
    of = branch(world.commune.pk, day(DAY).day)
    asked: list[str] = []

    def notice(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(notice):
        found = Pages(roll(of), "ten", walks=True)[0:2]

    assert len(found) == 2
    assert len(asked) == 3  # how far to walk, whom it finds, their files
    if connection.vendor == "sqlite":
        assert 'FROM "person" CROSS JOIN "membership"' in asked[1]


def test_the_rows_come_first_and_the_counts_when_asked_for(world: World, large: None) -> None:
    client = signed_in_as(world.an)
    before, after = client.get(url(world)), client.get(url(world, "dem=1"))
    again = client.get(url(world, "gioi=female"))

    assert names_in(before) == names_in(after) == ["Lò Thị An", "Nguyễn Văn Bình"]
    assert "Hiện 1–2 Xếp theo tên" in text_of(before)
    assert "Hiện 1–2 của 6 Xếp theo tên" in text_of(after)
    assert "6 đảng viên Nữ 4 Dân tộc thiểu số 5 Tuổi trung bình 40,0" in text_of(after)
    assert [counted(page) for page in (before, after, again)] == [False, True, False]
    assert "Tất cả 6" in text_of(again)


def test_what_was_counted_stands_until_something_is_written(world: World, large: None) -> None:
    client = signed_in_as(world.an)
    client.get(url(world, "dem=1"))
    kept = client.get(url(world))
    correct_file(world.people["an"], {"sex": "male"}, by=world.an)
    then, anew = client.get(url(world)), client.get(url(world, "dem=1"))

    assert "Nữ 4" in text_of(kept)
    assert [counted(page) for page in (kept, then)] == [True, False]
    assert "Nữ 3" in text_of(anew)


def test_pages_that_are_not_there(world: World, large: None) -> None:
    client = signed_in_as(world.an)

    assert names_in(client.get(url(world, "trang=3"))) == ["Vàng Thị Én", "Đinh Thị Lan"]
    assert names_in(client.get(url(world, "trang=9"))) == ["Vàng Thị Én", "Đinh Thị Lan"]
    for wrong in ("0", "-1", "x", "9" * 30):
        found = names_in(client.get(url(world, f"trang={wrong}")))
        assert found == ["Lò Thị An", "Nguyễn Văn Bình"]


def test_an_open_row_is_no_question_for_counts(world: World, large: None) -> None:
    an = world.people["an"].pk
    page = signed_in_as(world.an).get(url(world, f"dem=1&xem={an}"))

    assert "dem=1" not in page.content.decode().replace("amp;", "").split("<tbody", 1)[1]


def test_dossiers_of_a_large_branch_are_counted_when_asked_for(world: World, large: None) -> None:
    client, address = signed_in_as(world.an), reverse("members:dossiers", args=[world.commune.pk])
    of = branch(world.commune.pk, day(DAY).day)
    check_dossiers([Finding(world.people["lan"], "doc_001", "original")], of.on, by=world.an)
    before, after = (
        client.get(f"{address}?ngay={DAY}"),
        client.get(f"{address}?ngay={DAY}&dem=1"),
    )
    again = client.get(f"{address}?ngay={DAY}")
    narrowed = client.get(f"{address}?ngay={DAY}&thieu=doc_002")

    assert (
        names_in(before) == names_in(after) == names_in(again) == ["Lò Thị An", "Nguyễn Văn Bình"]
    )
    assert [counted(page) for page in (before, after, again, narrowed)] == [
        False,
        True,
        True,
        False,
    ]
    assert "Còn thiếu nhiều nhất" not in text_of(before)
    assert "02. Lý lịch đảng viên 1" in text_of(after)
    assert "6 đồng chí" in text_of(again)
    assert names_in(narrowed) == ["Đinh Thị Lan"]
