"""A figure asked in the tree before a merge or after it falls into that tree's units and cells, to the last
person; every group opens onto its rows."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members
from chibo.base.figures import Scope, figure
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.actions.units import move_unit
from chibo.members.models import Person
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.plan import NewUnit, Row
from chibo.organisations.queries.succession import in_tree
from chibo.organisations.queries.tree import branch
from tests.reorganising import carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, EVE = date(2026, 6, 1), date(2026, 5, 31)
HALF = Period.half(2026, 1)
LAST = HALF.last


@pytest.fixture
def new(world: World) -> Organisation:
    """Both communes become one; bản Bên and bản Dưới of the two, and the school, become one cell in it."""
    units = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    cell = NewUnit("+2", "Chi bộ liên bản", "subordinate_cell", "+1", base_type="ban")
    rows = tuple(Row(one.pk, "merge", "+2") for one in (world.ben, world.duoi, world.school))
    plan = merge_plan([world.commune, world.neighbour], units, rows)
    plan = replace(plan, new=(*plan.new, cell))
    carried_out("merge", world.province, DAY, plan, world.admin)
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


@pytest.fixture
def shared(new: Organisation) -> Organisation:
    return Organisation.objects.get(profiles__name="Chi bộ liên bản")


def office(world: World) -> User:
    return world.admin_as_office()


def said(scope: Scope, by: str, name: str = "members") -> dict[str, int]:
    """Label → count of each group, having seen that its rows are as many and that all sum to the whole."""
    asked = figure(name)
    rows, dimension = asked.rows(scope), asked.dimension(by)
    groups = dimension.groups(rows, scope)
    assert sum(one.value for one in groups) == rows.count()
    for one in groups:
        assert dimension.narrow(rows, scope, one.key).count() == one.value
    return {one.label: one.value for one in groups if one.value}


def old_tree(unit: Organisation, on: date = LAST) -> Scope:
    return Scope(in_tree(branch(unit, EVE), on), on, HALF)


def new_tree(unit: Organisation, on: date = LAST) -> Scope:
    return Scope(in_tree(branch(unit, DAY), on), on, HALF)


def admitted(world: World, cell: Organisation, on: date) -> Person:
    person = fill(Person(), {"full_name": "Lò Văn Mới", "sex": "male"})
    entering = Entering(person, cell.pk, on, "probationary")
    admit_members([Admitting(entering, on)], by=office(world))
    return person


def test_old_units_and_their_cells_are_told_apart(
    world: World, new: Organisation, shared: Organisation
) -> None:
    assert said(old_tree(world.commune), "child") == {
        "Bản Trên": 2,
        "Bản Dưới": 2,
        "Trường Tiểu học": 2,
    }
    assert said(old_tree(world.neighbour), "child") == {"Bản Bên": 1}
    assert roll(branch(shared, LAST)).count() == 5
    assert said(old_tree(world.province), "child") == {
        "Đảng bộ xã Mường Mẫu": 6,
        "Đảng bộ xã Chiềng Bên": 1,
    }


def test_base_types_are_those_of_the_old_cells(world: World, new: Organisation) -> None:
    assert said(old_tree(world.commune), "base_type") == {"Bản": 4, "Trường học": 2}
    assert said(new_tree(new), "base_type") == {"Bản": 7}


def test_in_the_new_tree_older_days_fall_into_todays_cells(world: World, new: Organisation) -> None:
    assert said(new_tree(new, EVE), "child") == {"Chi bộ liên bản": 5, "Bản Trên": 2}
    assert said(new_tree(new, EVE), "base_type") == {"Bản": 7}


def test_who_is_admitted_into_the_shared_cell_belongs_to_no_old_one(
    world: World, new: Organisation, shared: Organisation
) -> None:
    admitted(world, shared, date(2026, 6, 10))
    assert said(old_tree(world.commune), "child", "admitted") == {"Bản Dưới": 1}
    assert roll(in_tree(branch(world.commune, EVE), LAST)).count() == 6
    assert said(old_tree(world.province), "child") == {
        "Đảng bộ xã Mường Mẫu": 6,
        "Đảng bộ xã Chiềng Bên": 1,
        "Không của riêng đơn vị nào": 1,
    }
    assert said(new_tree(new), "child", "admitted") == {"Chi bộ liên bản": 2}


def test_what_happens_to_people_later_is_theirs_of_old(
    world: World, new: Organisation, shared: Organisation
) -> None:
    by, tren = office(world), world.tren
    end_membership(world.people["khanh"], "died", date(2026, 6, 8), by=by)
    transfer_member(world.people["dung"], tren, date(2026, 6, 9), by=by)
    gone = figure("decreases")
    assert gone.rows(old_tree(world.neighbour)).count() == 1
    assert gone.rows(old_tree(world.commune)).count() == 0
    assert said(old_tree(world.commune), "child") == {
        "Bản Trên": 3,
        "Bản Dưới": 1,
        "Trường Tiểu học": 2,
    }
    transfer_member(world.people["dung"], shared, date(2026, 6, 20), by=by)
    assert said(old_tree(world.commune), "child") == {
        "Bản Trên": 2,
        "Bản Dưới": 2,
        "Trường Tiểu học": 2,
    }


def test_recognised_in_a_shared_cell_is_recognised_of_the_old_one(
    world: World, new: Organisation
) -> None:
    move_members([Moving(world.people["en"], "recognised", date(2026, 6, 15))], by=office(world))
    assert figure("members_official").rows(old_tree(world.commune)).count() == 6


def test_a_cell_merged_twice_keeps_its_people_apart(
    world: World, new: Organisation, shared: Organisation
) -> None:
    later = date(2026, 6, 15)
    unit = NewUnit("+1", "Chi bộ lớn", "subordinate_cell", str(new.pk), base_type="ban")
    carried_out("merge", new, later, merge_plan([shared, world.tren], unit), office(world))
    assert said(old_tree(world.commune), "child") == {
        "Bản Trên": 2,
        "Bản Dưới": 2,
        "Trường Tiểu học": 2,
    }
    assert said(old_tree(world.neighbour), "child") == {"Bản Bên": 1}
    between = Scope(in_tree(branch(new, DAY), LAST), LAST, HALF)
    assert said(between, "child") == {"Chi bộ liên bản": 5, "Bản Trên": 2}


def test_a_cell_that_moved_later_belongs_where_it_was(world: World) -> None:
    """Bản Trên goes to the other commune: each asked in the tree before has what it had."""
    move_unit(world.tren, world.neighbour, DAY, by=office(world))
    assert roll(branch(world.neighbour, LAST)).count() == 3
    assert roll(in_tree(branch(world.neighbour, EVE), LAST)).count() == 1
    assert said(old_tree(world.commune), "child") == {
        "Bản Trên": 2,
        "Bản Dưới": 2,
        "Trường Tiểu học": 2,
    }
    assert said(new_tree(world.neighbour, EVE), "child") == {"Bản Bên": 1, "Bản Trên": 2}
    assert said(new_tree(world.commune, EVE), "child") == {"Bản Dưới": 2, "Trường Tiểu học": 2}
