"""Figures about meetings: who came of who was due, which cells meet every month, minutes in time."""

from datetime import date

import pytest
from django.utils import timezone

from chibo.base.figures import Scope, figure, read, read_by
from chibo.base.periods import Period
from chibo.meetings.actions.keeping import PastMeeting, PastPoint, PastVersion, keep_meetings
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.models import AgendaItem, Attendance, Meeting, State
from chibo.meetings.queries.roll import due_in_cells
from chibo.meetings.tests.evening import EVENING, OPENING, fill_cell, opened, two_absent
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db

JULY = Period(date(2018, 7, 1), date(2018, 7, 31))


def asked(
    name: str, of: Organisation, period: Period, key: str = ""
) -> tuple[int | None, int | None]:
    found = read(figure(name), Scope(branch(of, period.last), period.last, period, key))
    return found.value, found.base


def kept(world: World, of: Organisation, on: date, **other: object) -> Meeting:
    facts = {
        "kind": "regular",
        "held_on": on,
        "starts_at": OPENING.starts_at,
        "ends_at": OPENING.ends_at,
        "place": "Nhà văn hóa",
        "state": State.APPROVED,
        **other,
    }
    roll = due_in_cells([(of.pk, on)])[of.pk, on]
    points = [PastPoint(AgendaItem(title="Việc tháng này", conclusion="Nhất trí"))]
    past = PastMeeting(of, facts, roll, points=points, versions=[PastVersion(on)])
    return keep_meetings([past], by=world.an)[0]


def test_turns_present_are_counted_of_turns_due(world: World) -> None:
    fill_cell(world)
    two_absent(world, opened(world))

    assert asked("attendance", world.tren, JULY) == (18, 20)
    assert asked("attendance", world.commune, JULY) == (18, 20)
    assert asked("attendance", world.commune, JULY, "thematic") == (None, None)
    assert asked("absence_without_reason", world.tren, JULY) == (0, 20)


def test_the_base_stays_when_people_move_leave_or_are_excused(world: World) -> None:
    fill_cell(world)
    two_absent(world, opened(world))
    exempt_member(world.people["m2"], "old_weak", date(2018, 7, 6), by=world.an)
    transfer_member(world.people["m3"], world.duoi, date(2018, 7, 7), by=world.an)
    end_membership(world.people["m0"], "died", date(2018, 7, 8), by=world.an, reason="Bệnh")

    assert asked("attendance", world.tren, JULY) == (18, 20)
    assert asked("attendance", world.duoi, JULY) == (None, None)


def test_an_excused_member_who_comes_counts_on_both_sides(world: World) -> None:
    fill_cell(world)
    meeting = opened(world)
    mark_roll(meeting, [Mark(world.people["gioi"].pk, "present")], by=world.chung)

    assert asked("attendance", world.tren, JULY) == (21, 21)


def test_a_roll_kept_for_many_is_the_roll_of_the_day(world: World) -> None:
    fill_cell(world)
    one = {(r.person_id, r.status, r.outside, r.state) for r in opened(world).roll.all()}
    many = due_in_cells([(world.tren.pk, EVENING)])[world.tren.pk, EVENING]

    assert {(r.person_id, r.status, r.outside, str(r.state)) for r in many} == one


def test_cells_that_met_in_every_whole_month(world: World) -> None:
    for month in (1, 2, 3):
        kept(world, world.tren, date(2018, month, 5))
    kept(world, world.duoi, date(2018, 2, 5))
    kept(world, world.duoi, date(2018, 3, 5))

    quarter = Period.quarter(2018, 1)
    # Bản Dưới has books of meetings since February.
    assert asked("cells_meeting_monthly", world.commune, quarter) == (2, 3)
    kept(world, world.tren, date(2018, 4, 5))
    assert asked(
        "cells_meeting_monthly", world.commune, Period(date(2018, 1, 1), date(2018, 4, 30))
    ) == (1, 3)
    two = Period(date(2018, 1, 15), date(2018, 4, 10))
    assert asked("cells_meeting_monthly", world.commune, two) == (2, 3)
    assert asked("cells_meeting_monthly", world.commune, Period.year(2018), "2018") == (0, 3)


def test_no_whole_month_is_no_number(world: World) -> None:
    kept(world, world.tren, date(2018, 1, 5))
    days = Period(date(2018, 1, 2), date(2018, 1, 30))

    scope = Scope(branch(world.commune, days.last), days.last, days)
    found = read(figure("cells_meeting_monthly"), scope)
    assert (found.value, found.reason) == (
        None,
        "Chưa có số liệu: kỳ này chưa có tháng nào trọn vẹn.",
    )


def test_a_period_without_meetings_is_not_zero(world: World) -> None:
    kept(world, world.tren, date(2018, 1, 5))

    assert asked("meetings_held", world.commune, Period.quarter(2018, 1)) == (1, None)
    assert asked("meetings_held", world.commune, Period.quarter(2018, 2)) == (None, None)


def test_a_theme_after_the_regular_part_is_a_thematic_meeting(world: World) -> None:
    kept(world, world.tren, date(2018, 1, 5), theme="Nêu gương")
    kept(world, world.tren, date(2018, 2, 5), kind="thematic", theme="Giữ rừng")
    kept(world, world.tren, date(2018, 2, 6))

    assert asked("thematic_meetings", world.commune, Period.quarter(2018, 1)) == (2, None)
    assert asked("meetings_held", world.commune, Period.quarter(2018, 1), "thematic") == (1, 3)


def test_minutes_in_time_of_minutes_due(world: World) -> None:
    kept(world, world.tren, date(2018, 1, 5))
    past = kept(world, world.duoi, date(2018, 1, 5))
    past.versions.update(handed_in_on=date(2018, 1, 11))
    opened(world)

    year = Period(date(2018, 1, 1), date(2018, 7, 10))
    assert asked("minutes_on_time", world.commune, year) == (1, 2)
    late = Period(date(2018, 1, 1), date(2018, 7, 11))
    assert asked("minutes_on_time", world.commune, late) == (1, 3)
    assert asked("minutes_approved", world.commune, late) == (2, 3)


def test_turns_by_month_and_by_cell(world: World) -> None:
    kept(world, world.tren, date(2018, 1, 5))
    kept(world, world.duoi, date(2018, 3, 5))
    half = Period.half(2018, 1)
    scope = Scope(branch(world.commune, half.last), half.last, half)
    told = {
        name: [(one.label, one.value) for one in read_by(figure("attendance"), name, scope)]
        for name in ("month", "child")
    }
    rows = Attendance.objects.filter(state="present")
    tren, duoi = (rows.filter(meeting__organisation=of).count() for of in (world.tren, world.duoi))
    assert told == {
        "month": [("tháng 1/2018", tren), ("tháng 3/2018", duoi)],
        "child": [("Bản Dưới", duoi), ("Bản Trên", tren), ("Trường Tiểu học", 0)],
    }


def test_what_is_kept_is_not_kept_ahead(world: World) -> None:
    with pytest.raises(Exception, match="khi đã đến ngày"):
        kept(world, world.tren, timezone.localdate().replace(year=2030))
