"""Work under way when its unit is merged goes on at the unit in its place; the undo brings it back."""

from datetime import date

import pytest

from chibo.assignments import due as due_room
from chibo.assignments.actions.following import finish_work, verify_work
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.due import tally_asks
from chibo.assignments.models import Assignment
from chibo.assignments.queries.works import work_of
from chibo.base.asking import answered
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.plan import Plan, Row
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.reorganising import all_rows, carried_out
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db
DAY, EVE, TODAY = date(2026, 6, 1), date(2026, 5, 31), date(2026, 11, 21)


def into_tren(world: World) -> Plan:
    return Plan(
        (world.duoi.pk, world.tren.pk), (), (Row(world.duoi.pk, "merge", str(world.tren.pk)),)
    )


def given(world: World, giver: str, what: str, **taker: object) -> Assignment:
    giving = Giving(getattr(world, giver), what, date(2026, 5, 4), date(2026, 6, 20), **taker)
    return give_work([giving], by=world.an)[0]


def whats(world: World, unit: str, on: date) -> list[str]:
    return sorted(work_of(branch(getattr(world, unit), on)).values_list("what", flat=True))


def test_it_is_given_and_done_by_the_cell_in_its_place_and_back(world: World) -> None:
    given(world, "duoi", "Sửa nhà văn hóa", person=world.people["dung"])
    given(world, "commune", "Rà soát hộ nghèo", unit=world.duoi)
    over = given(world, "commune", "Nộp danh sách", unit=world.duoi)
    finish_work(over, date(2026, 5, 10), by=world.an)
    verify_work(over, date(2026, 5, 11), by=world.an)
    before = all_rows()
    plan = into_tren(world)
    told = [line.sentence for line in rehearse(plan, DAY, world.an).others]
    assert told == ["2 việc được giao đang làm chuyển sang đơn vị mới."]
    done = carried_out("merge", world.commune, DAY, plan, world.an)
    assert whats(world, "tren", TODAY) == ["Rà soát hộ nghèo", "Sửa nhà văn hóa"]
    asked = due(world.an, branch(world.commune, TODAY), TODAY)
    assert sorted((line.what, line.owner) for line in asked) == [
        ("Hoàn thành việc được giao: Rà soát hộ nghèo", "Bản Trên"),
        ("Hoàn thành việc được giao: Sửa nhà văn hóa", "Bản Trên"),
    ]
    undo_reorganisation(done, "", by=world.an)
    assert all_rows() == before


def test_on_days_before_it_was_the_old_cells(world: World) -> None:
    given(world, "duoi", "Sửa nhà văn hóa", person=world.people["dung"])
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    assert whats(world, "duoi", EVE) == ["Sửa nhà văn hóa"]
    assert whats(world, "tren", EVE) == []
    assert counted(world, EVE) == [(world.duoi.pk, 1)]
    assert counted(world, TODAY) == [(world.tren.pk, 1)]


def counted(world: World, on: date) -> list[tuple[int, int]]:
    return [(one.unit, one.count) for one in answered(tally_asks(branch(world.commune, on), on))]


def test_work_of_a_unit_that_ends_without_another_is_taken_back(world: World) -> None:
    work = given(world, "commune", "Rà soát hộ nghèo", unit=world.school)
    plan = Plan((world.school.pk,), (), (Row(world.school.pk, "end"),), _to_tren(world))
    told = [line.sentence for line in rehearse(plan, DAY, world.an).others]
    assert told == ["1 việc giao cho đơn vị kết thúc mà không có đơn vị kế tục: thôi giao."]
    carried_out("dissolve", world.commune, DAY, plan, world.an)
    work.refresh_from_db()
    assert (work.cancelled_on, work.unit) == (DAY, world.commune)
    assert work.cancel_reason == "Đơn vị được giao đã kết thúc: Giải thể, 1656-QĐ/TU"


def _to_tren(world: World) -> dict[int, str]:
    rows = world.school.memberships.filter(ended_on__isnull=True)
    return {row.person_id: str(world.tren.pk) for row in rows}
