"""Minutes on paper: every field of the rule, the version handed in, a draft that says so."""

import uuid
from datetime import date

import pytest
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.papers import Table, to_pdf
from chibo.base.tests.papers_reading import words_of
from chibo.meetings.actions.content import add_item, give_item_work, record_item, record_vote
from chibo.meetings.actions.minutes import hand_in, return_with_comment
from chibo.meetings.actions.opening import name_guest
from chibo.meetings.actions.roll import mark_speakers
from chibo.meetings.actions.said import Asking, Saying, raise_petition, remark_on
from chibo.meetings.models import Meeting, Score
from chibo.meetings.papers.minutes import minutes_paper
from chibo.meetings.queries.minutes.versions import Printable, to_print, version_to_print
from chibo.meetings.tests.evening import fill_cell, opened, two_absent
from chibo.rulebook.queries import rule
from tests.world import World

# Rule meetings.minutes_fields → what stands on the paper for it that evening.
FIELDS = {
    "cell": "CHI BỘ BẢN TRÊN",
    "held_on": "ngày 05/7/2018",
    "started_at": "từ 19 giờ 30",
    "ended_at": "đến 21 giờ 10",
    "place": "Địa điểm: Nhà văn hóa bản Trên.",
    "official_members": "Tổng số đảng viên: 21 (chính thức 20, dự bị 01).",
    "probationary_members": "dự bị 01",
    "excused_members": "Miễn sinh hoạt: 01.",
    "temporary_members": "Sinh hoạt tạm thời nơi khác: 0.",
    "present": "Có mặt: 18/20, đạt 90,0%.",
    "absent_excused": "Vắng có lý do: 02, gồm đồng chí Hà Văn 00 (Ốm, nằm trạm y tế), đồng chí Hà Văn 01 "
    "(Đi làm xa).",
    "absent_unexcused": "Vắng không lý do: 0.",
    "guests": "Cấp ủy viên cấp trên dự: đồng chí Lường Văn Mai, Ủy viên Ban Chấp hành Đảng bộ xã.",
    "chair": "Chủ trì: đồng chí Vì Văn Chung, Bí thư chi bộ.",
    "minute_taker": "Thư ký: đồng chí Lò Thị An.",
    "agenda": "1. Vận động hộ dân di chuyển.",
    "contributions": "Đồng chí Hòa: còn 3 hộ.",
    "votes": "tán thành 17/19 đảng viên chính thức được triệu tập, đạt 89,5%; không tán thành 0; ý kiến "
    "khác 0; vắng 02.",
    "conclusion": "Kết luận: hoàn thành trước ngày 31/7.",
    "action_items": "Đến từng hộ tuyên truyền",
    "score": "Tự chấm chất lượng buổi sinh hoạt: 92/100 điểm, mức Tốt.",
    "signatures": "THƯ KÝ CHỦ TRÌ Lò Thị An Vì Văn Chung",
}


@pytest.fixture
def meeting(world: World) -> Meeting:
    """An evening written down whole, not yet handed in."""
    fill_cell(world)
    meeting = opened(world)
    two_absent(world, meeting)
    name_guest(
        meeting,
        "Lường Văn Mai",
        "Ủy viên Ban Chấp hành Đảng bộ xã",
        is_in_charge=True,
        by=world.chung,
    )
    item = add_item(meeting, uuid.UUID(int=11), "Vận động hộ dân di chuyển", by=world.chung)
    said = {
        "title": item.title,
        "opinions": "Đồng chí Hòa: còn 3 hộ",
        "conclusion": "hoàn thành trước ngày 31/7",
    }
    record_item(item, **said, by=world.chung)
    record_vote(item, 17, 0, 0, by=world.chung)
    due = date(2018, 7, 25)
    who = world.people["m2"]
    score = {"sheet": rule("meetings.score_sheet", date(2026, 1, 1)).version, "lines": []}
    levels = rule("meetings.score_levels", date(2026, 1, 1)).version
    Score.objects.create(meeting=meeting, total=92, most=100, level="good", levels=levels, **score)
    give_item_work(item, uuid.UUID(int=12), "Đến từng hộ tuyên truyền", who, due, by=world.chung)
    return meeting


def printed(found: Printable) -> str:
    return words_of(to_pdf(minutes_paper(found.said, draft=found.is_draft)))


def test_every_field_of_the_rule_is_on_the_paper(meeting: Meeting) -> None:
    words = printed(to_print(meeting))
    asked = set(rule("meetings.minutes_fields", date(2026, 1, 1)).value)
    assert asked == set(FIELDS)
    assert [name for name, said in FIELDS.items() if said not in words] == []


