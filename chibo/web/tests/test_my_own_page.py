"""What concerns somebody as a member: next meetings, work, studies, registrations, the own file."""

from datetime import date, time, timedelta

from django.test import Client
from django.utils import timezone

from chibo.assignments.actions.giving import Giving, give_work
from chibo.meetings.actions.planning import Planning, plan_meetings
from chibo.web.queries.own import own_page
from tests.world import World


def fill(world: World) -> None:
    today = timezone.localdate()
    days = [today + timedelta(days=n) for n in (3, 33, 63, 93)]
    plan_meetings(
        [Planning(world.duoi, "regular", day, time(19, 30), "Nhà văn hóa") for day in days],
        by=world.an,
    )
    giving = Giving(
        world.commune,
        "Thăm hộ nghèo",
        date(2026, 11, 1),
        today + timedelta(days=30),
        person=world.people["dung"],
    )
    give_work([giving], by=world.an)


def test_the_page_tells_what_is_theirs(world: World) -> None:
    fill(world)
    own = own_page(world.dung, timezone.localdate())
    assert own is not None
    assert (own.person, len(own.meetings), [one.what for one in own.works]) == (
        world.people["dung"],
        3,
        ["Thăm hộ nghèo"],
    )


def test_a_member_begins_the_day_with_it(world: World, client: Client) -> None:
    fill(world)
    client.force_login(world.dung)
    for address in ("/viec", "/trang-cua-toi"):
        page = client.get(address).content.decode()
        assert ("Thăm hộ nghèo" in page, "Nhà văn hóa" in page) == (True, True)


def test_nothing_to_do_is_a_zero_and_not_unknown(world: World, client: Client) -> None:
    client.force_login(world.dung)
    assert "chưa có số liệu" not in client.get("/trang-cua-toi").content.decode()


def test_an_account_without_a_file_is_told_what_to_do(world: World, client: Client) -> None:
    client.force_login(world.an)
    assert "chọn Gắn tài khoản" in client.get("/trang-cua-toi").content.decode()
