"""A meeting a phone could not send comes as a sealed file: only this office opens it, and it is taken in once."""

import base64
import json
import re
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.audit.models import Entry
from chibo.base.rules import Refusal
from chibo.base.sealing import MAGIC, derived, mark_of, public_point, unsealed
from chibo.meetings.actions.minutes import return_with_comment
from chibo.meetings.models import Attendance, Meeting, Sending
from chibo.meetings.tests.evening import fill_cell
from chibo.meetings.tests.recorded import document, item, opening, roll
from chibo.members.actions.moving import transfer_member
from tests.world import World

RECEIPT = "4821 7730"


def sealed(plain: bytes, point: bytes | None = None) -> bytes:
    """As sealing.js writes it."""
    point = point or public_point()
    own = ec.generate_private_key(ec.SECP256R1())
    mine = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    head = MAGIC + mark_of(point) + mine
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key = derived(own.exchange(ec.ECDH(), theirs), head + point)
    nonce = b"123456789012"
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head)


def handed(world: World, **other: Any) -> bytes:
    told = {
        "organisation": world.tren.pk,
        "receipt": RECEIPT,
        "recording": document(world),
    } | other
    return sealed(json.dumps(told).encode())


@pytest.fixture
def office(world: World, client: Client, settings: Any) -> Client:
    settings.OFFLINE_RECORDING = True
    fill_cell(world)
    client.force_login(world.an)
    return client


