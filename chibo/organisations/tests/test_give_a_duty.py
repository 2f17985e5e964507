"""Duties: who may do what where, through moves of the tree."""

from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.base.rules import NotAllowed
from chibo.organisations.actions.duties import end_duty, give_duty
from chibo.organisations.models import Duty, Role
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power, visible_to
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def again(user: User) -> User:
    """User objects remember their duties for one request."""
    return User.objects.get(pk=user.pk)


def names(user: User, on: date) -> set[str]:
    return set(visible_to(user, on).values_list("name", flat=True))


def test_an_office_sees_its_branch_and_nothing_else(world: World) -> None:
    own = {"Đảng bộ xã Mường Mẫu", "Chi bộ bản Trên", "Chi bộ bản Dưới", "Chi bộ Trường Tiểu học"}
    assert names(world.an, TODAY) == own
    assert names(world.an, date(2018, 6, 30)) == own


def test_a_cell_secretary_sees_the_cell(world: World) -> None:
    assert names(world.chung, TODAY) == {"Chi bộ bản Trên"}


def test_a_superior_sees_the_tree_of_the_day(world: World) -> None:
    assert "Đảng bộ huyện Mẫu" in names(world.giang, date(2025, 6, 30))
    assert "Đảng bộ huyện Mẫu" not in names(world.giang, TODAY)


def test_power_over_old_places_holds_in_the_old_tree(world: World) -> None:
    old = branch(world.tren, date(2018, 6, 30))
    assert has_power(world.an, Power.KEEP_RECORDS, old.path)
    assert not has_power(world.khanh, Power.KEEP_RECORDS, old.path)


def test_a_duty_ends_on_its_day(world: World) -> None:
    duty = Duty.objects.get(user=world.chung)
    end_duty(duty, date(2026, 11, 1), by=world.admin)
    assert names(again(world.chung), TODAY) == set()


def test_only_the_administrator_gives_duties(world: World) -> None:
    with pytest.raises(NotAllowed):
        give_duty(world.dung, Role.OFFICE, world.commune, TODAY, by=world.an)


def test_an_administrator_reads_no_names(world: World) -> None:
    path = branch(world.commune, TODAY).path
    assert not has_power(world.admin, Power.SEE_NAMES, path)
