"""A late paper about a unit does not hang it under a parent that has moved or ended since."""

from datetime import date

import pytest

from chibo.base.rules import Refusal
from chibo.members.actions.units import move_unit
from chibo.organisations.plan import NewUnit
from tests.reorganising import carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_parent_that_moved_later_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="đã đổi nơi trực thuộc ngày 01/07/2025"):
        move_unit(world.ben, world.commune, date(2024, 1, 1), by=world.admin)


def test_from_that_day_on_it_is_taken(world: World) -> None:
    move_unit(world.ben, world.commune, date(2025, 8, 1), by=world.admin)
    assert world.ben.placements.get(ended_on=None).parent == world.commune


def test_a_parent_that_ended_later_is_refused(world: World) -> None:
    unit = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    merged = date(2026, 6, 1)
    carried_out("merge", world.province, merged, merge_plan([world.neighbour], unit), world.admin)
    with pytest.raises(Refusal, match="đã kết thúc ngày 01/06/2026"):
        move_unit(world.tren, world.neighbour, date(2026, 5, 1), by=world.admin)
