from datetime import date

import pytest

from chibo.base.figures import Scope, figure, read, read_by
from chibo.base.periods import Period
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.models import Post
from chibo.organisations.queries.tree import branch
from tests.world import World


def of_commune(world: World, period: Period) -> Scope:
    return Scope(branch(world.commune, period.last), period.last, period)


def committee(world: World, period: Period) -> list[int | None]:
    names = ("committee_members", "committee_joined", "committee_left")
    return [read(figure(name), of_commune(world, period)).value for name in names]


def test_a_re_elected_secretary_neither_joins_nor_leaves(world: World) -> None:
    assert committee(world, Period.half(2020, 1)) == [1, 0, 0]


def test_who_comes_and_goes_is_counted_once(world: World) -> None:
    an, dung = world.people["an"], world.people["dung"]
    begin_post(an, "committee_member", world.commune, date(2020, 6, 1), by=world.an)
    begin_post(dung, "committee_member", world.commune, date(2019, 1, 1), by=world.an)
    end_post(Post.objects.get(person=dung), date(2020, 6, 1), "Hết nhiệm kỳ", by=world.an)

    assert committee(world, Period.half(2020, 1)) == [2, 1, 1]


def test_a_committee_nobody_entered_is_unknown_not_empty(world: World) -> None:
    scope = Scope(
        branch(world.neighbour, date(2020, 6, 30)), date(2020, 6, 30), Period.half(2020, 1)
    )

    assert [
        read(figure(name), scope).value for name in ("committee_members", "committee_left")
    ] == [
        None,
        None,
    ]


@pytest.mark.parametrize("key", ["born_on", "national_id_hash", "card_number"])
def test_a_gap_lists_exactly_the_files_it_counts(world: World, key: str) -> None:
    scope = of_commune(world, Period.half(2026, 1))
    by_gap = {
        one.scope.key: one.value for one in read_by(figure("members_incomplete"), "gap", scope)
    }

    assert read(figure("members_incomplete"), scope.keyed(key)).value == by_gap[key]


def test_a_probationary_member_lacks_no_card(world: World) -> None:
    scope = of_commune(world, Period.half(2026, 1)).keyed("card_number")
    rows = figure("members_incomplete").rows(scope)

    assert {row.person.full_name for row in rows} == {
        "Vì Văn Chung",
        "Lường Thị Dung",
        "Đinh Thị Lan",
    }
