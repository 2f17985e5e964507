"""In a large branch SQLite looks a rare name up: it must find whom reading the branch finds, and no one else."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from chibo.members.actions.files import correct_file
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Membership
from chibo.members.queries import finding
from chibo.members.queries import roll as rolls
from chibo.members.queries.roll import roll
from chibo.members.tests.seeing import day, enter
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World

PEOPLE = [
    "Hà Văn Tới",
    "Lò Thị Hà",
    "Bùi Thị Hạ",
    "Lò Thị Hạnh",
    "Cầm Văn Hòa",
    "H'Bia Êban",
    "Y Hbia Niê",
    "Lò Hà Lò",
]
TYPED = ["ha", "hạ", "hoà", "lo thi h", "hanh lo", "lo lo", "h'b", "h'bia e", "'", "%", "nguyen", "ж"]  # fmt: skip

Find = Callable[[str], list[str]]


@pytest.fixture
def by_reading(world: World) -> Find:
    of = branch(world.commune.pk, day("20/11/2026").day)

    def find(typed: str) -> list[str]:
        return _names(finding.found(roll(of), typed))

    return find


@pytest.fixture
def by_index(world: World, monkeypatch: pytest.MonkeyPatch) -> Find:
    """The same with a branch taken for large, and every name for rare."""
    of = branch(world.commune.pk, day("20/11/2026").day)
    monkeypatch.setattr(finding, "is_large", lambda *_of, **_more: True)

    def find(typed: str) -> list[str]:
        return _names(finding.found(roll(of), typed, finding.names_in(of, typed)))

    return find


def _names(rows: "finding.QuerySet[Membership]") -> list[str]:
    return sorted(rows.values_list("person__full_name", flat=True))


@pytest.mark.parametrize("typed", TYPED)
def test_both_ways_find_the_same(
    world: World, by_reading: Find, by_index: Find, typed: str
) -> None:
    enter(world, *PEOPLE)

    assert by_index(typed) == by_reading(typed)


def test_a_word_is_found_wherever_it_begins(world: World, by_index: Find) -> None:
    enter(world, *PEOPLE)

    assert by_index("h'b") == ["H'Bia Êban"]
    assert by_index("ha") == ["Bùi Thị Hạ", "Hà Văn Tới", "Lò Hà Lò", "Lò Thị Hà", "Lò Thị Hạnh"]


def test_a_corrected_name_is_found_and_the_old_one_no_longer(world: World, by_index: Find) -> None:
    [person] = enter(world, "Cầm Văn Hòa")
    correct_file(person, {"full_name": "Cầm Văn Thuận"}, by=world.an)

    assert by_index("thuan") == ["Cầm Văn Thuận"]
    assert by_index("hoa") == []


def test_only_what_is_sooner_goes_by_the_index(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(world, *PEOPLE)
    of = branch(world.commune.pk, day("20/11/2026").day)
    if connection.vendor != "sqlite":
        assert finding.names_in(of, "hoa") is None
        return

    monkeypatch.setattr(finding, "LARGE", 0)
    monkeypatch.setattr(rolls, "LARGE", 0)
    hoa, letter = finding.names_in(of, "hoa"), finding.names_in(of, "h")
    assert hoa and letter

    assert (bool(hoa.words), hoa.found) == (True, 1)
    assert (bool(letter.words), letter.found) == (False, 9)


def test_the_index_knows_where_people_have_stood(world: World) -> None:
    """Namesakes elsewhere are not looked up; a move, a correction and a withdrawal keep the place."""
    [here, gone] = enter(world, "Cầm Văn Hòa", "Cầm Thị Hòa")
    correct_file(here, {"full_name": "Cầm Văn Thuận"}, by=world.an)
    transfer_member(gone, world.school, date(2026, 3, 1), by=world.an)
    if connection.vendor != "sqlite":
        return

    def bears(name: str, of: Organisation) -> int:
        known = finding.names_in(branch(of.pk, day("20/11/2026").day), name)
        return known.found if known else 0

    elsewhere = NewOrganisation("Đảng bộ tỉnh Khác", "province", code="98".ljust(14, "0"))
    other = found_organisation(elsewhere, world.centre, date(2026, 1, 1), by=world.admin)
    everywhere = [world.centre, world.province, world.commune, other]
    assert [bears("hoa", one) for one in everywhere] == [1, 1, 1, 0]
    assert [bears("thuan", one) for one in everywhere] == [1, 1, 1, 0]
