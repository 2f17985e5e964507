"""The four steps of recording on screen, handing in, approving and returning."""

import re
import uuid

from django.test import Client

from chibo.meetings.models import Meeting, Presence
from chibo.meetings.tests.evening import fill_cell, opened
from tests.world import World


def begun(world: World) -> dict[str, str]:
    return {
        "client_id": str(uuid.UUID(int=7)),
        "kind": "regular",
        "held_on": "05/07/2018",
        "starts_at": "19:30",
        "ends_at": "21:10",
        "place": "Nhà văn hóa bản Trên",
        "chair": str(world.people["chung"].pk),
        "minute_taker": str(world.people["an"].pk),
        "theme": "",
        "dues_status": "",
        "remark": "",
    }


def marks(meeting: Meeting, **other: str) -> dict[str, str]:
    rows = {f"m{row.person_id}": row.state for row in meeting.roll.all()}
    return rows | {f"r{row.person_id}": "" for row in meeting.roll.all()} | other


def test_a_meeting_is_recorded_step_by_step_and_approved(world: World, client: Client) -> None:
    fill_cell(world)
    client.force_login(world.chung)
    answer = client.post(f"/dv/{world.tren.pk}/sinh-hoat/moi", begun(world))
    meeting = Meeting.objects.get()
    own = f"/sinh-hoat/{meeting.pk}"
    assert answer.headers["Location"] == f"{own}/ghi/diem-danh"
    ill, away = (world.people[name].pk for name in ("m0", "m1"))
    absent = {
        f"m{ill}": "with_reason",
        f"r{ill}": "Ốm",
        f"m{away}": "with_reason",
        f"r{away}": "Đi làm xa",
    }
    client.post(f"{own}/ghi/diem-danh", marks(meeting, **absent))
    client.post(
        f"{own}/ghi/noi-dung", {"client_id": str(uuid.UUID(int=8)), "title": "Nghị quyết tháng 7"}
    )
    item = f"{own}/ghi/noi-dung/{meeting.items.get().pk}"
    refused = client.post(
        item, {"buoc": "bieu-quyet", "in_favour": "18", "against": "0", "other": "0"}
    ).content.decode()
    assert "Tổng số phiếu là 18, phải bằng số đảng viên chính thức có mặt là 17." in refused
    client.post(item, {"buoc": "bieu-quyet", "in_favour": "17", "against": "0", "other": "0"})
    client.post(
        item,
        {
            "buoc": "giao-viec",
            "client_id": str(uuid.UUID(int=9)),
            "what": "Đến từng hộ tuyên truyền",
            "person": str(world.people["m2"].pk),
            "due_on": "25/07/2018",
        },
    )
    said = {"opinions": "Còn 3 hộ", "conclusion": "Nhất trí", "title": "Nghị quyết tháng 7"}
    client.post(item, {"buoc": "ghi"} | said)
    check = client.get(f"{own}/ghi/xem-lai").content.decode()
    shown = [
        words in " ".join(check.split())
        for words in (
            "18/20 (90,0%), vắng có lý do 2, không lý do 0, ngoài diện phải dự 1",
            "tán thành 17/19 (89,5%)",
            "1/1 nội dung đã ghi",
            "1 việc, gần nhất hạn 25/07/2018",
        )
    ]
    assert shown == [True] * 4
    client.post(f"{own}/ghi/xem-lai")
    client.force_login(world.binh)
    client.post(f"{own}/duyet")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.versions.count()) == ("approved", 1)


def test_an_absence_without_its_reason_keeps_what_was_marked(world: World, client: Client) -> None:
    meeting = opened(world)
    client.force_login(world.chung)
    person = world.people["an"].pk
    sent = marks(meeting, **{f"m{person}": "with_reason"})
    page = client.post(f"/sinh-hoat/{meeting.pk}/ghi/diem-danh", sent).content.decode()
    picked = re.search(rf'name="m{person}" value="(\w+)" checked', page)
    assert "Ghi lý do vắng của Lò Thị An." in page
    assert picked and picked[1] == Presence.WITH_REASON


def test_the_office_returns_minutes_with_what_to_mend(world: World, client: Client) -> None:
    meeting = opened(world)
    Meeting.objects.filter(pk=meeting.pk).update(state="handed_in")
    client.force_login(world.an)
    client.post(f"/sinh-hoat/{meeting.pk}/tra-lai", {"comment": "Ghi rõ phần thảo luận"})
    client.force_login(world.chung)
    page = client.get(f"/sinh-hoat/{meeting.pk}").content.decode()
    assert ("Ghi rõ phần thảo luận" in page, "Ghi tiếp" in page) == (True, True)


def test_minutes_not_complete_say_what_is_missing(world: World, client: Client) -> None:
    meeting = opened(world, ends_at=None)
    client.force_login(world.chung)
    page = client.post(f"/sinh-hoat/{meeting.pk}/ghi/xem-lai", follow=True).content.decode()
    assert "Chưa nộp được biên bản. Ghi giờ kết thúc." in page


def test_a_committee_sees_its_cells_month_by_month(world: World, client: Client) -> None:
    meeting = opened(world)
    client.force_login(world.binh)
    page = client.get(f"/dv/{world.commune.pk}/sinh-hoat?nam=2018").content.decode()
    assert f'class="c p late" href="/sinh-hoat/{meeting.pk}"' in page
    assert page.count(": không ghi buổi nào</span>") == 5
    assert page.count(": chưa có số liệu</span>") == 30
