"""A round has three lists: who waits, whose day is not sure, whose badge is not recorded. One reading for all."""

from datetime import date

import pytest

from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.members.queries.badge_rounds import BadgeRound
from chibo.members.queries.coming import next_round
from chibo.members.tests.seeing import day, enter
from chibo.organisations.queries.succession import in_tree
from chibo.organisations.queries.tree import Branch, branch
from tests.world import World

ON = date(2026, 11, 20)
EVERYBODY = {
    "waiting": ["Bốn Mươi", "Ba Mươi"],
    "unsure": ["Tháng Hai"],
    "unrecorded": ["Vào Sổ Muộn"],
}


@pytest.fixture(autouse=True)
def _old_members(world: World) -> None:
    enter(world, "Ba Mươi", joined=day("03/02/1997"))
    enter(world, "Bốn Mươi", joined=day("03/02/1987"))
    enter(world, "Tháng Hai", joined=day("02/1997"))
    enter(world, "Còn Xa", joined=day("01/01/2010"))
    late = fill(Person(), {"full_name": "Vào Sổ Muộn", "joined": day("02/03/1986")})
    enter_members(
        "registered", [Entering(late, world.tren.pk, date(2026, 6, 1), "official")], by=world.an
    )


def listed(of: Branch) -> dict[str, list[str]]:
    known = {"Bốn Mươi", "Ba Mươi", "Tháng Hai", "Còn Xa", "Vào Sổ Muộn"}
    lists = BadgeRound(of, next_round(ON)).lists
    names = {name: [row.person.full_name for row in one[0:50]] for name, one in lists.items()}
    assert {name: len(one) for name, one in lists.items()} == {
        name: len(some) for name, some in names.items()
    }
    return {name: [one for one in some if one in known] for name, some in names.items()}


def test_each_stands_on_the_list_of_the_round_where_he_or_she_belongs(world: World) -> None:
    assert listed(branch(world.commune, ON)) == EVERYBODY
    assert listed(branch(world.tren, ON)) == EVERYBODY
    assert listed(branch(world.neighbour, ON)) == {name: [] for name in EVERYBODY}


def test_asked_in_the_tree_of_another_day_the_lists_are_the_same(world: World) -> None:
    assert listed(in_tree(branch(world.commune, ON), ON)) == EVERYBODY


def test_a_page_of_a_list_is_cut_from_it(world: World) -> None:
    waiting = BadgeRound(branch(world.commune, ON), next_round(ON)).lists["waiting"]
    whole = [row.pk for row in waiting[0:50]]
    assert [[row.pk for row in waiting[n : n + 1]] for n in range(len(whole))] == [
        [key] for key in whole
    ]
    assert waiting[50:100] == []
