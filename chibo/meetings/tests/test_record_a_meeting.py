"""A cell meets: the roll is frozen, marked, its votes counted, work given, the minutes handed in and approved."""

import uuid
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.assignments.actions.giving import Giving, give_work
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.content import (
    add_item,
    drop_vote,
    give_item_work,
    record_item,
    record_vote,
)
from chibo.meetings.actions.minutes import approve, hand_in, return_with_comment
from chibo.meetings.actions.opening import correct_opening, name_guest, open_meeting
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.models import Attendance, Meeting, State
from chibo.meetings.queries.meetings import visible_to
from chibo.meetings.queries.roll import turnout
from chibo.meetings.rules import is_carried, vote_words
from chibo.meetings.tests.evening import OPENING, fill_cell, opened, two_absent
from chibo.members.actions.moving import transfer_member
from chibo.organisations.models import Role
from tests.world import World

TODAY = date(2026, 11, 21)
FIRST, SECOND = uuid.UUID(int=11), uuid.UUID(int=12)


@pytest.fixture
def meeting(world: World) -> Meeting:
    fill_cell(world)
    return opened(world)


def counts(meeting: Meeting) -> tuple[int, int, int]:
    found = turnout(meeting)
    return found.total, found.base, found.present


def test_everybody_of_the_day_is_due_and_present_but_the_excused(
    world: World, meeting: Meeting
) -> None:
    assert counts(meeting) == (21, 20, 20)
    outside = meeting.roll.exclude(outside="").values_list("person__full_name", "outside", "state")
    assert list(outside) == [("Lò Văn Giới", "excused", "outside")]


def test_absentees_lower_the_rate_and_keep_the_base(world: World, meeting: Meeting) -> None:
    two_absent(world, meeting)
    assert counts(meeting) == (21, 20, 18)


def test_who_is_excused_counts_once_they_come(world: World, meeting: Meeting) -> None:
    mark_roll(meeting, [Mark(world.people["gioi"].pk, "present")], by=world.chung)
    assert counts(meeting) == (21, 21, 21)


def test_seventeen_of_nineteen_are_in_favour(world: World, meeting: Meeting) -> None:
    two_absent(world, meeting)
    item = add_item(meeting, FIRST, "Nghị quyết tháng 7", by=world.chung)
    vote = record_vote(item, 17, 0, 0, by=world.chung)
    assert (vote_words(vote), is_carried(vote, meeting)) == ("17/19 (89,5%)", True)


def test_eighteen_votes_are_refused_with_the_whole_sum(world: World, meeting: Meeting) -> None:
    """The probationary member is present and does not vote."""
    two_absent(world, meeting)
    item = add_item(meeting, FIRST, "Nghị quyết tháng 7", by=world.chung)
    with pytest.raises(Refusal) as refused:
        record_vote(item, 18, 0, 0, by=world.chung)
    assert refused.value.sentence == (
        "Tổng số phiếu là 18, phải bằng số đảng viên chính thức có mặt là 17. Mẫu số biểu quyết 19 = 20 "
        "chính thức được biểu quyết trừ 0 sinh hoạt tạm thời nơi khác, trừ 1 được miễn sinh hoạt vắng mặt; "
        "trong đó vắng 2."
    )


def test_nine_of_nineteen_are_not_enough(world: World, meeting: Meeting) -> None:
    two_absent(world, meeting)
    item = add_item(meeting, FIRST, "Nghị quyết tháng 7", by=world.chung)
    carried = [
        is_carried(record_vote(item, favour, 17 - favour, 0, by=world.chung), meeting)
        for favour in (9, 10)
    ]
    assert carried == [False, True]


def test_the_roll_does_not_change_under_a_vote(world: World, meeting: Meeting) -> None:
    item = add_item(meeting, FIRST, "Nghị quyết tháng 7", by=world.chung)
    record_vote(item, 19, 0, 0, by=world.chung)
    with pytest.raises(Refusal, match="bỏ kết quả biểu quyết trước"):
        two_absent(world, meeting)
    assert counts(meeting) == (21, 20, 20)
    drop_vote(item, by=world.chung)
    two_absent(world, meeting)
    assert counts(meeting) == (21, 20, 18)


