"""One box finds people, organisations and papers within reach, and nothing outside it."""

import re
from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.organisations.actions.changing import rename_organisation
from tests.world import World


def people(user: User, text: str) -> list[str]:
    page = found(user, text)
    if "Người tìm thấy" not in page:
        return []
    table = page.split("Người tìm thấy", 1)[1].split("</table>", 1)[0]
    names = re.findall(r'<a href="/dang-vien/\d+">(.*?)</a>', table, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", name) for name in names]


def found(user: User, text: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get("/tim", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lo thi an", ["Lò Thị An"]),
        ("lò thị", ["Lò Thị An"]),
        ("lường", ["Lường Thị Dung", "Lường Văn Hùng"]),
        ("LO\u0300 VA\u0306N", ["Lò Văn Giới"]),
        ("lơ", []),
        ("99001000000", ["Lò Thị An", "Nguyễn Văn Bình"]),
        ("99001000", ["Lò Thị An", "Nguyễn Văn Bình"]),
        ("0001", ["Lò Thị An"]),
        ("sua", ["Sồng A Sùa"]),
        ("khánh", []),
        ("%", []),
        ("'; drop table person; --", []),
    ],
)
def test_the_office_finds_people(world: World, text: str, names: list[str]) -> None:
    assert people(world.an, text) == names


def test_reach(world: World) -> None:
    assert people(world.khanh, "lo") == []
    assert people(world.khanh, "khanh") == ["Tòng Thị Khánh"]
    assert people(world.giang, "lo") == []
    assert people(world.dung, "dung") == ["Lường Thị Dung"]
    assert people(world.dung, "lo") == []
    assert people(world.chung, "binh") == []
    assert people(world.admin, "lo") == []
    assert people(world.users["superior_names"], "lo thi") == ["Lò Thị An"]


def test_an_old_name_leads_to_the_organisation(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ Thượng", date(2026, 6, 1), by=world.an)
    page = found(world.an, "ban tren")

    assert "Chi bộ bản Trên" in page and "nay là Chi bộ Thượng" in page
    assert "đã kết thúc" in found(world.admin, "huyen mau")
    assert f'href="/dv/{world.ben.pk}"' not in found(world.an, "ban ben")


def test_papers_by_number_and_words(world: World) -> None:
    assert "05-CT/TW" in found(world.an, "05-CT/TW")
    assert "05-CT/TW" in found(world.an, "phong cach ho chi minh")
    assert "05-CT/TW" not in found(world.khanh, "phong cach")


def test_an_empty_box_asks_for_something(world: World) -> None:
    assert "Gõ tên, số thẻ" in found(world.an, "   ")


NUMBERS = [
    "014185000001",
    "014 185 000 001",
    "014.185.000.001",
    "lò thị an 014185000001",
    "014185001",
]
PATTERN = re.compile(
    r"(?!(?:.*[^\d .])?[ .]*\d(?:[ .]*\d){8}(?:(?:[ .]*\d){3})?[ .]*(?:[^\d .].*)?$).*"
)


@pytest.mark.parametrize("typed", NUMBERS)
@pytest.mark.parametrize(("box", "page"), [("q", "/tim"), ("tim", "/dv/{org}/dang-vien")])
def test_a_whole_identity_number_stays_in_no_address(
    world: World, typed: str, box: str, page: str
) -> None:
    client = Client()
    client.force_login(world.an)
    address = page.format(org=world.commune.pk)

    answer = client.get(address, {box: typed, "ngay": "2026-01-01"})
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?ngay=2026-01-01")
    assert "Chỉ gõ 4 số cuối định danh" in client.get(answer["Location"]).content.decode()
    assert PATTERN.fullmatch(typed) is None


@pytest.mark.parametrize(
    "typed", ["0001", "99001000000", "12-NQ/TW 05/12/2018", "0912 345 678", "lo thi an", ""]
)
def test_what_is_no_identity_number_is_searched(world: World, typed: str) -> None:
    client = Client()
    client.force_login(world.an)

    assert client.get("/tim", {"q": typed}).status_code == 200
    assert PATTERN.fullmatch(typed)


def test_the_boxes_refuse_it_before_it_is_sent(world: World) -> None:
    client = Client()
    client.force_login(world.an)
    page = client.get(f"/dv/{world.commune.pk}/dang-vien").content.decode()

    assert page.count(f'pattern="{PATTERN.pattern}"') == 2
    assert page.count("chỉ gõ 4 số cuối định danh") == 2
