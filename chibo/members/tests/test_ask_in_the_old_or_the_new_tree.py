"""A period that crosses a merge: asked as it stood each day, in the old tree, in the new tree."""

from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.base.figures import Scope, figure, read, read_by
from chibo.base.periods import Period
from chibo.members.actions.moving import end_membership
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.plan import NewUnit, Row
from chibo.organisations.queries.succession import crossings, in_tree
from chibo.organisations.queries.tree import Branch, branch
from tests.reorganising import carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, EVE = date(2026, 6, 1), date(2026, 5, 31)
HALF = Period.half(2026, 1)


@pytest.fixture
def new(world: World) -> Organisation:
    """Both communes merged on 01/06/2026, bản Bên into bản Dưới; An dies a week later."""
    unit = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    rows = (Row(world.ben.pk, "merge", str(world.duoi.pk)),)
    plan = merge_plan([world.commune, world.neighbour], unit, rows)
    carried_out("merge", world.province, DAY, plan, world.admin)
    end_membership(world.people["an"], "died", date(2026, 6, 8), by=world.admin_as_office())
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def told(scope: Scope) -> tuple[int | None, int | None]:
    return read(figure("increases"), scope).value, read(figure("decreases"), scope).value


def named(here: Branch) -> list[str]:
    names = roll(here).order_by("person__name_sort").values_list("person__full_name", flat=True)
    return [name.split()[-1] for name in names]


def test_each_day_in_its_own_tree_the_merge_is_an_increase(new: Organisation) -> None:
    assert told(Scope(branch(new, HALF.last), HALF.last, HALF)) == (7, 1)


def test_in_the_new_tree_moves_between_predecessors_are_none(new: Organisation) -> None:
    here = in_tree(branch(new, HALF.last), HALF.last)
    assert told(Scope(here, HALF.last, HALF)) == (1, 1)
    assert roll(in_tree(branch(new, HALF.last), HALF.eve)).count() == 6
    assert roll(here).count() == 6


def test_the_sources_of_a_figure_are_visible(world: World, new: Organisation) -> None:
    here = in_tree(branch(new, HALF.last), HALF.last)
    scope = Scope(here, HALF.last, HALF)
    found = read_by(figure("admitted"), "source", scope)
    assert [(one.label, one.value) for one in found] == [("Đảng bộ xã Mường Mẫu", 1)]
    gone = read_by(figure("decreases"), "source", scope)
    assert [(one.label, one.value) for one in gone] == [("Đảng bộ xã Mường Mới", 1)]


def test_in_the_old_tree_the_old_commune_goes_on(world: World, new: Organisation) -> None:
    here = in_tree(branch(world.commune, EVE), HALF.last)
    # En was admitted; An died. Khánh came into bản Dưới with a cell of the other commune, and stays theirs.
    assert told(Scope(here, HALF.last, HALF)) == (1, 1)
    assert named(here) == ["Bình", "Chung", "Dung", "Én", "Lan"]


def test_people_of_a_shared_cell_stay_with_the_commune_they_came_from(
    world: World, new: Organisation
) -> None:
    theirs = in_tree(branch(world.neighbour, EVE), HALF.last)
    assert named(theirs) == ["Khánh"]
    assert told(Scope(theirs, HALF.last, HALF)) == (0, 0)
    before = in_tree(branch(world.neighbour, EVE), date(2026, 1, 1))
    assert named(before) == ["Khánh"]


def test_a_period_beside_the_day_has_no_choice(world: World, new: Organisation) -> None:
    assert [one.on for one in crossings(new.pk, HALF)] == [DAY]
    assert crossings(new.pk, Period.half(2026, 2)) == []
    assert crossings(world.tren.pk, HALF) == []


def opened(user: User, url: str) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_of_a_number_offers_the_trees(world: World, new: Organisation) -> None:
    own = f"/so/increases?dv={new.pk}&ky=2026-H1"
    page = opened(world.giang, own)
    assert "Theo cây của từng ngày" in page
    assert "Theo cây từ 01/06/2026" in page
    assert "Theo cây đến 31/05/2026" not in page
    rolled = opened(world.giang, f"{own}&cay=2026-06-01")
    assert "Đơn vị trước sắp xếp" in rolled
    assert rolled.count("theo=source") == 1
    assert "Đảng bộ xã Mường Mẫu" in rolled
    one = opened(world.giang, f"{own}&cay=2026-06-01&loc=source:{world.commune.pk}")
    assert "Đơn vị trước sắp xếp" in one
    beside = opened(world.giang, f"/so/increases?dv={new.pk}&ky=2026-H2")
    assert "Theo cây từ" not in beside


def test_an_ended_unit_is_asked_in_its_last_tree(world: World, new: Organisation) -> None:
    page = opened(world.giang, f"/so/decreases?dv={world.commune.pk}&ky=2026-H1")
    assert "Theo cây đến 31/05/2026" in page
    assert "Theo cây của từng ngày" not in page