def look(world: World, client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("ban-ghi-1a2b3c4d.ghimay", content)
    return page(client.post(f"/dv/{world.commune.pk}/sinh-hoat/tep-tu-may", {"file": file}))


def take(world: World, client: Client, content: bytes, **told: str) -> str:
    sent = {"sealed": base64.b64encode(content).decode(), "viec": "ghi"} | told
    return page(client.post(f"/dv/{world.commune.pk}/sinh-hoat/tep-tu-may", sent))


def page(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


def test_what_the_file_holds_is_seen_first_and_then_taken_in(world: World, office: Client) -> None:
    content = handed(world)
    seen = look(world, office, content)
    for words in (
        "Nhà văn hóa bản Trên",
        "19:30–21:10, 05/07/2018",
        "18/20",
        "Hà Văn 00: vắng có lý do (Ốm)",
        "Còn 3 hộ chưa đồng thuận",
        "Lường Văn Mai, Đảng ủy viên",
    ):
        assert words in seen
    assert (Meeting.objects.count(), "Nhận vào sổ" in seen) == (0, True)
    told = take(world, office, content)
    sending = Sending.objects.get()
    assert ("Đã nhận bản ghi vào sổ" in told, RECEIPT in told) == (True, True)
    assert (sending.is_from_file, sending.sent_by, sending.meeting.state) == (
        True,
        world.an,
        "handed_in",
    )
    assert Entry.objects.filter(verb="meeting.taken_from_file").count() == 1


def test_the_file_again_is_not_taken_in_again(world: World, office: Client) -> None:
    content = handed(world)
    take(world, office, content)
    for told in (take(world, office, content), look(world, office, content)):
        assert "Bản ghi này đã nhận từ trước, không ghi thêm lần nữa" in told
        assert RECEIPT in told
    assert (Meeting.objects.count(), Sending.objects.count()) == (1, 1)


@pytest.mark.parametrize("file_first", [True, False])
def test_file_and_network_are_one_sending_whoever_comes_first(
    world: World, office: Client, file_first: bool
) -> None:
    sent = document(world)
    content = handed(world, recording=sent)
    phone = Client()
    phone.force_login(world.chung)

    def over_the_network() -> int:
        url = f"/ghi-may/gui/{world.tren.pk}"
        return phone.post(url, sent, content_type="application/json").status_code

    if file_first:
        take(world, office, content)
        assert over_the_network() == 200
    else:
        assert over_the_network() == 200
        assert "gửi qua mạng" in take(world, office, content)
    assert Sending.objects.count() == 1


def test_a_file_lies_for_days_and_its_clock_is_not_asked(world: World, office: Client) -> None:
    old = document(world, sent_at=(datetime.now(UTC) - timedelta(days=9)).isoformat())
    assert "Đã nhận" in take(world, office, handed(world, recording=old))


def test_where_file_and_books_differ_each_place_is_chosen(world: World, office: Client) -> None:
    first = document(world, hand_in=False)
    take(world, office, handed(world, recording=first))
    other = document(
        world,
        meeting=str(uuid.UUID(int=200)),
        opening=opening(world, place="Nhà ông Chung"),
        items=[item(world, client_id=str(uuid.UUID(int=201)), works=[], vote=None)],
    )
    content = handed(world, recording=other)
    seen = look(world, office, content)
    assert "Tệp và sổ có chỗ khác nhau" in seen
    assert "Trong tệp Nhà ông Chung" in seen and "Trong sổ Nhà văn hóa bản Trên" in seen
    unchosen = take(world, office, content)
    assert ("Tệp và sổ có chỗ khác nhau" in unchosen, Sending.objects.count()) == (True, 1)
    choice = {
        "chon:opening:place": "mine",
        "da-co:opening:place": "Nhà văn hóa bản Trên",
    }
    assert "Đã nhận bản ghi vào sổ" in take(world, office, content, **choice)
    assert Meeting.objects.get().place == "Nhà ông Chung"


def test_who_moved_in_since_is_marked_at_the_desk(world: World, office: Client) -> None:
    gone = [one for one in roll(world) if one["person"] != world.people["m4"].pk]
    content = handed(world, recording=document(world, roll=gone, items=[item(world, vote=None)]))
    assert "Hà Văn 04" in look(world, office, content)
    key = world.people["m4"].pk
    told = take(world, office, content, **{f"danh:{key}": "with_reason", f"ly-do:{key}": "Ốm"})
    assert "Đã nhận" in told
    row = Attendance.objects.get(person=key)
    assert (row.state, row.reason) == ("with_reason", "Ốm")


def test_minutes_already_handed_in_are_kept_beside(world: World, office: Client) -> None:
    take(world, office, handed(world))
    late = document(world, opening=opening(world, remark="Họp muộn"), items=[])
    content = handed(world, recording=late)
    seen = look(world, office, content)
    assert "Biên bản ngày 05/07/2018 đã nộp" in seen and "Giữ kèm buổi họp" in seen
    assert "Đã nhận" in take(world, office, content, viec="giu")
    assert [one.is_applied for one in Sending.objects.order_by("pk")] == [True, False]


def test_returned_minutes_are_mended_from_a_file(world: World, office: Client) -> None:
    take(world, office, handed(world))
    return_with_comment(Meeting.objects.get(), "Ghi rõ địa điểm", by=world.binh)
    mended = opening(world, place="Nhà văn hóa bản Trên, tầng 2")
    again = document(world, opening=mended, opening_base=opening(world))
    assert "Đã nhận" in take(world, office, handed(world, recording=again))
    assert Meeting.objects.get().place == "Nhà văn hóa bản Trên, tầng 2"


# ------------------------------------------------------------------ what is refused


def test_a_file_for_another_installation_is_refused(world: World, office: Client) -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = other.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert "Tệp này được mã hóa cho nơi khác" in look(world, office, sealed(b"{}", point))


def test_a_damaged_file_is_refused(world: World, office: Client) -> None:
    content = handed(world)
    broken = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    for one in (broken, content[:-30], content[:60]):
        assert "Tệp bị hỏng hoặc bị cắt mất một phần" in look(world, office, one)
    assert "không phải bản ghi lưu từ máy điện thoại" in look(world, office, b"PK\3\4 bang.xlsx")
    assert "bị hỏng hoặc thiếu" in look(world, office, sealed(b'{"organisation": 1}'))
    assert "Chọn tệp .ghimay" in take(world, office, b"")
    assert Meeting.objects.count() == 0


def test_a_cell_not_standing_on_that_day_is_refused(world: World, office: Client) -> None:
    early = document(world, opening=opening(world, held_on="05/07/1950"))
    said = look(world, office, handed(world, recording=early))
    assert "Tại ngày họp 05/07/1950, chi bộ trong tệp chưa thành lập hoặc đã kết thúc" in said
    for rows in (world.duoi.profiles, world.duoi.placements):
        rows.filter(ended_on=None).update(ended_on=date(2025, 9, 1))
    late = document(world, opening=opening(world, held_on="05/09/2025"))
    for gone in (world.duoi.pk, 987_654):
        said = look(world, office, handed(world, organisation=gone, recording=late))
        assert "Tại ngày họp 05/09/2025, chi bộ trong tệp chưa thành lập hoặc đã kết thúc" in said


def test_nothing_of_a_neighbours_file_is_shown(world: World, office: Client) -> None:
    office.force_login(world.chung)
    content = handed(world, organisation=world.duoi.pk)
    said = page(
        office.post(
            f"/dv/{world.tren.pk}/sinh-hoat/tep-tu-may",
            {"file": SimpleUploadedFile("a.ghimay", content)},
        )
    )
    assert ("không có quyền" in said, "Còn 3 hộ" in said) == (True, False)


def test_switched_off_no_file_is_taken(world: World, office: Client, settings: Any) -> None:
    settings.OFFLINE_RECORDING = False
    told = take(world, office, handed(world))
    assert ("chưa cho phép ghi khi không có mạng" in told, Meeting.objects.count()) == (True, 0)


def test_a_file_too_large_is_refused(world: World, office: Client) -> None:
    assert "lớn quá 512 kB" in look(world, office, MAGIC + bytes(600_000))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 2000), other=st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(at: int, other: int) -> None:
    content = bytearray(sealed(b"x" * 1900))
    content[at % len(content)] ^= other
    with pytest.raises(Refusal):
        unsealed(bytes(content))


def test_who_moved_away_keeps_their_evening(world: World, office: Client) -> None:
    """The roll is that of the day, however late the file comes."""
    content = handed(world)
    transfer_member(world.people["m3"], world.duoi, date(2018, 8, 1), by=world.an)
    assert "Đã nhận" in take(world, office, content)
    assert Attendance.objects.filter(person=world.people["m3"], state="present").exists()
