"""Before a meeting: the invitation, the roll to sign, and paper to fall back on whose code opens the record."""

import uuid

import pytest
from django.test import Client

from chibo.base.papers import Scan, Table, to_docx, to_pdf
from chibo.base.tests.papers_reading import words_of
from chibo.meetings.actions.content import add_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.models import Meeting
from chibo.meetings.papers.before import invitation_paper, roll_sheet
from chibo.meetings.papers.by_hand import hand_paper
from chibo.meetings.queries.minutes.calling import call_of, names_of
from chibo.meetings.tests.evening import fill_cell, opened
from tests.world import World

ADDRESS = "https://noi.bo/sinh-hoat/giay/00000000-0000-0000-0000-000000000001"


@pytest.fixture
def meeting(world: World) -> Meeting:
    fill_cell(world)
    meeting = opened(world)
    add_item(meeting, uuid.UUID(int=11), "Vận động hộ dân", by=world.chung)
    return meeting


def test_the_invitation_says_when_where_and_what_about(meeting: Meeting) -> None:
    found = words_of(to_pdf(invitation_paper(call_of(meeting))))
    said = (
        "GIẤY MỜI dự sinh hoạt chi bộ thường kỳ tháng 7 năm 2018",
        "Chi bộ bản Trên trân trọng kính mời đồng chí",
        "Thời gian: 19 giờ 30, Thứ Năm, 05/07/2018.",
        "Địa điểm: Nhà văn hóa bản Trên.",
        "1. Vận động hộ dân.",
        "T/M CHI BỘ",
    )
    assert [words for words in said if words not in found] == []


def test_the_roll_has_everybody_with_room_to_sign(meeting: Meeting) -> None:
    (table,) = [
        b for b in roll_sheet(call_of(meeting), names_of(meeting)).blocks if isinstance(b, Table)
    ]
    rows = [[str(cell).strip() for cell in row] for row in table.rows]
    assert (len(rows), rows[0]) == (21, ["1", "Lò Thị An", "Chính thức", "", ""])
    assert [row[1:] for row in rows if row[4]] == [
        ["Lò Văn Giới", "Chính thức", "", "Miễn sinh hoạt"]
    ]


def test_paper_to_fall_back_on_prints_with_its_code(meeting: Meeting) -> None:
    paper = hand_paper(call_of(meeting), names_of(meeting), ADDRESS)
    found = words_of(to_pdf(paper))
    assert ("Quét mã, đăng nhập" in found, "DANH SÁCH ĐIỂM DANH" in found) == (True, True)
    assert b"word/media/image1.png" in to_docx(paper)


def test_its_code_names_the_meeting_and_nobody(meeting: Meeting) -> None:
    paper = hand_paper(call_of(meeting), names_of(meeting), ADDRESS)
    assert [block.address for block in paper.blocks if isinstance(block, Scan)] == [ADDRESS]


def test_the_code_opens_the_steps_for_who_records(
    world: World, meeting: Meeting, client: Client
) -> None:
    address = f"/sinh-hoat/giay/{meeting.client_id}"
    assert client.get(address).headers["Location"].startswith("/dang-nhap")
    client.force_login(world.chung)
    assert client.get(address).headers["Location"] == f"/sinh-hoat/{meeting.pk}/ghi"
    item = meeting.items.get()
    item.conclusion = "Nhất trí"
    item.save()
    hand_in(meeting, by=world.chung)
    assert client.get(address).headers["Location"] == f"/sinh-hoat/{meeting.pk}"


def test_the_code_opens_nothing_next_door(world: World, meeting: Meeting, client: Client) -> None:
    client.force_login(world.khanh)
    assert client.get(f"/sinh-hoat/giay/{meeting.client_id}").status_code == 404


def test_the_papers_page_offers_them(world: World, meeting: Meeting, client: Client) -> None:
    client.force_login(world.chung)
    page = client.get(f"/sinh-hoat/{meeting.pk}/giay-to").content.decode()
    for part in ("giay-moi", "danh-sach", "ghi-tay"):
        assert f"/sinh-hoat/{meeting.pk}/{part}/docx" in page
        assert client.get(f"/sinh-hoat/{meeting.pk}/{part}/pdf").status_code == 200
    assert f'href="/sinh-hoat/{meeting.pk}/ghi"' in page
