"""Photos of the paper book: known by their content, encrypted, read by whom the meeting is open to."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.photos import attach_photos, take_photo_back
from chibo.meetings.models import Meeting, Photo
from chibo.meetings.rules.photos import kind_of
from chibo.meetings.tests.evening import opened
from tests.world import World

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF trang 12"
PNG = b"\x89PNG\r\n\x1a\n trang 13"
PDF = b"%PDF-1.7 trang 14"
HEIC = b"\x00\x00\x00\x18ftypheic trang 15"
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def meeting(world: World, settings: Any, tmp_path: Path) -> Meeting:
    settings.FILES = tmp_path
    return opened(world)


def test_what_a_file_is_its_content_says() -> None:
    assert [str(kind_of(one)) for one in (JPEG, PNG, PDF, HEIC)] == ["jpeg", "png", "pdf", "heic"]


@pytest.mark.parametrize("content", [PAGE, b"MZ\x90\x00", b"GIF89a", b"<svg/>", b"", b"PK\x03\x04"])
def test_anything_else_is_refused_and_nothing_kept(
    world: World, meeting: Meeting, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(Refusal, match="không phải ảnh JPEG, PNG, HEIC hay bản quét PDF"):
        attach_photos(meeting, [JPEG, content], by=world.chung)
    assert (Photo.objects.count(), list(tmp_path.rglob("*.bin"))) == (0, [])


def test_on_disk_it_is_encrypted(world: World, meeting: Meeting, tmp_path: Path) -> None:
    (photo,) = attach_photos(meeting, [JPEG], by=world.chung)
    kept = (tmp_path / "meetings" / photo.stored_as).read_bytes()
    assert (b"JFIF" in kept, b"trang 12" in kept) == (False, False)


def test_the_same_photo_again_is_the_same_photo(world: World, meeting: Meeting) -> None:
    first = attach_photos(meeting, [JPEG, PNG], by=world.chung)
    assert attach_photos(meeting, [PNG, JPEG], by=world.chung) == first[::-1]


def test_too_heavy_says_how_heavy_it_may_be(world: World, meeting: Meeting, settings: Any) -> None:
    settings.PHOTO_MB = 1
    with pytest.raises(Refusal, match="Tệp nặng 2 MB, tối đa 1 MB"):
        attach_photos(meeting, [JPEG + bytes(1024 * 1024)], by=world.chung)


def test_who_only_reads_attaches_nothing(world: World, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        attach_photos(meeting, [JPEG], by=world.users["cell_committee"])


def test_several_are_attached_on_screen_whatever_they_are_called(
    world: World, meeting: Meeting, client: Client
) -> None:
    client.force_login(world.chung)
    own = f"/sinh-hoat/{meeting.pk}/anh"
    files = [SimpleUploadedFile("a.html", JPEG), SimpleUploadedFile("b.exe", PDF)]
    client.post(own, {"pictures": files, "words": "Trang 12–14"})
    assert [photo.kind for photo in meeting.photos.all()] == ["jpeg", "pdf"]
    refused = client.post(own, {"pictures": [SimpleUploadedFile("c.jpg", PAGE)], "words": ""})
    assert "Tệp không phải ảnh" in refused.content.decode()


def test_looking_at_one_is_noted_and_runs_nothing(
    world: World, meeting: Meeting, client: Client
) -> None:
    (photo,) = attach_photos(meeting, [JPEG], by=world.chung)
    client.force_login(world.users["cell_committee"])
    answer = client.get(f"/sinh-hoat/anh/{photo.pk}/tep")
    named = ("Content-Type", "X-Content-Type-Options")
    assert (answer.content, [answer.headers[name] for name in named]) == (
        JPEG,
        ["image/jpeg", "nosniff"],
    )
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(verb="meeting.photo_read", key=str(photo.pk)).count() == 1


def test_next_door_it_does_not_exist(world: World, meeting: Meeting, client: Client) -> None:
    (photo,) = attach_photos(meeting, [JPEG], by=world.chung)
    client.force_login(world.khanh)
    found = [client.get(f"/sinh-hoat/anh/{photo.pk}{end}").status_code for end in ("", "/tep")]
    assert found == [404, 404]


def test_taken_back_it_stays_with_the_reason(
    world: World, meeting: Meeting, client: Client
) -> None:
    (photo,) = attach_photos(meeting, [JPEG], by=world.chung)
    client.force_login(world.chung)
    empty = client.post(f"/sinh-hoat/anh/{photo.pk}/go", {"reason": ""}).content.decode()
    assert "Ghi lý do gỡ ảnh." in empty
    client.post(f"/sinh-hoat/anh/{photo.pk}/go", {"reason": "Chụp nhầm buổi khác"})
    page = client.get(f"/sinh-hoat/{meeting.pk}/anh").content.decode()
    assert "Chụp nhầm buổi khác" in page
    client.force_login(world.users["cell_committee"])
    assert client.get(f"/sinh-hoat/anh/{photo.pk}/tep").status_code == 404
    with pytest.raises(Refusal, match="đã gỡ"):
        take_photo_back(Photo.objects.get(), "lần nữa", by=world.chung)
    (again,) = attach_photos(meeting, [JPEG], by=world.chung)
    assert again.pk != photo.pk
