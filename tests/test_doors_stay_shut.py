"""Small doors an attacker tries first, and what a plain member reaches."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from chibo.accounts.models import User
from conftest import PASSWORD
from tests.world import World


def at_the_desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    "elsewhere", ["https://ai-do.example/", "//ai-do.example", "/\\ai-do.example", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(client: Client, person: User, elsewhere: str) -> None:
    sent = {"login": person.username, "password": PASSWORD, "next": elsewhere}
    answer = client.post(f"/dang-nhap?next={elsewhere}", sent)

    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "elsewhere", ["https://ai-do.example/", "//ai-do.example", "/\\ai-do.example"]
)
def test_the_size_of_letters_leads_nowhere_else(client: Client, db: None, elsewhere: str) -> None:
    answer = client.post("/co-chu", {"tiep": elsewhere})

    assert "ai-do" not in answer["Location"]


def test_a_session_planted_before_signing_in_is_worth_nothing(client: Client, person: User) -> None:
    client.get("/dang-nhap")
    client.session.save()
    client.cookies["chibo_phien"] = planted = client.session.session_key or "trong"
    client.post("/dang-nhap", {"login": person.username, "password": PASSWORD})

    assert client.cookies["chibo_phien"].value != planted
    thief = Client()
    thief.cookies["chibo_phien"] = planted
    assert thief.get("/tai-khoan").status_code == 302


def test_a_new_password_ends_the_other_sessions(client: Client, person: User) -> None:
    elsewhere = at_the_desk(person)
    client.post("/dang-nhap", {"login": person.username, "password": PASSWORD})
    new = "suối đá trong veo"
    client.post("/doi-mat-khau", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert elsewhere.get("/tai-khoan").status_code == 302
    assert client.get("/tai-khoan").status_code == 200


def test_by_https_cookies_never_travel_in_the_open(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    script = (
        "from chibo import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        env=clean | {"CHIBO_HOME": str(tmp_path), "CHIBO_HTTPS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["True"] * 5 + ["Lax"]


@pytest.fixture
def member(world: World) -> Client:
    """Lường Thị Dung, who keeps nothing and reads her own file."""
    return at_the_desk(world.dung)


def test_a_member_reads_her_own_file(world: World, member: Client) -> None:
    own = f"/dang-vien/{world.people['dung'].pk}"

    assert member.get("/ho-so-cua-toi")["Location"] == own
    page = member.get(own)
    assert page.status_code == 200
    assert "Lường Thị" in page.content.decode()
    assert member.get(f"{own}/qua-trinh").status_code == 200


@pytest.mark.parametrize("path", ["sua/nhan-than", "bien-dong/chuyen-di", "trinh-do/moi"])
def test_she_changes_nothing_in_it(world: World, member: Client, path: str) -> None:
    own = f"/dang-vien/{world.people['dung'].pk}"

    assert member.get(f"{own}/{path}").status_code == 404
    assert member.post(f"{own}/{path}", {"full_name": "Ai Đó"}).status_code == 404


@pytest.mark.parametrize("typed", ["vang thi en", "lo thi an", "nguyen", "bản Dưới", "05-CT/TW"])
def test_searching_shows_her_nobody_else(world: World, member: Client, typed: str) -> None:
    page = member.get("/tim", {"q": typed}).content.decode()

    others = [p.pk for key, p in world.people.items() if key != "dung"]
    assert [pk for pk in others if f'/dang-vien/{pk}"' in page] == []
    assert "/dv/" not in page.split("<main")[1]


def test_an_account_without_a_duty_reaches_nothing(world: World, person: User) -> None:
    client = at_the_desk(person)
    someone, somewhere = world.people["an"].pk, world.commune.pk

    refused = [f"/dang-vien/{someone}", f"/dv/{somewhere}", f"/dv/{somewhere}/dang-vien", "/nhap"]
    assert [client.get(path).status_code for path in refused] == [404] * len(refused)
    assert client.get("/").status_code == 200
    assert client.get("/ho-so-cua-toi").status_code in (302, 404)
