"""A page asks the database as often for sixty people as for three, and stays under 60 kB."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.models import Person as Member
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from tests.habits.doors import Door, addresses, doors
from tests.habits.page_form import LARGEST_PAGE
from tests.habits.sides import Side, ours
from tests.habits.test_access_walk import PUBLIC
from tests.habits.walking import Person, one_world
from tests.world import World

pytestmark = pytest.mark.django_db

MANY = 60
Asked = tuple[int, int]  # queries, bytes
DOORS = [door for door in doors() if door.name not in PUBLIC]
# Pages that list what a whole commune holds.
WIDE = [
    door
    for door in DOORS
    if door.name.startswith("organisations:")
    or door.name
    in (
        "members:list",
        "documents:list",
        "meetings:liaisons",
        "meetings:circulations",
        "assignments:results",
        "web:number",
        "admissions:admit",
        "admissions:courses",
        "admissions:board",
        "admissions:candidates",
        "admissions:sources",
        "admissions:targets",
        "admissions:give_targets",
        "admissions:heads",
        "admissions:funnel",
    )
    or door.name in ("members:letters", "members:letter_register", "members:new_letters")
    if "place" not in door.holds
]
# Files are as long as their rows; what a report asks depends on what happened, not on how many.
GROWS = {
    "reports:paper": "a file",
    "reports:form_file": "a file",
    "reports:register_file": "a file",
    "imports:comparison_corrections": "a file",
    "reports:handed_file": "a file",
    "reports:receipt": "a file",
    "reports:scan": "a file",
    "targets:units": "few units' plans are read together, those of many by the breakdown of their committee",
    "imports:error_file": "a file",
    "imports:template": "a file",
    "admissions:case_paper": "a file",
    "admissions:many_papers": "a file",
    "admissions:course_paper": "a file",
    "meetings:by_hand": "a file",
    "meetings:circulation_paper": "a file",
    "meetings:liaisons_paper": "a file",
    "meetings:invitation": "a file",
    "meetings:minutes": "a file",
    "meetings:photo_file": "a file",
    "meetings:month_papers": "a file",
    "meetings:roll_sheet": "a file",
    "meetings:resolution_paper": "a file",
    "meetings:version": "a file",
    "members:letter_papers": "a file",
    "members:letter_register_paper": "a file",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with one_world(django_db_blocker) as made:
        yield made


def asked(person: Person, url: str) -> Asked:
    """Queries and bytes of a page as it is opened now."""
    reset_queries()  # the log is full after some pages, and would then count none
    with CaptureQueriesContext(connection) as captured:
        answer = person.get("", url)
    return len(captured), len(answer.body.encode()) if answer.is_page else 0


def made(side: Side, some: list[Door]) -> list[dict[str, str]]:
    """Every record an address names is made before the first page is asked: pages that list it measure it."""
    return [addresses(door, side) for door in some if door.name not in GROWS]


def measured(
    world: World, side: Side, some: list[Door], before: dict[str, Asked] | None = None
) -> dict[str, Asked]:
    """The second time a page is opened, as what is put together once was asked for the first time; beside
    `before`, the first time where that asked no more."""
    office, found = Person("office", world.an), {}
    for pages in made(side, some):
        for page, url in pages.items():
            found[page] = asked(office, url)
            if before is None or found[page][0] > before[page][0]:
                found[page] = asked(office, url)
    return found


def of_the_whole(pages: dict[str, Asked]) -> dict[str, Asked]:
    """The same pages asked of the commune, under names of their own."""
    return {f"{page} of the commune": found for page, found in pages.items()}


def let_grow(world: World, side: Side, numbers: range) -> None:
    """As many more members of bản Trên with a letter each, cells and papers."""
    entries = [
        Entering(one, world.tren.pk, date(2026, 2, 3), "official", [Level("schooling", "primary")])
        for one in (_member(number) for number in numbers)
    ]
    enter_members("registered", entries, by=world.an)
    issue_transfers([_letter(world, one.person) for one in entries], by=world.an)
    for number in numbers:
        _cell(world, number)
        _paper(side, number)


def _member(number: int) -> Member:
    known = {"full_name": f"Lò Văn Người {number}", "sex": "male", "ethnicity": "thai"}
    return fill(Member(), known | {"religion": "none"})


def _cell(world: World, number: int) -> None:
    code = f"9990100110{number:04}"
    new = NewOrganisation(f"Chi bộ bản {number}", "subordinate_cell", code=code, base_type="ban")
    found_organisation(new, world.commune, date(2026, 1, 1), by=world.an)


def _letter(world: World, person: Member) -> Letter:
    number, day = str(1000 + person.pk), date(2026, 7, 1)
    return Letter(person, "internal", number, day, world.duoi.pk)


def _paper(side: Side, number: int) -> None:
    new = NewPaper(
        number=str(100 + number),
        symbol="NQ/CB",
        kind="resolution",
        issuer_name="Chi bộ",
        issued_on=date(2026, 3, 1),
        summary=f"Việc thứ {number}",
        level="commune",
    )
    register_paper(new, side.cell, by=side.keeper)


@pytest.fixture(scope="module")
def growth(world: World) -> dict[str, tuple[Asked, Asked]]:
    """Page → (queries, bytes) with few and with many."""
    with transaction.atomic():
        side = ours(world)
        whole = replace(side, cell=world.commune)
        made(side, DOORS)
        let_grow(world, side, range(1))  # a page without a row asks nothing about its rows
        few, few_wide = measured(world, side, DOORS), measured(world, whole, WIDE)
        let_grow(world, side, range(1, MANY))
        many, many_wide = (
            measured(world, side, DOORS, few),
            measured(world, whole, WIDE, few_wide),
        )
        transaction.set_rollback(True)
    few, many = few | of_the_whole(few_wide), many | of_the_whole(many_wide)
    return {page: (few[page], many[page]) for page in few}


def test_every_page_asks_as_often_for_many_as_for_few(
    growth: dict[str, tuple[Asked, Asked]],
) -> None:
    more = {page: (few[0], many[0]) for page, (few, many) in growth.items() if many[0] > few[0] + 1}
    assert more == {}


def test_every_page_stays_small(
    growth: dict[str, tuple[Asked, Asked]],
) -> None:
    assert {page: many[1] for page, (_few, many) in growth.items() if many[1] > LARGEST_PAGE} == {}
