"""Petitions of the people, praise and criticism, speakers, stock sentences; and who approves minutes."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.content import add_item, add_items, drop_item, move_item, record_item
from chibo.meetings.actions.minutes import approve, hand_in
from chibo.meetings.actions.roll import Mark, mark_roll, mark_speakers
from chibo.meetings.actions.said import (
    Asking,
    Saying,
    answer_petition,
    drop_petition,
    pass_petition,
    raise_petition,
    remark_on,
)
from chibo.meetings.models import Meeting, Petition
from chibo.meetings.queries.phrases import phrases, with_phrase
from chibo.meetings.queries.said import petitions_of, petitions_visible_to, with_state
from chibo.meetings.rules.citizens import check_no_citizen
from chibo.meetings.tests.evening import fill_cell, opened
from chibo.organisations.queries.tree import branch
from tests.world import World

TODAY = date(2026, 11, 21)


@pytest.fixture
def meeting(world: World) -> Meeting:
    fill_cell(world)
    return opened(world)


def asked(world: World, meeting: Meeting, n: int = 1, **other: object) -> Petition:
    known: dict[str, object] = {"kind": "petition", "asked": "Sửa cầu treo", "place": "Bản Trên"}
    asking = Asking(uuid.UUID(int=n), **(known | other))
    return raise_petition(meeting, asking, by=world.chung)


REFUSED = {
    "a mobile number": "Gọi 0912345678 để hỏi",
    "a number in groups": "Gọi 0912.345.678",
    "an international number": "Gọi +84 912 345 678",
    "an identity number": "CCCD 014093001234",
    "a name": "Đề nghị xem xét đơn của ông Lò Văn Păn",
    "a name at the beginning": "Bà Hà Thị Mỷ xin hỗ trợ",
}


@pytest.mark.parametrize("case", REFUSED)
def test_nothing_that_points_at_a_citizen_is_kept(case: str) -> None:
    with pytest.raises(Refusal, match="Không ghi"):
        check_no_citizen(REFUSED[case])


@pytest.mark.parametrize(
    "text",
    [
        "Hỗ trợ 1.500.000.000 đồng làm đường",
        "Sửa 3 phòng học năm 2027-2028",
        "Đường Ông Ích Khiêm ngập nước",
        "Học tập tấm gương Bác Hồ Chí Minh",
        "Một số anh chị em ở bản chưa có đất sản xuất",
        "Văn bản số 123-CV/ĐU ngày 05/07/2018",
    ],
)
def test_amounts_streets_and_papers_are_kept(text: str) -> None:
    check_no_citizen(text)


def test_a_petition_is_due_by_the_rulebook_unless_a_day_was_given(
    world: World, meeting: Meeting
) -> None:
    found = [
        asked(world, meeting, 1).due_on,
        asked(world, meeting, 2, due_on=date(2018, 7, 20)).due_on,
        asked(world, meeting, 3, kind="opinion").due_on,
    ]
    assert found == [date(2018, 8, 4), date(2018, 7, 20), None]


def test_a_petition_is_passed_on_and_answered(world: World, meeting: Meeting) -> None:
    petition = asked(world, meeting)
    assert asked(world, meeting) == petition
    pass_petition(petition, "Ủy ban nhân dân xã", date(2018, 7, 9), by=world.chung)
    with pytest.raises(Refusal, match="trước buổi nêu kiến nghị"):
        answer_petition(petition, "Đã sửa", date(2018, 7, 4), by=world.an)
    with pytest.raises(ValidationError, match="Ghi nội dung trả lời"):
        answer_petition(petition, "", date(2018, 8, 1), by=world.an)
    answer_petition(petition, "Đã sửa xong mặt cầu", date(2018, 8, 1), by=world.an)
    with pytest.raises(Refusal, match="không bỏ được"):
        drop_petition(petition, by=world.chung)
    verbs = Entry.objects.filter(verb__startswith="petition.").order_by("pk")
    found = list(verbs.values_list("verb", flat=True))
    assert found == ["petition.raised", "petition.passed", "petition.answered"]


def test_petitions_stand_open_overdue_answered_or_noted_on_a_day(
    world: World, meeting: Meeting
) -> None:
    answered = asked(world, meeting, 1)
    answer_petition(answered, "Đã sửa", date(2018, 8, 1), by=world.an)
    asked(world, meeting, 2)
    asked(world, meeting, 3, kind="opinion")

    def states(on: date) -> list[str]:
        rows = petitions_visible_to(world.an, TODAY) & petitions_of(branch(world.commune, on))
        return [row.state for row in with_state(rows, on).order_by("pk")]

    assert states(date(2018, 7, 31)) == ["open", "open", "noted"]
    assert states(date(2018, 8, 5)) == ["answered", "overdue", "noted"]
    assert petitions_visible_to(world.khanh, TODAY).count() == 0


def test_who_only_reads_answers_nothing(world: World, meeting: Meeting) -> None:
    petition = asked(world, meeting)
    with pytest.raises(NotAllowed):
        answer_petition(petition, "Đã sửa", date(2018, 8, 1), by=world.users["in_charge"])


def test_praise_names_somebody_on_the_roll(world: World, meeting: Meeting) -> None:
    praise = Saying(uuid.UUID(int=5), world.people["m1"], "praise", "Vận động hiến đất")
    assert remark_on(meeting, praise, by=world.chung) == remark_on(meeting, praise, by=world.chung)
    stranger = Saying(uuid.UUID(int=6), world.people["binh"], "praise", "Tốt")
    with pytest.raises(Refusal, match="không có trong danh sách"):
        remark_on(meeting, stranger, by=world.chung)


def test_only_who_is_present_spoke_and_who_leaves_the_roll_did_not(
    world: World, meeting: Meeting
) -> None:
    two = [world.people[name].pk for name in ("m0", "m1")]
    mark_speakers(meeting, two, by=world.chung)
    mark_roll(meeting, [Mark(two[0], "with_reason", "Ốm")], by=world.chung)
    spoke = meeting.roll.filter(spoke=True).values_list("person", flat=True)
    assert list(spoke) == [two[1]]
    with pytest.raises(Refusal, match="Chỉ đảng viên có mặt"):
        mark_speakers(meeting, two, by=world.chung)


def test_minutes_handed_in_keep_petitions_and_remarks(world: World, meeting: Meeting) -> None:
    asked(world, meeting)
    remark_on(
        meeting,
        Saying(uuid.UUID(int=5), world.people["m1"], "praise", "Hiến đất"),
        by=world.chung,
    )
    item = add_item(meeting, uuid.UUID(int=9), "Tình hình", by=world.chung)
    record_item(item, title="Tình hình", opinions="", conclusion="Nhất trí", by=world.chung)
    content = hand_in(meeting, by=world.chung).content
    found = (content["petitions"][0]["asked"], content["remarks"][0]["words"])
    assert found == ("Sửa cầu treo", "Hiến đất")


def test_who_handed_in_does_not_approve(world: World, meeting: Meeting, client: Client) -> None:
    item = add_item(meeting, uuid.UUID(int=9), "Tình hình", by=world.an)
    record_item(item, title="Tình hình", opinions="", conclusion="Nhất trí", by=world.an)
    hand_in(meeting, by=world.an)
    with pytest.raises(Refusal, match="không tự duyệt"):
        approve(meeting, by=world.an)
    client.force_login(world.an)
    page = client.get(f"/sinh-hoat/{meeting.pk}").content.decode()
    assert ("Chờ người khác duyệt" in page, "Duyệt biên bản" in page) == (True, False)
    approve(meeting, by=world.binh)
    assert meeting.state == "approved"


def test_points_change_places_and_only_empty_ones_leave(world: World, meeting: Meeting) -> None:
    one, two, three = add_items(
        meeting, [("Một", False), ("Hai", False), ("Ba", True)], by=world.chung
    )
    assert add_items(meeting, [("Hai", False)], by=world.chung) == []
    move_item(three, -1, by=world.chung)
    record_item(two, title="Hai", opinions="Có ý kiến", conclusion="", by=world.chung)
    drop_item(one, by=world.chung)
    with pytest.raises(Refusal, match="không bỏ được"):
        drop_item(two, by=world.chung)
    assert [item.title for item in meeting.items.all()] == ["Ba", "Hai"]


def test_a_stock_sentence_is_put_behind_what_was_typed_without_script(
    world: World, meeting: Meeting, client: Client
) -> None:
    item = add_item(meeting, uuid.UUID(int=9), "Tình hình", by=world.chung)
    client.force_login(world.chung)
    phrase = phrases("conclusion")[0]
    sent = {
        "buoc": "ghi",
        "them": "conclusion",
        "title": "Tình hình",
        "opinions": "Còn ba hộ",
        "conclusion": "Nhất trí.",
        "cau-conclusion": phrase,
    }
    page = client.post(f"/sinh-hoat/{meeting.pk}/ghi/noi-dung/{item.pk}", sent).content.decode()
    assert f"Nhất trí.\n{phrase}</textarea>" in page and "Còn ba hộ</textarea>" in page
    item.refresh_from_db()
    assert (item.conclusion, with_phrase("", "Câu")) == ("", "Câu")


def test_petitions_praise_and_speakers_are_kept_on_screen(
    world: World, meeting: Meeting, client: Client
) -> None:
    client.force_login(world.chung)
    own = f"/sinh-hoat/{meeting.pk}/ghi/y-kien"
    kept = {"kn-client_id": str(uuid.UUID(int=3)), "kn-kind": "petition", "kn-place": "Bản Trên"}
    wrong = client.post(own, kept | {"buoc": "kien-nghi", "kn-asked": "Gọi 0912345678"})
    assert "Không ghi số điện thoại" in wrong.content.decode()
    client.post(own, kept | {"buoc": "kien-nghi", "kn-asked": "Sửa cầu treo"})
    m1 = str(world.people["m1"].pk)
    praise = {"nx-client_id": str(uuid.UUID(int=4)), "nx-person": m1, "nx-kind": "praise"}
    client.post(own, praise | {"buoc": "nhan-xet", "nx-words": "Hiến đất"})
    client.post(own, {"buoc": "phat-bieu", "pb-spoke": [m1]})
    page = " ".join(client.get(f"/sinh-hoat/{meeting.pk}/ghi/noi-dung").content.decode().split())
    assert (
        "1 kiến nghị, ý kiến của nhân dân · 1 biểu dương, nhắc nhở, phê bình · 1 đồng chí đã phát biểu"
    ) in page
    petition = Petition.objects.get()
    client.force_login(world.an)
    listed = client.get(f"/dv/{world.commune.pk}/kien-nghi").content.decode()
    assert "Sửa cầu treo" in listed and "quá hạn trả lời" in listed
    answer = {"buoc": "tra-loi", "t-answer": "Đã sửa xong", "t-on": "01/08/2018"}
    page = client.post(f"/kien-nghi/{petition.pk}", answer, follow=True).content.decode()
    assert "Đã sửa xong" in page and "đã trả lời" in page
