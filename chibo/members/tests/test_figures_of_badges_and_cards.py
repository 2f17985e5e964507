"""Badges given, held and to be given; cards handed out; members without one."""

from datetime import date

import pytest

from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.members import due as due_room
from chibo.members.actions.badges import Earlier, record_earlier_badges
from chibo.members.actions.cards import Handing, grant_cards
from chibo.members.tests.seeing import day, enter, signed_in_as, text_of
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

ON = date(2026, 12, 20)
YEAR = Period.parse("2026")


@pytest.fixture
def world(world: World) -> World:
    record_earlier_badges([Earlier(world.people["binh"], 30, date(2026, 5, 19))], by=world.an)
    enter(world, "Lò Ba Mươi", joined=day("03/02/1997"), sex="male")
    enter(world, "Lò Bốn Mươi", joined=day("20/12/1986"), sex="female")
    return world


def at(world: World, on: date = ON) -> Scope:
    return Scope(branch(world.commune, on), on, YEAR)


def value(world: World, name: str, key: str = "", on: date = ON) -> int | None:
    return read(figure(name), at(world, on).keyed(key)).value


def broken(world: World, name: str, by: str) -> list[tuple[str, int]]:
    asked = figure(name)
    scope = at(world)
    return [
        (one.label, one.value)
        for one in asked.dimension(by).groups(asked.rows(scope), scope)
        if one.value
    ]


def test_given_by_the_day_of_giving(world: World) -> None:
    assert [value(world, "badges_given", key) for key in ("", "30", "40")] == [1, 1, 0]
    assert broken(world, "badges_given", "mark") == [("30 năm", 1)]
    assert broken(world, "badges_given", "sex") == [("Nam", 1)]
    later = Scope(branch(world.commune, ON), ON, Period.parse("2025"))
    assert read(figure("badges_given"), later).value == 0


def test_held_on_a_day(world: World) -> None:
    assert value(world, "members_with_badge") == 1
    assert value(world, "members_with_badge", on=date(2026, 5, 18)) == 0
    assert broken(world, "members_with_badge", "mark") == [("30 năm", 1)]


def test_candidates_are_those_of_the_due_line(world: World) -> None:
    (line,) = [
        one for one in due(world.an, branch(world.commune, ON), ON) if one.kind == "badge_round"
    ]

    assert value(world, "badge_candidates") == line.count == 2
    assert broken(world, "badge_candidates", "mark") == [("30 năm", 1), ("40 năm", 1)]
    assert broken(world, "badge_candidates", "sex") == [("Nam", 1), ("Nữ", 1)]


def test_before_the_rulebook_there_is_no_number(world: World) -> None:
    assert value(world, "badge_candidates", on=date(2001, 1, 1)) is None


def test_cards(world: World) -> None:
    dung = world.people["dung"]
    grant_cards([Handing(dung, "990010000009")], date(2026, 11, 7), by=world.an)

    assert [value(world, "cards_granted", key) for key in ("", "granted", "exchanged")] == [1, 1, 0]
    assert broken(world, "cards_granted", "kind") == [("Phát thẻ", 1)]
    assert value(world, "members_without_card") == 4  # Chung, Lan and the two entered above


@pytest.mark.parametrize(
    ("name", "period", "word"),
    [
        ("badges_given", "ky=2026", "30 năm"),
        ("cards_granted", "ky=2026", "990010000009"),
        ("badge_candidates", "", "Lò Ba Mươi"),
        ("members_with_badge", "", "Nguyễn Văn Bình"),
        ("members_without_card", "", "Vì Văn Chung"),
    ],
)
def test_a_number_opens_onto_its_rows(world: World, name: str, period: str, word: str) -> None:
    dung = world.people["dung"]
    grant_cards([Handing(dung, "990010000009")], date(2026, 11, 7), by=world.an)
    page = signed_in_as(world.an).get(f"/so/{name}?dv={world.commune.pk}&{period}")

    assert word in text_of(page)
