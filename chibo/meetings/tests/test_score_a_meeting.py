"""The sheet of a hundred points: what the facts suggest and say, what is changed by hand, the level."""

import uuid
from dataclasses import replace
from datetime import date, time

import pytest
from django.test import Client

from chibo.assignments.models import Assignment
from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.content import add_item, give_item_work, record_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.opening import open_meeting
from chibo.meetings.actions.planning import Planning, plan_meetings
from chibo.meetings.actions.roll import Mark, mark_roll, mark_speakers
from chibo.meetings.actions.scoring import note_papers, score_meeting
from chibo.meetings.models import Meeting
from chibo.meetings.queries.facts import Suggestion, suggestions
from chibo.meetings.queries.sheet import criteria, level_of, sheet_on
from chibo.meetings.tests.evening import OPENING, fill_cell
from chibo.rulebook.queries import rule
from tests.world import World

OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 5)


def evening(world: World, on: date, **other: object) -> Meeting:
    led = {"chair": world.people["chung"], "minute_taker": world.people["an"]}
    own = {"client_id": uuid.uuid4(), "held_on": on}
    opening = replace(OPENING, **(own | led | other))
    return open_meeting(world.tren, opening, by=world.chung)


@pytest.fixture
def meeting(world: World) -> Meeting:
    fill_cell(world)
    return evening(world, NOVEMBER)


def known(meeting: Meeting) -> dict[str, Suggestion]:
    sheet = sheet_on(meeting.held_on)
    assert sheet is not None
    return suggestions(meeting, [line for one in criteria(sheet) for line in one.lines])


def all_points(meeting: Meeting) -> dict[str, int | None]:
    """What the facts suggest, and the most where they say nothing."""
    sheet = sheet_on(meeting.held_on)
    assert sheet is not None
    facts = known(meeting)

    def of(key: str, most: int) -> int | None:
        fact = facts.get(key)
        return most if fact is None or fact.points is None else fact.points

    return {line.key: of(line.key, line.most) for one in criteria(sheet) for line in one.lines}


def said(meeting: Meeting, key: str) -> tuple[int | None, str]:
    fact = known(meeting)[key]
    return fact.points, fact.why


LENGTHS = {
    "long enough": (time(21, 0), 5, "Họp 90 phút, quy định ít nhất 90 phút: đủ thời gian."),
    "ten minutes short": (time(20, 50), 4, "Họp 80 phút, quy định ít nhất 90 phút: thiếu 10 phút."),
    "half an hour short": (
        time(20, 30),
        3,
        "Họp 60 phút, quy định ít nhất 90 phút: thiếu 30 phút.",
    ),
    "half": (time(20, 15), 2, "Họp 45 phút, quy định ít nhất 90 phút: thiếu 45 phút."),
    "less than half": (time(20, 14), 1, "Họp 44 phút, quy định ít nhất 90 phút: thiếu 46 phút."),
    "not ended": (None, None, "Chưa ghi giờ kết thúc."),
}


def test_the_length_gives_its_points_with_the_numbers(world: World) -> None:
    for n, (ends, points, sentence) in enumerate(LENGTHS.values()):
        one = evening(world, date(2026, 11, 1 + n), ends_at=ends)
        assert said(one, "time-0") == (points, sentence)


def test_attendance_falls_to_one_when_somebody_stays_away_without_a_word(
    world: World, meeting: Meeting
) -> None:
    base = meeting.roll.exclude(state="outside").count()
    mark_roll(meeting, [Mark(world.people["m0"].pk, "with_reason", "Ốm")], by=world.chung)
    points, why = said(meeting, "attendance-0")
    assert (points, why.split(" (")[0]) == (4, f"{base - 1}/{base} đảng viên phải dự có mặt")
    mark_roll(meeting, [Mark(world.people["m1"].pk, "without_reason")], by=world.chung)
    points, why = said(meeting, "attendance-0")
    assert (points, "1 đồng chí vắng không lý do" in why) == (1, True)


def test_who_was_excused_four_times_in_a_row_costs_the_bonus(world: World) -> None:
    fill_cell(world)
    ill = [Mark(world.people["m0"].pk, "with_reason", "Ốm")]
    told = []
    for month in (8, 9, 10, 11):
        one = evening(world, date(2026, month, 5))
        mark_roll(one, ill, by=world.chung)
        told.append(said(one, "attendance-1"))
    assert told[2] == (None, "Mới ghi 3 kỳ sinh hoạt, chưa đủ để tính vắng quá 3 kỳ liên tiếp.")
    assert told[3] == (0, "1 đồng chí vắng có lý do 4 kỳ liên tiếp.")


def test_the_committee_and_the_papers_before_the_meeting(world: World, meeting: Meeting) -> None:
    assert said(meeting, "preparation-3")[0] in (0, 2)
    evening(world, date(2026, 11, 2), kind="committee")
    assert said(meeting, "preparation-3") == (2, "Chi ủy họp ngày 02/11/2026.")
    assert said(meeting, "preparation-5") == (None, "Chưa ghi ngày gửi tài liệu.")
    with pytest.raises(Refusal, match="ngày gửi không sau 05/11/2026"):
        note_papers(meeting, date(2026, 11, 6), by=world.chung)
    note_papers(meeting, NOVEMBER, by=world.chung)
    assert said(meeting, "preparation-5")[0] == 0
    note_papers(meeting, date(2026, 11, 3), by=world.chung)
    sentence = "Tài liệu gửi ngày 03/11/2026, trước 2 ngày; quy định trước ít nhất 1 ngày."
    assert said(meeting, "preparation-5") == (2, sentence)