def test_a_draft_says_so_until_it_is_handed_in(world: World, meeting: Meeting) -> None:
    before = printed(to_print(meeting))
    hand_in(meeting, by=world.chung)
    after = printed(to_print(meeting))
    assert ("DỰ THẢO" in before, "DỰ THẢO" in after) == (True, False)


def test_what_is_printed_is_what_was_handed_in(world: World, meeting: Meeting) -> None:
    """Not even a name corrected in the books later changes it."""
    hand_in(meeting, by=world.chung)
    before = printed(to_print(meeting))
    world.people["m0"].full_name = "Hà Văn Khiêm"
    world.people["m0"].save()
    meeting.guests.update(name="Người khác")
    assert printed(to_print(meeting)) == before


def test_a_version_that_was_returned_prints_as_it_was(world: World, meeting: Meeting) -> None:
    hand_in(meeting, by=world.chung)
    return_with_comment(meeting, "Ghi rõ ý kiến", by=world.an)
    item = meeting.items.get()
    mended = {"title": item.title, "opinions": "Còn 2 hộ", "conclusion": item.conclusion}
    record_item(item, **mended, by=world.chung)
    hand_in(meeting, by=world.chung)
    first, second = (version_to_print(meeting, number) for number in (1, 2))
    assert first and second
    assert ("còn 3 hộ" in printed(first), first.replaced) == (True, True)
    assert ("Còn 2 hộ" in printed(second), second.replaced) == (True, False)


def test_the_secretary_prints_and_the_journal_says_so(
    world: World, meeting: Meeting, client: Client
) -> None:
    client.force_login(world.chung)
    answer = client.get(f"/sinh-hoat/{meeting.pk}/bien-ban/pdf")
    line = Entry.objects.filter(verb="meeting.printed").get()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (line.actor_name, line.reason) == (world.chung.full_name, "Biên bản .pdf")


def test_a_version_never_handed_in_is_not_there(
    world: World, meeting: Meeting, client: Client
) -> None:
    client.force_login(world.chung)
    assert client.get(f"/sinh-hoat/{meeting.pk}/bien-ban/lan-1/pdf").status_code == 404


def test_who_reads_a_meeting_without_the_right_to_take_it_away_sees_no_button(
    world: World, meeting: Meeting, client: Client
) -> None:
    client.force_login(world.users["cell_committee"])
    page = client.get(f"/sinh-hoat/{meeting.pk}")
    assert (page.status_code, "giay-to" in page.content.decode()) == (200, False)
    assert client.get(f"/sinh-hoat/{meeting.pk}/bien-ban/pdf").status_code == 404


def test_work_given_stands_with_its_person_and_day(meeting: Meeting) -> None:
    blocks = minutes_paper(to_print(meeting).said, draft=True).blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert list(table.rows) == [["1", "Đến từng hộ tuyên truyền", "Hà Văn 02", "25/7/2018"]]


def test_what_was_raised_beside_the_agenda_is_printed(world: World, meeting: Meeting) -> None:
    asking = Asking(uuid.UUID(int=21), "petition", "Sửa mương Nà Bó", "Nhóm hộ Nà Bó")
    raise_petition(meeting, asking, by=world.chung)
    praise = Saying(uuid.UUID(int=22), world.people["m4"], "praise", "hiến đất làm đường")
    remark_on(meeting, praise, by=world.chung)
    mark_speakers(meeting, [world.people["m3"].pk, world.people["m4"].pk], by=world.chung)
    words = printed(to_print(meeting))
    said = (
        "- Biểu dương đồng chí Hà Văn 04: hiến đất làm đường.",
        "- Sửa mương Nà Bó (Nhóm hộ Nà Bó); trả lời trước ngày",
        "Phát biểu: 02 đồng chí.",
    )
    assert [one for one in said if one not in words] == []


def test_the_thematic_part_stands_by_itself(world: World) -> None:
    meeting = opened(world, theme="Học tập phong cách nêu gương")
    for number, title, thematic in ((31, "Thời sự", False), (32, "Trình bày chuyên đề", True)):
        item = add_item(meeting, uuid.UUID(int=number), title, by=world.chung)
        meeting.items.filter(pk=item.pk).update(is_thematic=thematic)
    words = printed(to_print(meeting))
    assert "1. Thời sự. II- SINH HOẠT CHUYÊN ĐỀ Chuyên đề: Học tập phong cách nêu gương." in words
    assert "1. Trình bày chuyên đề." in words
