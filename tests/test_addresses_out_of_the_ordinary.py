"""Addresses nobody's page links to: too many digits, other scripts' digits, days at the ends of time."""

from typing import Any

import pytest
from django.test import Client

from tests.habits.sides import ours
from tests.programs import Program
from tests.world import World

HUGE, SUPERSCRIPT = "9" * 26, "%C2%B2"


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.an)
    return client


@pytest.mark.parametrize("number", [HUGE, "9" * 19])
def test_a_key_of_too_many_digits_is_no_address(office: Client, number: str) -> None:
    pages = (
        f"/dv/{number}",
        f"/dang-vien/{number}",
        f"/dv/{number}/dang-vien",
        f"/viec-giao/{number}",
    )

    assert [office.get(page).status_code for page in pages] == [404] * len(pages)


@pytest.mark.parametrize("odd", [HUGE, SUPERSCRIPT, "-1", "1,2"])
def test_an_odd_key_after_the_question_mark_names_nothing(
    world: World, office: Client, odd: str
) -> None:
    of = f"/dv/{world.commune.pk}"
    pages = {
        f"{of}/phat-trien/in/cell_resolution/docx?ho-so={odd}": 404,
        f"{of}/phat-trien/moi?nguoi={odd}": 200,
        f"{of}/sinh-hoat/in/docx?buoi={odd}": 404,
        f"{of}/the-dang/in/so-phat-the.docx?quyet-dinh={odd}": 200,
        f"{of}/huy-hieu?xem={odd}": 200,
        f"{of}/dang-vien?xem={odd}&trang={odd}": 200,
    }

    assert {page: office.get(page).status_code for page in pages} == pages


def test_a_register_asked_for_no_paper_has_no_lines(world: World, office: Client) -> None:
    """Cards without a paper are not those of a paper that does not exist."""
    assert ours(world).card.paper is None
    of = f"/dv/{world.commune.pk}/the-dang/in/so-phat-the.xlsx"

    assert office.get(f"{of}?quyet-dinh=khong").content != office.get(of).content


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1000-02-30"])
def test_days_at_the_ends_of_time_are_only_days(world: World, office: Client, day: str) -> None:
    of = f"/dv/{world.commune.pk}"
    pages = [
        f"/viec/danh-sach?han={day}",
        f"{of}/huy-hieu?dot={day}",
        f"{of}/huy-hieu/trao?dot={day}",
    ]

    assert {office.get(page).status_code for page in pages} <= {200, 400, 404}


@pytest.mark.parametrize("page", ["/tim?q=%00", "/?thang=%00", "/nhat-ky?ai=x%00y"])
def test_an_address_with_a_nul_is_not_read(office: Client, page: str) -> None:
    assert office.get(page).status_code == 400


def test_programs_are_told_in_their_own_words(world: World, settings: Any) -> None:
    settings.PUBLIC_API = True
    answer = Program.of(world.an).get("organisations?q=%00")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "NUL" in answer.json()["detail"]
