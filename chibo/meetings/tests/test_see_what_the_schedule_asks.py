"""Meetings to come and petitions without an answer stand in “Việc cần làm”."""

import uuid
from datetime import date, time, timedelta

from chibo.base.asking import answered
from chibo.meetings.actions.planning import Planning, cancel_plan, plan_meetings
from chibo.meetings.actions.said import Asking, answer_petition, raise_petition
from chibo.meetings.due import tally_asks
from chibo.meetings.due.planned import planned_asks
from chibo.meetings.tests.evening import opened
from chibo.organisations.queries.tree import branch
from tests.world import World


def lines(world: World, on: date) -> list[tuple[str, str, date | None]]:
    found = answered(planned_asks(branch(world.commune, on), on))
    return sorted((line.kind, line.what, line.due_on) for line in found)


def planned(world: World, kind: str, on: date) -> None:
    one = Planning(
        world.tren, kind, on, time(19, 30), "Bản Trên", "Giữ rừng", made_on=date(2018, 6, 1)
    )
    plan_meetings([one], by=world.chung)


def test_a_meeting_is_spoken_of_thirty_days_before_and_a_month_after(world: World) -> None:
    day = date(2018, 8, 11)
    planned(world, "thematic", day)
    told = [lines(world, day + timedelta(days=shift)) != [] for shift in (-31, -30, 0, 1, 31, 32)]
    assert told == [False, True, True, True, True, False]
    assert lines(world, day) == [("meeting_planned", "Họp theo lịch: Sinh hoạt chuyên đề", day)]
    late = "Ghi buổi họp đã đến lịch: Sinh hoạt chuyên đề"
    assert lines(world, day + timedelta(1)) == [("meeting_planned", late, day)]


def test_a_meeting_held_or_called_off_is_not_spoken_of(world: World) -> None:
    planned(world, "regular", date(2018, 7, 7))
    opened(world)
    assert lines(world, date(2018, 7, 4)) != []
    assert lines(world, date(2018, 7, 5)) == []
    one = Planning(world.tren, "village", date(2026, 12, 5), time(14), "Bản Trên")
    plan = plan_meetings([one], by=world.chung)[0]
    cancel_plan(plan, "Mưa lũ", by=world.chung)
    assert lines(world, date(2026, 12, 1)) == []


def test_above_what_is_late_is_counted_by_commune(world: World) -> None:
    planned(world, "thematic", date(2018, 8, 11))
    planned(world, "village", date(2018, 8, 12))
    meeting = opened(world)
    asking = Asking(uuid.UUID(int=1), "petition", "Sửa cầu treo", "Bản Trên")
    raise_petition(meeting, asking, by=world.chung)

    def late(on: date) -> list[tuple[str, int, int, date | None]]:
        found = answered(tally_asks(branch(world.province, on), on))
        kinds = ("meeting_planned", "petition_unanswered")
        return [(t.kind, t.unit, t.count, t.due_on) for t in found if t.kind in kinds]

    assert late(date(2018, 8, 4)) == []
    assert late(date(2018, 8, 13)) == [
        ("meeting_planned", world.commune.pk, 2, date(2018, 8, 11)),
        ("petition_unanswered", world.commune.pk, 1, date(2018, 8, 4)),
    ]


def test_a_petition_is_asked_about_until_it_is_answered(world: World) -> None:
    meeting = opened(world)
    for n, kind in enumerate(("petition", "opinion")):
        asking = Asking(uuid.UUID(int=n), kind, "Sửa cầu treo", "Bản Trên")
        raise_petition(meeting, asking, by=world.chung)
    due = ("petition_unanswered", "Trả lời kiến nghị của nhân dân: Sửa cầu treo", date(2018, 8, 4))
    days = (date(2018, 7, 20), date(2018, 7, 21), date(2018, 9, 30))
    assert [lines(world, day) for day in days] == [[], [due], [due]]
    petition = meeting.petitions.get(kind="petition")
    answer_petition(petition, "Đã sửa", date(2018, 8, 10), by=world.an)
    assert [lines(world, date(2018, 8, day)) for day in (9, 10)] == [[due], []]
