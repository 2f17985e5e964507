"""The counts over the members list: one question kept for the day, asked about any branch."""

from datetime import date

from django.utils import timezone

from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import end_membership
from chibo.members.queries.coming import next_round
from chibo.members.queries.listing import Asked, narrowed, state_counts
from chibo.members.queries.roll import roll
from chibo.members.tests.seeing import day, enter
from chibo.members.views.listing import TABS
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import add_months
from tests.world import World


def by_their_lists(of: Branch) -> dict[str, int]:
    listed = {name: narrowed(roll(of), Asked(state=name), of).count() for name in TABS}
    return listed | {"": roll(of).count()}


def once_removed(world: World) -> None:
    """Two of 30 years' standing were away: one for a month, who still comes to the round, one for three years."""
    joined = add_months(next_round(timezone.localdate()).day, -12 * 30 - 2)
    for name, back in (("Vắng Một Tháng", date(2020, 2, 1)), ("Vắng Ba Năm", date(2023, 1, 1))):
        [one] = enter(world, name, joined=day(f"{joined:%d/%m/%Y}"))
        end_membership(one, "removed", date(2020, 1, 1), by=world.an, reason="Bỏ sinh hoạt")
        enter_members("restored", [Entering(one, world.tren.pk, back, "official")], by=world.an)


def test_every_branch_is_counted_as_its_own_lists_are(world: World) -> None:
    today, where = timezone.localdate(), (world.commune, world.tren, world.province)
    before = [state_counts(branch(one.pk, today), TABS) for one in where]
    enter(world, "Đủ Ba Mươi Năm", joined=day("01/01/1990"))
    once_removed(world)
    after = [state_counts(branch(one.pk, today), TABS) for one in where]

    assert after == [by_their_lists(branch(one.pk, today)) for one in where]
    assert [new["huy-hieu"] - old["huy-hieu"] for old, new in zip(before, after, strict=True)] == [
        2,
        2,
        2,
    ]


def test_an_earlier_day_is_counted_by_its_own_lists(world: World) -> None:
    of = branch(world.commune.pk, date(2018, 6, 30))

    assert state_counts(of, TABS) == by_their_lists(of)
    assert state_counts(of, TABS)[""] == 6
