"""Tokens on the screen: made with the password of a moment ago, seen by who manages the account, revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chibo.accounts.actions import change_password
from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.organisations.models import ApiToken, Duty
from tests.programs import Program, token_of
from tests.world import World

PASSWORD = "nương ngô xanh 2026"
LIST, NEW = "/tai-khoan/khoa-truy-cap", "/tai-khoan/khoa-truy-cap/moi"


@pytest.fixture(autouse=True)
def _open_to_programs(settings: Any) -> None:
    settings.PUBLIC_API = True


def at_the_screen(user: User) -> Client:
    change_password(user, new=PASSWORD, by=user)
    client = Client()
    client.post("/dang-nhap", {"login": user.username, "password": PASSWORD})
    return client


def confirmed(user: User) -> Client:
    client = at_the_screen(user)
    client.post(f"/xac-nhan?next={NEW}", {"password": PASSWORD})
    return client


def told(user: User, **other: Any) -> dict[str, Any]:
    return {
        "name": "Bảng của huyện",
        "duty": Duty.objects.get(user=user).pk,
        "purposes": ["figures", "lists"],
        "expires_on": (timezone.localdate() + timedelta(days=7)).strftime("%d/%m/%Y"),
    } | other


def test_the_text_is_shown_once_and_opens_the_door(world: World) -> None:
    client = confirmed(world.chung)
    page = client.post(NEW, told(world.chung)).content.decode()
    (text,) = re.findall(r"chibo_[\w-]+", page)

    assert Program(text).read("token")["purposes"] == ["figures", "lists"]
    assert text not in client.get(LIST).content.decode()
    assert "Bảng của huyện" in client.get(LIST).content.decode()


def test_a_screen_left_open_makes_no_token(world: World) -> None:
    client = at_the_screen(world.chung)
    answer = client.post(NEW, told(world.chung))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/xac-nhan")
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Tên khóa"),
        ({"purposes": []}, "Chọn ít nhất một việc."),
        ({"purposes": ["khac"]}, "Chương trình được làm"),
        ({"duty": 0}, "Trong nhiệm vụ"),
        ({"expires_on": "01/01/2030"}, "Khóa phải hết hạn sau hôm nay và chậm nhất ngày"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(
    world: World, wrong: dict[str, Any], sentence: str
) -> None:
    page = confirmed(world.chung).post(NEW, told(world.chung, **wrong)).content.decode()

    assert sentence in page
    assert ApiToken.objects.count() == 0


def test_switched_off_none_is_made(world: World, settings: Any) -> None:
    client = confirmed(world.chung)
    settings.PUBLIC_API = False

    assert client.get(NEW).status_code == 404
    assert "Nơi này chưa mở cho chương trình" in client.get(LIST).content.decode()


def test_the_owner_revokes_it(world: World) -> None:
    token, text = token_of(world.chung)
    client = at_the_screen(world.chung)
    client.post(f"{LIST}/{token.pk}/huy")

    assert Program(text).get("token").status_code == 401
    assert "đã hủy" in client.get(LIST).content.decode()
    assert Entry.objects.filter(verb="token.revoked").count() == 1


def test_who_manages_the_account_sees_it_and_revokes_it(world: World) -> None:
    token, text = token_of(world.chung)
    client = at_the_screen(world.admin)
    page = client.get("/quan-tri/khoa-truy-cap").content.decode()
    assert "Chương trình thử" in page and world.chung.full_name in page

    client.post(f"{LIST}/{token.pk}/huy")
    assert Program(text).get("token").status_code == 401


def test_nobody_else_sees_it(world: World) -> None:
    token, text = token_of(world.chung)
    client = at_the_screen(world.an)

    assert "Chương trình thử" not in client.get(LIST).content.decode()
    assert client.get("/quan-tri/khoa-truy-cap").status_code == 404
    assert client.post(f"{LIST}/{token.pk}/huy").status_code == 404
    assert Program(text).get("token").status_code == 200
