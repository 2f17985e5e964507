"""Taking a workbook out and bringing one in at the screen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.base.sheets import open_workbook
from chibo.imports.actions.waiting_workbook import waiting_of
from chibo.imports.actions.workbook import export_workbook
from chibo.imports.tests.test_fill_in_a_workbook import changed, of_a_commune, put
from chibo.imports.workbook.reading import is_data_workbook
from chibo.members.models import Membership
from chibo.organisations.models import Organisation
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_this_test_alone(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def newcomer(db: None) -> User:
    """The first account of an empty installation."""
    return create_user(username="nguoi.dau", full_name="Người đầu tiên", by=None)


def at_the_screen(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("so.xlsx", content)}


def test_a_workbook_is_sent_rehearsed_and_written(
    client: Client, newcomer: User, tmp_path: Path
) -> None:
    at_the_screen(client, newcomer)
    content = of_a_commune()

    sent = client.post("/du-lieu/tai-len", upload(content), follow=True)
    assert "Mọi dòng đều ghi được" in sent.content.decode()
    assert not Organisation.objects.exists()
    kept = tmp_path / "workbooks" / f"{newcomer.pk}.sheet"
    assert content[:50] not in kept.read_bytes()

    written = client.post("/du-lieu/ghi", follow=True)
    assert written.status_code == 200
    assert Membership.objects.filter(ended_on__isnull=True).count() == 6


def test_problems_are_shown_and_nothing_can_be_written(client: Client, newcomer: User) -> None:
    at_the_screen(client, newcomer)
    spoilt = changed(of_a_commune(), put("Người", 2, "Dân tộc", "Thái Bình"))

    shown = client.post("/du-lieu/tai-len", upload(spoilt), follow=True).content.decode()
    assert "không có “Thái Bình”" in shown and "Ghi vào hệ thống" not in shown

    client.post("/du-lieu/ghi")
    assert not Organisation.objects.exists()
    client.post("/du-lieu/bo")
    assert waiting_of(newcomer) is None


def test_what_is_no_workbook_is_refused_in_a_sentence(client: Client, newcomer: User) -> None:
    answer = at_the_screen(client, newcomer).post("/du-lieu/tai-len", upload(b"PK\x03\x04 gone"))
    assert "bị hỏng" in answer.content.decode()


def test_the_office_takes_its_branch_out(client: Client, world: World) -> None:
    at_the_screen(client, world.an)
    assert "Đảng bộ xã Mường Mẫu" in client.get("/du-lieu").content.decode()
    answer = client.post("/du-lieu/xuat", {"organisation": world.commune.pk, "as_of": ""})
    assert is_data_workbook(open_workbook(answer.content, "so.xlsx"))
    other = client.post("/du-lieu/xuat", {"organisation": world.neighbour.pk, "as_of": ""})
    assert other["Content-Type"].startswith("text/html")


def test_who_has_no_part_in_it_finds_no_page(client: Client, world: World) -> None:
    for user in (world.giang, world.hanh, world.dung):
        at_the_screen(client, user)
        found = [client.get(f"/du-lieu{rest}").status_code for rest in ("", "/mau", "/chay-thu")]
        assert found == [404, 404, 404]


def test_a_workbook_sent_as_a_list_is_known_for_what_it_is(client: Client, world: World) -> None:
    at_the_screen(client, world.an)
    told = {"organisation": world.commune.pk, "as_of": "21/11/2026", "books_from": "01/01/2026"}
    answer = client.post("/nhap", told | upload(of_a_commune_here(world)))
    assert answer["Location"] == "/du-lieu/chay-thu"
    shown = client.get("/du-lieu/chay-thu").content.decode()
    assert "Đảng bộ xã Mường Mẫu đã có trong hệ thống" in shown


def of_a_commune_here(world: World) -> bytes:
    return export_workbook(world.commune, by=world.an).content


def test_the_page_says_what_stays_behind(client: Client, world: World) -> None:
    page = at_the_screen(client, world.an).get("/du-lieu").content.decode()
    assert "Không có trong sổ" in page and "Ảnh và tệp đính kèm" in page
