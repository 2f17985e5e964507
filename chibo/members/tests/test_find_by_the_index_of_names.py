"""In a large branch names are looked up: it must find whom reading finds, no one else, on SQLite in order."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from django.db import connection, transaction

from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import correct_file, register_non_member
from chibo.members.actions.moving import transfer_member
from chibo.members.models import Membership, Movement, Qualification
from chibo.members.queries import finding, listing, walking, words
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
def by_index(world: World) -> Find:
    of = branch(world.commune.pk, day("20/11/2026").day)

    def find(typed: str) -> list[str]:
        return _names(finding.found(roll(of), typed, finding.names_in(of, typed)))

    return find


@pytest.fixture
def in_order(world: World) -> Callable[[str, int, int], tuple[list[str], list[str]]]:
    """A page read off the index, and the same page of the branch put in order."""
    of = branch(world.commune.pk, day("20/11/2026").day)

    def pages(typed: str, start: int, stop: int) -> tuple[list[str], list[str]]:
        asked = finding.index_words(typed, [of.path])
        read = walking.Named(roll(of), typed, asked)[start:stop] if asked else []
        whole = listing.in_order(finding.found(roll(of), typed), "ten")[start:stop]
        return [_told(row) for row in read], [_told(row) for row in whole if asked]

    return pages


def _told(row: Membership) -> str:
    return f"{row.person_id} {row.person.full_name}"


def _lay() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in import_module(
                "chibo.members.migrations.0016_names_wait_for_a_place"
            ).LAY:
                cursor.execute(statement)


def _names(rows: "finding.QuerySet[Membership]") -> list[str]:
    return sorted(rows.values_list("person__full_name", flat=True))


@pytest.mark.parametrize("typed", TYPED)
def test_both_ways_find_the_same(
    world: World, by_reading: Find, by_index: Find, typed: str
) -> None:
    enter(world, *PEOPLE)

    assert by_index(typed) == by_reading(typed)


@pytest.mark.parametrize("typed", TYPED)
def test_a_page_read_off_the_index_stands_in_the_order_of_names(
    world: World, in_order: Callable[[str, int, int], tuple[list[str], list[str]]], typed: str
) -> None:
    """Before steps are laid everybody stands on one, afterwards the namesakes have one of their own; then more
    people come, and some are called otherwise."""
    early = enter(world, *PEOPLE, *["Lò Thị Hà"] * 26, "Cầm Thị Hạ")
    for start, stop in ((0, 5), (3, 9), (30, 90)):
        read, whole = in_order(typed, start, stop)
        assert read == whole

    _lay()
    enter(world, "Lò Thị Hà", "Lò Văn Hạ", "Hà Văn Tới")
    correct_file(early[0], {"full_name": "Lò Thị Hạnh"}, by=world.an)
    correct_file(early[-1], {"full_name": "Lò Thị Hà"}, by=world.an)
    for start, stop in ((0, 5), (3, 9), (20, 30), (30, 90)):
        read, whole = in_order(typed, start, stop)
        assert read == whole


def test_a_word_is_found_wherever_it_begins(world: World, by_index: Find) -> None:
    enter(world, *PEOPLE)

    assert by_index("h'b") == ["H'Bia Êban"]
    assert by_index("ha") == ["Bùi Thị Hạ", "Hà Văn Tới", "Lò Hà Lò", "Lò Thị Hà", "Lò Thị Hạnh"]


def test_a_corrected_name_is_found_and_the_old_one_no_longer(world: World, by_index: Find) -> None:
    [person] = enter(world, "Cầm Văn Hòa")
    correct_file(person, {"full_name": "Cầm Văn Thuận"}, by=world.an)

    assert by_index("thuan") == ["Cầm Văn Thuận"]
    assert by_index("hoa") == []


def test_more_than_a_few_are_not_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(world, *PEOPLE)
    of = branch(world.commune.pk, day("20/11/2026").day)
    if connection.vendor != "sqlite":
        return

    monkeypatch.setattr(finding, "_FEW", 3)
    hoa, letter = finding.names_in(of, "hoa"), finding.names_in(of, "h")
    assert hoa and letter

    assert (hoa.are_few, hoa.found) == (True, 1)
    assert (letter.are_few, letter.found) == (False, 4)


def test_postgresql_looks_up_few_and_reads_the_branch_for_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(world, *PEOPLE)
    of = branch(world.commune.pk, day("20/11/2026").day)
    if connection.vendor == "sqlite":
        return

    hoa = finding.names_in(of, "hoa")
    assert hoa and hoa.are_few and not hoa.words
    assert _names(roll(of).filter(hoa.bears)) == ["Cầm Văn Hòa"]

    monkeypatch.setattr(words, "_MANY", 0)
    assert finding.names_in(of, "hoa") is None


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


def _in_the_index(word: str) -> tuple[int, int]:
    """How many names with a word wait, and how many stand in the index. PostgreSQL has neither."""
    if connection.vendor != "sqlite":
        return 0, 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM name_waits WHERE name LIKE %s), "
            "(SELECT count(*) FROM person_name WHERE person_name MATCH %s)",
            [f"%{word}", word],
        )
        waiting, indexed = cursor.fetchone()
    return waiting, indexed


def test_a_name_waits_for_the_first_place_of_its_bearer(world: World, by_index: Find) -> None:
    """Who never was a member is not in the index; a name changed meanwhile is found as it is, and once."""
    expected = connection.vendor == "sqlite"
    told = {"full_name": "Cầm Văn Hòa"}
    person = register_non_member(told, world.commune, date(2020, 1, 1), by=world.an)
    correct_file(person, {"full_name": "Cầm Văn Thuận"}, by=world.an)
    assert by_index("thuan") == []
    assert _in_the_index("thuan") == (int(expected), 0)

    entry = Entering(person, world.tren.pk, date(2020, 1, 1), "official")
    enter_members("registered", [entry], by=world.an)
    assert by_index("thuan") == ["Cầm Văn Thuận"]
    assert by_index("hoa") == []
    assert _in_the_index("thuan") == (0, int(expected))


def test_a_name_taken_back_is_neither_in_the_index_nor_waiting(world: World) -> None:
    with transaction.atomic():
        enter(world, "Cầm Văn Thuận")
        told = {"full_name": "Lò Văn Thuận"}
        register_non_member(told, world.commune, date(2020, 1, 1), by=world.an)
        transaction.set_rollback(True)
    assert _in_the_index("thuan") == (0, 0)

    [gone] = enter(world, "Cầm Văn Thuận")
    Qualification.objects.filter(person=gone).delete()
    Membership.objects.filter(person=gone).delete()
    Movement.objects.filter(person=gone).delete()
    gone.delete()
    assert _in_the_index("thuan") == (0, 0)