def test_sent_twice_is_recorded_once(world: World, meeting: Meeting) -> None:
    person = world.people["m2"]
    for _again in range(2):
        assert opened(world) == meeting
        two_absent(world, meeting)
        item = add_item(meeting, FIRST, "Vận động hộ dân", by=world.chung)
        record_item(item, title=item.title, opinions="Ba hộ", conclusion="Xong", by=world.chung)
        name_guest(meeting, "Lường Văn Mai", "Đảng ủy viên", is_in_charge=True, by=world.chung)
        give_item_work(item, SECOND, "Đến từng hộ", person, date(2018, 7, 25), by=world.chung)
    assert hand_in(meeting, by=world.chung) == hand_in(meeting, by=world.chung)
    found = [meeting.items.count(), meeting.guests.count(), meeting.versions.count()]
    assert found == [1, 1, 1]
    verbs = Entry.objects.filter(verb__regex="^(meeting|work)[.]").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "meeting.opened",
        "meeting.marked",
        "meeting.marked",
        "meeting.item_added",
        "meeting.item_recorded",
        "meeting.guest_named",
        "work.given",
        "meeting.guest_named",
        "meeting.handed_in",
    ]


def test_open_work_comes_back_first_on_the_next_agenda(world: World) -> None:
    giving = Giving(
        world.tren, "Làm đường", date(2018, 6, 5), date(2018, 8, 1), person=world.people["an"]
    )
    work = give_work([giving], by=world.chung)[0]
    meeting = opened(world)
    found = [(item.position, item.title, item.returning) for item in meeting.items.all()]
    assert found == [(1, "Kết quả việc đã giao: Làm đường", work)]


def ready(world: World, meeting: Meeting) -> None:
    item = add_item(meeting, FIRST, "Tình hình tháng 6", by=world.chung)
    record_item(item, title=item.title, opinions="", conclusion="Nhất trí", by=world.chung)


def test_minutes_are_handed_in_returned_mended_and_approved(world: World, meeting: Meeting) -> None:
    ready(world, meeting)
    hand_in(meeting, by=world.chung)
    return_with_comment(meeting, "Ghi rõ giờ kết thúc", by=world.an)
    correct_opening(meeting, replace(OPENING, ends_at=time(21, 30)), by=world.chung)
    with pytest.raises(Refusal, match=r"Chọn chủ trì\. Chọn thư ký\."):
        hand_in(meeting, by=world.chung)
    people = {"chair": world.people["chung"], "minute_taker": world.people["an"]}
    correct_opening(meeting, replace(OPENING, ends_at=time(21, 30), **people), by=world.chung)
    hand_in(meeting, by=world.chung)
    approve(meeting, by=world.binh)
    ends = [one.content["meeting"]["ends_at"] for one in meeting.versions.all()]
    assert (meeting.state, ends) == (State.APPROVED, ["21:10:00", "21:30:00"])


def test_what_was_handed_in_is_not_written_on(world: World, meeting: Meeting) -> None:
    ready(world, meeting)
    hand_in(meeting, by=world.chung)
    with pytest.raises(Refusal, match="Biên bản ngày 05/07/2018 đã nộp"):
        two_absent(world, meeting)
    with pytest.raises(Refusal, match="đã nộp"):
        add_item(meeting, SECOND, "Thêm", by=world.chung)


def test_an_empty_meeting_is_not_handed_in(world: World) -> None:
    meeting = opened(world, ends_at=None, chair=None)
    with pytest.raises(Refusal) as refused:
        hand_in(meeting, by=world.chung)
    assert refused.value.sentence == (
        "Chưa nộp được biên bản. Ghi giờ kết thúc. Chọn chủ trì. Ghi ý kiến hoặc kết luận của ít nhất một "
        "nội dung."
    )


def test_a_return_says_what_to_mend(world: World, meeting: Meeting) -> None:
    ready(world, meeting)
    hand_in(meeting, by=world.chung)
    with pytest.raises(Refusal, match="Ghi rõ phải sửa gì"):
        return_with_comment(meeting, " ", by=world.an)


