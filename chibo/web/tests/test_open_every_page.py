"""Every page of the doors opens for the people who work with it, and stays the size of a page."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.organisations.models import Role
from tests.world import World

LARGEST = 60_000


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code, answer.content[:300])
    assert len(answer.content) <= LARGEST, url
    return answer.content.decode()


def links(page: str) -> Iterator[str]:
    for found in re.findall(r'href="([^"]+)"', page):
        yield unescape(found)


def pages_of(world: World) -> list[str]:
    commune, cell = world.commune.pk, world.tren.pk
    return [
        "/viec",
        f"/dv/{commune}",
        f"/dv/{cell}",
        f"/dv/{commune}/cay",
        f"/dv/{commune}/cay?mo={cell}",
        f"/dv/{commune}/cay?tim=tren",
        f"/dv/{commune}/cay?ngay=2018-06-30",
        f"/dv/{commune}?ngay=2018-06-30",
        f"/dv/{commune}/dia-ban",
        f"/dv/{commune}/van-ban",
        f"/dv/{commune}/van-ban/moi",
        f"/van-ban/{world.directive.pk}",
        f"/van-ban/{world.directive.pk}/huy",
        f"/dv/{commune}/doi-ten",
        f"/dv/{commune}/doi-loai",
        f"/dv/{commune}/lap",
        f"/dv/{cell}/chuyen",
        f"/dv/{cell}/ket-thuc",
        f"/so/members?dv={commune}&theo=age",
        f"/so/members_women?dv={commune}",
        f"/so/admitted?dv={commune}&ky=2017",
        f"/so/increases?dv={commune}&ky=2019",
        f"/so/recognised?dv={commune}&ky=2018-H2",
        f"/so/cells?dv={commune}",
        f"/so/village_cadres_schooling_from_lower_secondary?dv={commune}",
        "/tim",
        "/tim?q=lo thi",
        "/tim?q=đảng bộ",
        "/tim?q=05-CT/TW",
        "/quy-dinh",
        "/quy-dinh?chu-de=dues&ngay=2018-06-30",
        "/viec/danh-sach?han=qua-han",
        "/viec/danh-sach?han=2026-12-03",
    ]


def test_the_office_opens_every_page(world: World) -> None:
    client = signed_in(world.an)
    for url in pages_of(world):
        text_of(client, url)


def test_the_administrator_opens_accounts_and_the_journal(world: World) -> None:
    client = signed_in(world.admin)
    for url in ("/viec", "/quan-tri", "/quan-tri/tai-khoan/moi", "/nhat-ky", "/quan-tri?tim=lo"):
        text_of(client, url)
    text_of(client, f"/quan-tri/tai-khoan/{world.an.pk}")
    text_of(client, f"/dv/{world.centre.pk}/cay?mo={world.province.pk},{world.commune.pk}")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_home(world: World, role: Role) -> None:
    page = text_of(signed_in(world.users[role]), "/viec")

    assert "<h1>" in page


def test_a_link_of_the_shell_leads_somewhere(world: World) -> None:
    client = signed_in(world.an)
    page = text_of(client, f"/dv/{world.commune.pk}")
    own = {url for url in links(page) if url.startswith("/") and "static" not in url}

    assert {url: client.get(url).status_code for url in own} == dict.fromkeys(own, 200)