def test_a_meeting_in_the_schedule_was_announced(world: World) -> None:
    fill_cell(world)
    plan = Planning(
        world.tren, "regular", NOVEMBER, time(19, 30), "Bản Trên", made_on=date(2026, 1, 3)
    )
    plan_meetings([plan], by=world.chung)
    meeting = evening(world, NOVEMBER)
    assert said(meeting, "preparation-4") == (1, "Buổi họp có trong lịch lập ngày 03/01/2026.")


def test_speakers_are_counted_of_those_present(world: World, meeting: Meeting) -> None:
    present = list(meeting.roll.filter(state="present").values_list("person", flat=True))
    assert said(meeting, "conduct-5") == (None, "Chưa ghi ai phát biểu.")
    assert len(present) == 20
    found = []
    for count in (11, 10, 8, 7, 5):
        mark_speakers(meeting, present[:count], by=world.chung)
        found.append(said(meeting, "conduct-5"))
    assert [points for points, _why in found] == [5, 4, 4, 3, 2]
    assert found[0][1] == "11/20 đảng viên có mặt đã phát biểu (55,0%)."


def test_work_of_last_month_gives_the_results(world: World) -> None:
    fill_cell(world)
    october = evening(world, OCTOBER)
    item = add_item(october, uuid.uuid4(), "Nhiệm vụ", by=world.chung)
    for n in range(4):
        give_item_work(
            item,
            uuid.uuid4(),
            f"Việc {n}",
            world.people["m2"],
            date(2026, 10, 30),
            by=world.chung,
        )
    Assignment.objects.filter(what__in=["Việc 0", "Việc 1", "Việc 2"]).update(
        done_on=date(2026, 10, 28)
    )
    meeting = evening(world, NOVEMBER)
    sentence = "3/4 việc giao ở kỳ trước (05/10/2026) đã xong (75,0%)."
    assert said(meeting, "results-0") == (24, sentence)


def test_a_month_without_a_theme_is_scored_of_ninety_five(world: World, meeting: Meeting) -> None:
    score = score_meeting(meeting, all_points(meeting), {}, by=world.chung)
    assert (score.most, score.total <= 95, score.missing) == (95, True, 0)
    levels = rule("meetings.score_levels", NOVEMBER)
    found = [level_of(levels, points, 95) for points in (86, 85, 67, 66, 47)]
    assert found == ["good", "fair", "fair", "average", "poor"]


def test_other_points_than_the_facts_suggest_need_a_reason(world: World, meeting: Meeting) -> None:
    points = all_points(meeting) | {"time-0": 4}
    with pytest.raises(Refusal, match="số liệu cho 5 điểm, chấm 4 thì ghi lý do"):
        score_meeting(meeting, points, {}, by=world.chung)
    score = score_meeting(meeting, points, {"time": "Nghỉ giữa giờ lâu"}, by=world.chung)
    line = next(line for line in score.lines if line["key"] == "time-0")
    assert (line["points"], line["suggested"], line["note"]) == (4, 5, "Nghỉ giữa giờ lâu")
    with pytest.raises(Refusal, match="không có trong bảng"):
        score_meeting(meeting, points | {"chairing-1": 3}, {"time": "Lâu"}, by=world.chung)


def test_a_sheet_half_filled_has_no_level_yet(world: World, meeting: Meeting) -> None:
    score = score_meeting(meeting, {"time-0": 5}, {}, by=world.chung)
    assert (score.total, score.level, score.missing > 10) == (5, "", True)


def test_the_committee_scores_apart_once_minutes_are_handed_in(
    world: World, meeting: Meeting
) -> None:
    points = all_points(meeting)
    own = score_meeting(meeting, points, {}, by=world.chung)
    with pytest.raises(Refusal, match="chưa nộp"):
        score_meeting(meeting, points, {}, by=world.binh, by_committee=True)
    item = add_item(meeting, uuid.uuid4(), "Tình hình", by=world.chung)
    record_item(item, title="Tình hình", opinions="Tốt", conclusion="", by=world.chung)
    kept = hand_in(meeting, by=world.chung).content["scores"]
    assert [(row["total"], row["by_committee"]) for row in kept] == [(own.total, False)]
    with pytest.raises(Refusal, match="đã nộp"):
        score_meeting(meeting, points, {}, by=world.chung)
    with pytest.raises(NotAllowed):
        score_meeting(meeting, points, {}, by=world.chung, by_committee=True)
    above = score_meeting(meeting, points | {"chairing-1": 0}, {}, by=world.binh, by_committee=True)
    assert (above.total, meeting.scores.count()) == (own.total - 2, 2)


def test_a_meeting_before_the_sheet_was_issued_is_not_scored(world: World) -> None:
    meeting = evening(world, date(2018, 7, 5))
    with pytest.raises(Refusal, match="không có bảng chấm điểm"):
        score_meeting(meeting, {}, {}, by=world.chung)


def test_the_sheet_is_filled_on_screen(world: World, meeting: Meeting, client: Client) -> None:
    client.force_login(world.chung)
    own = f"/sinh-hoat/{meeting.pk}/cham-diem"
    client.post(own, {"buoc": "tai-lieu", "papers_on": "03/11/2026"})
    page = client.get(own).content.decode()
    assert "Họp 100 phút, quy định ít nhất 90 phút: đủ thời gian." in page
    meeting.refresh_from_db()
    sent = {f"d-{key}": str(value) for key, value in all_points(meeting).items()}
    refused = client.post(own, sent | {"d-time-0": "1"}).content.decode()
    assert "chấm 1 thì ghi lý do" in refused
    client.post(own, sent)
    score = meeting.scores.get()
    check = " ".join(client.get(f"/sinh-hoat/{meeting.pk}/ghi/xem-lai").content.decode().split())
    assert f"{score.total}/95: {score.level_label.lower()}" in check