OPENINGS_REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an end before the start": ({"ends_at": time(19, 0)}, "Giờ kết thúc phải sau giờ bắt đầu."),
    "a theme without a name": ({"kind": "thematic"}, "Ghi tên chuyên đề."),
}


@pytest.mark.parametrize("case", OPENINGS_REFUSED)
def test_an_opening_that_cannot_be_is_refused(world: World, case: str) -> None:
    other, sentence = OPENINGS_REFUSED[case]
    with pytest.raises(ValidationError, match=sentence):
        opened(world, **other)


def test_a_second_meeting_of_the_kind_that_day_is_refused(world: World) -> None:
    opened(world)
    with pytest.raises(ValidationError, match="mở buổi đó để ghi tiếp"):
        opened(world, client_id=SECOND)


def test_a_meeting_to_come_is_not_recorded(world: World) -> None:
    with pytest.raises(Refusal, match="ghi buổi sinh hoạt khi đã đến ngày"):
        opened(world, held_on=date(2999, 1, 1))


def test_an_absence_with_reason_names_it(world: World, meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="Ghi lý do vắng của Hà Văn 00"):
        mark_roll(meeting, [Mark(world.people["m0"].pk, "with_reason")], by=world.chung)
    with pytest.raises(ValidationError, match="Chỉ đảng viên được miễn"):
        mark_roll(meeting, [Mark(world.people["m0"].pk, "outside")], by=world.chung)
    with pytest.raises(Refusal, match="không có trong danh sách"):
        mark_roll(meeting, [Mark(world.people["binh"].pk, "present")], by=world.chung)


@pytest.mark.parametrize(
    "role", [Role.MEMBER, Role.IN_CHARGE, Role.SUPERIOR, Role.CELL_COMMITTEE, "neighbour"]
)
def test_who_does_not_record_there_is_refused(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        open_meeting(world.tren, OPENING, by=world.users[role])


def test_the_cell_does_not_approve_its_own_minutes(world: World, meeting: Meeting) -> None:
    ready(world, meeting)
    hand_in(meeting, by=world.chung)
    with pytest.raises(NotAllowed):
        approve(meeting, by=world.chung)


def test_a_meeting_is_seen_by_who_reads_names_there(world: World, meeting: Meeting) -> None:
    seen = {
        name: meeting in visible_to(user, TODAY)
        for name, user in (
            ("office", world.an),
            ("cell", world.chung),
            ("neighbour", world.khanh),
            ("totals only", world.giang),
            ("member elsewhere", world.dung),
        )
    }
    assert seen == {
        "office": True,
        "cell": True,
        "neighbour": False,
        "totals only": False,
        "member elsewhere": False,
    }


def test_a_member_reads_approved_minutes_of_meetings_they_were_due_at(world: World) -> None:
    meeting = open_meeting(
        world.duoi,
        replace(OPENING, chair=world.people["hung"], minute_taker=world.people["dung"]),
        by=world.an,
    )
    ready_item = add_item(meeting, FIRST, "Tình hình", by=world.an)
    record_item(ready_item, title="Tình hình", opinions="", conclusion="Nhất trí", by=world.an)
    hand_in(meeting, by=world.an)
    assert list(visible_to(world.dung, TODAY)) == []
    approve(meeting, by=world.binh)
    assert list(visible_to(world.dung, TODAY)) == [meeting]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.integers(0, 17)), st.sets(st.integers(0, 17), max_size=4))
def test_a_rate_keeps_its_base_whoever_moves_afterwards(
    world: World, absent: set[int], moving: set[int]
) -> None:
    """Whatever happens to people later, the roll of the evening says the same."""
    with transaction.atomic():
        fill_cell(world)
        meeting = opened(world)
        marks = [Mark(world.people[f"m{n}"].pk, "without_reason") for n in absent]
        mark_roll(meeting, marks, by=world.chung)
        for n in moving:
            transfer_member(world.people[f"m{n}"], world.duoi, date(2018, 9, 1), by=world.an)
        assert counts(meeting) == (21, 20, 20 - len(absent))
        roll = Attendance.objects.filter(meeting=meeting, state="without_reason")
        assert roll.count() == len(absent)
        transaction.set_rollback(True)
