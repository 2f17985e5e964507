"""The members list says who holds which office and their telephone, and is narrowed to them, on any day."""

from datetime import date

import pytest
from django.urls import reverse

from chibo.members.actions.files import correct_file
from chibo.members.actions.posts import begin_post
from chibo.members.tests.seeing import DAY, names_in, signed_in_as, text_of
from chibo.members.tests.test_export_a_list import export, sheet_of
from tests.world import World

COLUMNS = "cot=chi-bo&cot=chuc-vu&cot=dien-thoai"


def url(world: World, query: str, day: str = DAY) -> str:
    return f"{reverse('members:list', args=[world.commune.pk])}?ngay={day}&{query}"


@pytest.fixture
def chung(world: World) -> World:
    """Secretary of his cell, who since 2024 also heads bản Trên."""
    chung = world.people["chung"]
    place = world.villages["Bản Trên"]
    begin_post(chung, "village_head", world.commune, date(2024, 1, 1), by=world.an, place=place)
    begin_post(chung, "commune_officer", world.commune, date(2024, 5, 1), by=world.an)
    correct_file(chung, {"phone": "0912000111"}, by=world.an)
    return world


def test_a_column_shows_what_each_holds(chung: World) -> None:
    page = text_of(signed_in_as(chung.an).get(url(chung, COLUMNS)))
    assert "Bí thư chi bộ, công chức xã, trưởng bản Trên 0912000111" in page

    then = text_of(signed_in_as(chung.an).get(url(chung, COLUMNS, "2020-01-01")))
    assert "Bí thư chi bộ 0912000111" in then


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bi-thu", ["Nguyễn Văn Bình", "Vì Văn Chung"]),
        ("cap-uy", ["Nguyễn Văn Bình", "Vì Văn Chung"]),
        ("can-bo-xa", ["Vì Văn Chung"]),
        ("can-bo-thon", ["Vì Văn Chung"]),
        ("giu", ["Nguyễn Văn Bình", "Vì Văn Chung"]),
    ],
)
def test_the_list_is_narrowed_to_who_holds_office(
    chung: World, asked: str, found: list[str]
) -> None:
    assert names_in(signed_in_as(chung.an).get(url(chung, f"chuc-vu={asked}"))) == found


def test_an_office_laid_down_or_not_yet_taken_does_not_count(chung: World) -> None:
    page = signed_in_as(chung.an).get(url(chung, "chuc-vu=can-bo-thon", "2023-12-31"))
    assert names_in(page) == []


def test_it_leaves_as_a_workbook(chung: World) -> None:
    rows = sheet_of(export(chung, chung.an, f"{COLUMNS}&chuc-vu=can-bo-thon"))
    assert [row[1:] for row in rows] == [
        ("Họ và tên", "Chi bộ", "Chức vụ", "Điện thoại"),
        ("Vì Văn Chung", "Bản Trên", "Bí thư chi bộ, công chức xã, trưởng bản Trên", "0912000111"),
    ]
