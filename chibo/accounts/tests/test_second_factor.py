import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from chibo.accounts.models import User
from conftest import PASSWORD


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def secret(client: Client, person: User) -> str:
    """The person has signed in and turned the second factor on."""
    client.post("/dang-nhap", {"login": person.username, "password": PASSWORD})
    assert client.get("/hai-buoc/bat")["Location"].startswith("/xac-nhan")
    client.post("/xac-nhan", {"password": PASSWORD})
    page = client.get("/hai-buoc/bat").content.decode()
    shown = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert shown
    answer = client.post("/hai-buoc/bat", {"code": code_now(shown[1])})
    assert answer.status_code == 302
    return shown[1]


def test_the_secret_is_unreadable_in_the_database(secret: str) -> None:
    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in stored and len(stored) > len(secret)


def test_the_password_alone_no_longer_lets_in(secret: str, person: User) -> None:
    elsewhere = Client()
    answer = elsewhere.post("/dang-nhap", {"login": person.username, "password": PASSWORD})

    assert answer["Location"] == "/dang-nhap/ma"
    assert elsewhere.get("/tai-khoan").status_code == 302
    assert "Bước hai" in elsewhere.get("/dang-nhap/ma").content.decode()


def test_a_recovery_code_lets_in_once(client: Client, secret: str, person: User) -> None:
    page = client.get("/hai-buoc/ma-du-phong").content.decode()
    code = re.findall(r"<code>(\w+)</code>", page)[0]

    def sign_in() -> int:
        elsewhere = Client()
        elsewhere.post("/dang-nhap", {"login": person.username, "password": PASSWORD})
        return elsewhere.post("/dang-nhap/ma", {"code": code}).status_code

    assert (sign_in(), sign_in()) == (302, 200)


ENGLISH = re.compile(
    r"\b(the|your|you|sign|password|code|please|enter|field|this|authenticat\w+)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "page",
    [
        "/tai-khoan",
        "/doi-mat-khau",
        "/dang-xuat",
        "/hai-buoc",
        "/hai-buoc/tat",
        "/hai-buoc/ma-du-phong",
        "/hai-buoc/ma-du-phong/tao",
        "/xac-nhan",
        "/xac-nhan/ma",
    ],
)
def test_every_page_of_the_account_speaks_vietnamese(
    client: Client, secret: str, page: str
) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])

    assert not ENGLISH.findall(words)


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("/doi-mat-khau", {}),
        ("/doi-mat-khau", {"oldpassword": "sai", "password1": "123", "password2": "124"}),
        ("/doi-mat-khau", {"oldpassword": PASSWORD, "password1": "password12", "password2": "x"}),
        ("/doi-mat-khau", {"oldpassword": PASSWORD, "password1": "lo.thi.mai", "password2": "x"}),
        ("/xac-nhan", {"password": "sai"}),
        ("/xac-nhan/ma", {"code": "000"}),
    ],
)
def test_every_refusal_speaks_vietnamese(
    client: Client, secret: str, page: str, sent: dict
) -> None:
    answer = client.post(page, sent)
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])

    assert answer.status_code == 200
    assert not ENGLISH.findall(words)
