"""Who came and went, and who tried in vain, stands in the journal; what was typed does not."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from chibo.accounts.models import User
from chibo.audit.labels import verb_label
from chibo.audit.models import Entry, Source
from conftest import PASSWORD
from tests.world import World


def sign_in(client: Client, password: str, login: str = "lo.thi.mai"):
    return client.post("/dang-nhap", {"login": login, "password": password})


def journal() -> list[tuple[str, str, str]]:
    """What, by whom, about whom, in the order it happened."""
    return [(e.verb, e.actor_name, e.label) for e in Entry.objects.order_by("pk")]


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_coming_and_going(client: Client, person: User) -> None:
    sign_in(client, PASSWORD)
    client.post("/dang-xuat")

    assert journal() == [
        ("account.signed_in", "Lò Thị Mai", "Lò Thị Mai"),
        ("account.signed_out", "Lò Thị Mai", "Lò Thị Mai"),
    ]
    assert {entry.source for entry in Entry.objects.all()} == {Source.SCREEN}


def test_a_wrong_password_is_nobodys_doing_yet_about_somebody(client: Client, person: User) -> None:
    sign_in(client, "sai hoàn toàn", "Lo.Thi.Mai")

    assert journal() == [("account.sign_in_failed", "chưa đăng nhập", "Lò Thị Mai")]
    assert Entry.objects.get().actor is None


def test_a_name_nobody_has_leaves_no_trace_of_what_was_typed(client: Client, person: User) -> None:
    sign_in(client, "x", login=PASSWORD)

    assert journal() == []


def test_tries_against_a_resting_account_do_not_fill_the_journal(
    client: Client, person: User
) -> None:
    for _ in range(20):
        sign_in(client, "sai hoàn toàn")

    assert len(journal()) == 5


def test_an_own_new_password(client: Client, person: User) -> None:
    sign_in(client, PASSWORD)
    new = "suối đá trong veo"
    client.post("/doi-mat-khau", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert journal()[1:] == [("account.password_changed", "Lò Thị Mai", "Lò Thị Mai")]
    assert new not in str(Entry.objects.values_list())


@pytest.fixture
def with_second_factor(
    client: Client, person: User, django_capture_on_commit_callbacks: Any
) -> str:
    sign_in(client, PASSWORD)
    client.post("/xac-nhan", {"password": PASSWORD})
    shown = re.search(r"<code>([A-Z2-7]+)</code>", client.get("/hai-buoc/bat").content.decode())
    assert shown
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/hai-buoc/bat", {"code": code_now(shown[1])})
    return shown[1]


def test_the_second_factor_on_and_off(client: Client, with_second_factor: str) -> None:
    client.post("/hai-buoc/tat")

    assert [verb for verb, *_ in journal()] == [
        "account.signed_in",
        "account.second_factor_on",
        "account.second_factor_off",
    ]


def test_codes_cannot_be_tried_one_after_another(person: User, with_second_factor: str) -> None:
    """Whoever has stolen the password meets five tries in five minutes, from wherever."""
    thief = Client(REMOTE_ADDR="198.51.100.7")
    sign_in(thief, PASSWORD)
    for guess in range(8):
        thief.post("/dang-nhap/ma", {"code": f"{guess:06}"})
    refused = thief.post("/dang-nhap/ma", {"code": code_now(with_second_factor)})

    assert "Đã thử quá nhiều lần" in refused.content.decode()
    assert [verb for verb, *_ in journal()].count("account.code_failed") == 5


def test_every_such_line_has_words(client: Client, with_second_factor: str) -> None:
    sign_in(Client(), "sai hoàn toàn")
    client.post("/hai-buoc/tat")
    client.post("/dang-xuat")

    assert [verb for verb, *_ in journal() if verb_label(verb) == verb] == []


def test_the_auditor_reads_of_it(world: World, client: Client) -> None:
    sign_in(Client(), "sai hoàn toàn", "an")
    client.force_login(world.hanh, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/nhat-ky").content.decode()

    assert "đăng nhập sai mật khẩu" in page and "chưa đăng nhập" in page
