"""The page on the phone: switched off, its worker clears up; switched on, everything it names is there."""

import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.test import Client

from chibo.meetings.tests.evening import fill_cell
from tests.world import World


def test_switched_off_the_worker_goes_and_the_list_offers_nothing(
    world: World, client: Client
) -> None:
    client.force_login(world.chung)
    worker = client.get("/ghi-may/may.js").content.decode()
    page = client.get("/ghi-may/").content.decode()
    meetings = client.get(f"/dv/{world.tren.pk}/sinh-hoat").content.decode()
    assert "registration.unregister()" in worker
    assert ('data-on="0"' in page, "Ghi khi không có mạng" in meetings) == (True, False)


def test_everything_the_worker_keeps_is_there(world: World, client: Client, settings: Any) -> None:
    settings.OFFLINE_RECORDING = True
    worker = client.get("/ghi-may/may.js")
    urls = re.findall(r'"(/[^"]+)"', worker.content.decode().split("\n")[1].replace("\\u002D", "-"))
    files = [url.removeprefix("/static/") for url in urls if url.startswith("/static/")]
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert (len(files) > 10, [one for one in files if finders.find(one) is None]) == (True, [])


FIRST_LOAD, LATER_LOAD = 150_000, 15_000


def test_the_phone_loads_little_at_first_and_less_later(
    world: World, client: Client, settings: Any
) -> None:
    """In bytes as they lie, before any compression on the way; fonts are loaded once and not counted."""
    settings.OFFLINE_RECORDING = True
    fill_cell(world)
    client.force_login(world.chung)
    page = len(client.get("/ghi-may/").content)
    worker = client.get("/ghi-may/may.js").content
    taken_along = len(client.get(f"/ghi-may/chuan-bi/{world.tren.pk}").content)
    names = re.findall(r'"/static/([^"]+)"', worker.decode().replace("\\u002D", "-"))
    files = [Path(str(finders.find(one))) for one in names if not one.startswith("fonts/")]
    first = page + len(worker) + taken_along + sum(one.stat().st_size for one in files)
    assert (len(files) > 10, first <= FIRST_LOAD) == (True, True), first
    assert len(worker) + taken_along <= LATER_LOAD, (len(worker), taken_along)


def test_who_records_is_offered_the_page(world: World, client: Client, settings: Any) -> None:
    settings.OFFLINE_RECORDING = True
    found = {}
    for name, user in (("cell", world.chung), ("superior", world.binh)):
        client.force_login(user)
        page = client.get(f"/dv/{world.tren.pk}/sinh-hoat").content.decode()
        found[name] = f"/ghi-may/?dv={world.tren.pk}" in page
    assert found == {"cell": True, "superior": False}


def test_the_page_loads_nothing_from_elsewhere_and_runs_no_inline_script(client: Client) -> None:
    answer = client.get("/ghi-may/")
    page = answer.content.decode()
    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert re.findall(r"https?://", page) == []
    assert answer.headers["Content-Security-Policy"].count("'unsafe") == 0


def test_the_manifest_names_the_page(client: Client) -> None:
    told = client.get("/ghi-may/ung-dung.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == (
        "/ghi-may/",
        "/ghi-may/",
        "standalone",
    )
    assert [icon["sizes"] for icon in told["icons"]] == ["any", "512x512"]


def test_typed_without_its_last_sign_it_is_found_too(client: Client) -> None:
    answer = client.get("/ghi-may")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/ghi-may/")
