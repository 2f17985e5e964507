"""A weak unit that is merged is not cured by it: its plan goes on at the unit in its place."""

from datetime import date

import pytest

from chibo.consolidation.actions.milestones import NewMilestone, set_milestones
from chibo.consolidation.actions.planning import NewPlan, begin_plan
from chibo.consolidation.models import Milestone
from chibo.consolidation.models import Plan as WeakPlan
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation
from chibo.organisations.plan import Plan, Row
from tests.reorganising import all_rows, carried_out
from tests.world import World

pytestmark = pytest.mark.django_db
BEGAN, DAY = date(2026, 3, 2), date(2026, 6, 1)


def begin(world: World, unit: Organisation) -> WeakPlan:
    paper = NewPaper("9", f"KH/{unit.pk}", "plan", "Đảng ủy xã Mường Mẫu", BEGAN, "Củng cố chi bộ")
    kept = register_paper(paper, world.commune, by=world.an)
    new = NewPlan(kept, BEGAN, date(2026, 12, 31), "Thiếu chi ủy")
    return begin_plan(world.commune, unit, new, by=world.an)


def test_it_goes_on_at_the_cell_in_its_place_and_back(world: World) -> None:
    plan = begin(world, world.duoi)
    new = NewMilestone(world.duoi, "bản không còn hộ nghèo", BEGAN, date(2026, 12, 31))
    set_milestones([new], by=world.an)
    before = all_rows()
    merge = Plan(
        (world.duoi.pk, world.tren.pk), (), (Row(world.duoi.pk, "merge", str(world.tren.pk)),)
    )
    told = [line.sentence for line in rehearse(merge, DAY, world.an).others]
    assert told == [
        "1 kế hoạch củng cố đang thực hiện chuyển sang đơn vị kế tục.",
        "1 mốc phải đạt chưa có kết quả chuyển sang đơn vị kế tục.",
    ]
    done = carried_out("merge", world.commune, DAY, merge, world.an)
    plan.refresh_from_db()
    step = plan.steps.get()
    assert (plan.unit, plan.closed_on) == (world.tren, None)
    assert (step.kind, step.on, step.unit_before) == ("moved", DAY, world.duoi)
    assert Milestone.objects.get().unit == world.tren
    undo_reorganisation(done, "", by=world.an)
    assert all_rows() == before


def test_without_a_unit_in_its_place_it_is_given_up_with_the_reason(world: World) -> None:
    plan = begin(world, world.school)
    rows = world.school.memberships.filter(ended_on__isnull=True)
    people = {row.person_id: str(world.tren.pk) for row in rows}
    ends = Plan((world.school.pk,), (), (Row(world.school.pk, "end"),), people)
    told = [line.sentence for line in rehearse(ends, DAY, world.an).others]
    assert told == [
        "1 kế hoạch củng cố của đơn vị kết thúc mà không có đơn vị kế tục: thôi thực hiện."
    ]
    carried_out("dissolve", world.commune, DAY, ends, world.an)
    plan.refresh_from_db()
    assert (plan.unit, plan.closed_on) == (world.school, DAY)
    assert plan.steps.get().kind == "cancelled"
