"""The SQL of a figure is made once for a branch on a day; its answer is never kept."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from chibo.base.figures import Scope, figure, groups_together
from chibo.base.figures.counting import count_together
from chibo.base.statements import STATEMENTS
from chibo.members.models import Membership
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import book
from tests.world import World

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 30)
made: Counter[str] = Counter()


def _members(scope: Scope) -> QuerySet[Membership]:
    made["members"] += 1
    return roll(scope.branch)


def _members_by_asking(scope: Scope) -> QuerySet[Membership]:
    made["asking"] += 1
    cells = list(Organisation.objects.values_list("pk", flat=True))
    return roll(scope.branch).filter(cell__in=cells)


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    STATEMENTS.forget()
    made.clear()


def asked(world: World) -> Scope:
    return Scope(branch(world.commune, DAY), DAY)


def counted(rows: Any, scope: Scope) -> Any:
    return count_together([(rows, scope)])[rows, scope]


def test_who_left_between_two_askings_is_no_longer_counted(world: World) -> None:
    before = counted(_members, asked(world))
    roll(branch(world.duoi, DAY))[:1].get().delete()
    after = counted(_members, asked(world))
    assert (before - after, made["members"]) == (1, 1)


def test_another_branch_and_another_day_are_put_together_anew(world: World) -> None:
    counted(_members, asked(world))
    counted(_members, Scope(branch(world.duoi, DAY), DAY))
    other = date(2026, 7, 1)
    counted(_members, Scope(branch(world.commune, other), other))
    assert made["members"] == 3


def test_what_asks_the_database_meanwhile_is_put_together_every_time(world: World) -> None:
    assert counted(_members_by_asking, asked(world)) == counted(_members_by_asking, asked(world))
    assert made["asking"] == 2


def test_what_the_branch_has_read_belongs_to_the_question(world: World) -> None:
    """A path it had since is another question, though the branch is equal."""
    first, second = asked(world), asked(world)
    vars(first.branch)["own_paths"] = frozenset({first.branch.path})
    vars(second.branch)["own_paths"] = frozenset({first.branch.path, "00000"})
    counted(_members, first)
    counted(_members, second)
    assert (first.branch == second.branch, made["members"]) == (True, 2)


def test_with_other_units_at_hand_it_is_put_together_anew(world: World) -> None:
    scope = asked(world)
    units = scope.branch.children
    first, again = counted(_members, scope), counted(_members, scope)
    assert (first == again, made["members"]) == (True, 1)
    units.pop()
    counted(_members, scope)
    assert made["members"] == 2


def test_another_rulebook_is_another_question(world: World) -> None:
    counted(_members, asked(world))
    book.cache_clear()
    book()
    counted(_members, asked(world))
    assert made["members"] == 2


def test_groups_are_put_together_once_too(world: World) -> None:
    by = figure("members").dimension("sex")
    first = groups_together([(by, _members, asked(world))])
    Membership.objects.filter(cell=world.duoi).update(sex="")
    second = groups_together([(by, _members, asked(world))])
    assert first != second
    assert made["members"] == 1
