"""Lines about classes without results, targets behind at the end of a quarter, the list of January."""

from datetime import date

from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    open_course,
    send_to_course,
)
from chibo.admissions.actions.heads import freeze_heads
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.due.planned import head_tallies, planned_due, targets_due
from chibo.base.asking import answered
from chibo.organisations.queries.tree import branch
from tests.world import World

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def lines(world: World, on: date) -> list[tuple[str, str, date | None, int]]:
    asked = (world.an, branch(world.commune, on), on)
    found = [*answered(planned_due(*asked)), *targets_due(*asked)]
    return [(one.kind, one.about, one.due_on, one.count) for one in found]


def test_a_class_that_is_over_waits_for_its_results(world: World) -> None:
    last = date(2026, 5, 8)
    new = NewCourse("new_member", "Lớp đảng viên mới", "Trung tâm", date(2026, 5, 4), last)
    course = open_course(new, world.commune, by=world.an)
    assert lines(world, last) == []  # nobody on the list
    rows = send_to_course(course, [Sending(world.people["en"], world.duoi.pk)], by=world.an)
    assert lines(world, date(2026, 5, 7)) == []
    assert lines(world, last) == [("class_results", "Lớp đảng viên mới", last, 1)]
    certify(course, [Certificate(rows[0], "1", last)], by=world.an)
    assert lines(world, last) == []


def test_targets_behind_an_even_pace_are_told_about_the_end_of_a_quarter(world: World) -> None:
    set_targets([Target(world.tren.pk, *YEAR, 2), Target(world.duoi.pk, *YEAR, 4)], by=world.an)
    half = date(2026, 6, 30)
    # bản Dưới admitted one in March: of four, two by the half year; bản Trên nobody of two.
    assert lines(world, half) == [("target_behind", "Bản Dưới, Bản Trên", half, 2)]
    quarter = date(2026, 3, 31)
    assert lines(world, quarter) == []  # one of four in Dưới, a half of one in Trên
    assert lines(world, date(2026, 6, 8)) == []
    assert lines(world, date(2026, 6, 9)) == lines(world, half) == lines(world, date(2026, 7, 14))
    assert lines(world, date(2026, 7, 15)) == []


def test_the_list_of_village_heads_is_due_in_january(world: World) -> None:
    day, end = date(2026, 1, 5), date(2026, 1, 31)
    commune = "Đảng bộ xã Mường Mẫu"
    assert lines(world, day) == [("heads_not_frozen", commune, end, 1)]
    assert lines(world, date(2026, 2, 1)) == []
    above = branch(world.province, day)
    counted = [(one.unit, one.count, one.due_on) for one in answered(head_tallies(above, day))]
    assert counted == [(world.commune.pk, 1, end)]
    freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)
    assert lines(world, day) == []
    assert answered(head_tallies(above, day)) == []


def test_who_keeps_no_records_there_is_not_told(world: World) -> None:
    day = date(2026, 1, 5)
    for user in (world.chung, world.giang, world.khanh):
        assert planned_due(user, branch(world.commune, day), day) == []
