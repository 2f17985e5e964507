"""Every address with every duty, inside and outside its branch (the table: access_table.py).

A test is a door: everybody knocks, every check looks at all answers, and the failure names each page, duty and
side that did not hold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from chibo.organisations.models import Role
from chibo.organisations.powers import POWERS, Power
from tests.habits.access_table import COLUMNS, as_line, expected
from tests.habits.doors import Door, doors, is_bound
from tests.habits.page_form import FORM, LARGEST_PAGE, Check, listed
from tests.habits.sides import ours, sister, theirs
from tests.habits.source import HOUSE
from tests.habits.walking import Answer, Knocked, Person, is_for_programs, knock, one_world
from tests.world import World

PUBLIC = {
    "account_login": "the door itself",
    "api:unknown": "there is nothing at such an address",
    "api:openapi": "what programs may ask, without anybody's data",
    "account_logout": "a stranger who signs out is sent to the front page",
    "account_inactive": "told to whoever has been locked out",
    "meetings:recorder": "the page on the phone holds no data; what it shows lies encrypted there",
    "meetings:recorder_typed_by_hand": "leads to that page",
    "meetings:worker": "keeps that page for places without network",
    "meetings:manifest": "names that page for the home screen",
    "mfa_authenticate": "the second half of signing in",
    "web:feed": "phones show a key of 256 bits; without one that stands it is 404",
    "web:switch_text_size": "letters can be made larger before signing in; it keeps a cookie only",
}
# What a request that changes nothing may leave in the journal: that somebody looked.
READING = {
    "slip.printed",
    "slips.printed",
    "api.list_read",
    "api.minutes_read",
    "case.background_read",
    "complaint.read",
    "discipline.read",
    "inspection.book_printed",
    "inspection.printed",
    "inspection.read",
    "inspection.register_read",
    "programme.read",
    "dossier.printed",
    "person.decision_printed",
    "supplement.printed",
    "file.errors_given",
    "comparison.taken_along",
    "comparison.taken_along_in_full",
    "members.exported",
    "figure.exported",
    "person.printed",
    "report.printed",
    "form.printed",
    "register.printed",
    "submission.answered",
    "submission.carried",
    "submission.printed",
    "submission.scan_read",
    "case.printed",
    "meeting.printed",
    "meeting.schedule_printed",
    "liaison.list_printed",
    "paper.circulation_printed",
    "meeting.photo_read",
    "course.printed",
    "plan.printed",
    "plan.register_printed",
    "study.printed",
    "target.board_taken",
    "rating.printed",
    "dues.printed",
    "dues.receipt_printed",
    "training.printed",
    "candidates.exported",
    "tasks.printed",
    "transfer.printed",
}
DOORS = doors()

# Each test's own transaction lies inside that of the world.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with one_world(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def people(world: World) -> dict[str, Person]:
    return {role: Person(role, world.users[role]) for role in COLUMNS.values()}


def knocked_at(door: Door, world: World, people: dict[str, Person]) -> Knocked:
    with transaction.atomic():
        answers = knock(door, people, ours(world), sister(world), theirs(world))
        transaction.set_rollback(True)
    return answers


def lines(answers: list[Answer]) -> dict[str, str]:
    """Page → its line of the table; pages that do not take such requests are left out."""
    rows: dict[str, dict[str, str]] = {}
    for answer in answers:
        rows.setdefault(answer.page, {})[answer.role] = answer.sign
    return {page: as_line(page, row) for page, row in rows.items() if set(row.values()) != {"."}}


def test_every_address_has_a_name() -> None:
    assert [door.route for door in DOORS if door.name.startswith("unnamed")] == []


def test_what_is_public_exists() -> None:
    assert set(PUBLIC) <= {door.name for door in DOORS}


def test_no_row_of_the_table_is_left_over() -> None:
    names = {door.name for door in DOORS}

    assert [page for _method, page in expected() if page.split("?")[0] not in names] == []


# ------------------------------------------------------------------ who gets what: a check tells its faults


def a_stranger_is_sent_to_sign_in(knocked: Knocked, _world: World) -> list[str]:
    if knocked.door.name in PUBLIC:
        return []
    if is_for_programs(knocked.door.name):
        return listed(answer for answer in knocked.strangers if answer.status != 401)
    return listed(
        answer
        for answer in knocked.strangers
        if answer.status != 302 or not answer.headers["Location"].startswith("/dang-nhap?next=")
    )


def every_duty_gets_what_the_table_says(knocked: Knocked, _world: World) -> list[str]:
    """The lines found, ready to paste, where they are not those of the table."""
    if knocked.door.name in PUBLIC:
        return []
    faults = []
    for method, answers in (("GET", knocked.read), ("POST", knocked.sent)):
        found = lines(answers)
        told = {
            page: as_line(page, row)
            for (how, page), row in expected().items()
            if how == method and page in knocked.pages
        }
        if found != told:
            faults += [f"found at {method}, not so in the table:", *found.values()]
    return faults


def another_branch_does_not_exist(knocked: Knocked, _world: World) -> list[str]:
    """404 for what the address names, and no word of it where a page answers without naming it."""
    return [
        *(met(knocked.abroad) if is_bound(knocked.door) else []),
        *told(knocked.abroad, knocked.words),
    ]


def the_cell_next_door_does_not_exist(knocked: Knocked, _world: World) -> list[str]:
    return [
        *(met(knocked.next_door) if is_bound(knocked.door) else []),
        *told(knocked.next_door, knocked.words_next_door),
    ]


def met(answers: list[Answer]) -> list[str]:
    return listed(answer for answer in answers if answer.sign not in "-.")


def told(answers: Iterable[Answer], words: Iterable[str]) -> list[str]:
    return [
        f"{answer} tells of {word}" for answer in answers for word in words if word in answer.words
    ]


def nobody_meets_an_error(knocked: Knocked, _world: World) -> list[str]:
    everything = [*knocked.strangers, *knocked.read, *knocked.sent]
    everything += [*knocked.next_door, *knocked.abroad]
    return listed(answer for answer in everything if answer.status >= 500)


def looking_changes_nothing(knocked: Knocked, _world: World) -> list[str]:
    """Nor does a request that is refused."""
    read = [answer for answer in knocked.read if set(answer.noted) - READING]
    refused = [
        answer for answer in [*knocked.read, *knocked.sent] if answer.sign in "-x" and answer.noted
    ]
    return [f"{answer} left {', '.join(answer.noted)}" for answer in [*read, *refused]]


def totals_never_name_anybody(knocked: Knocked, world: World) -> list[str]:
    """The province that sees totals, and whoever runs the installation, read no member's name."""
    names = {person.full_name for person in world.people.values()}
    owners = {user.full_name for user in world.users.values()}
    by_role = {Role.SUPERIOR: names, Role.ADMIN: names - owners}
    return [
        fault
        for answer in knocked.read
        for fault in told([answer], by_role[Role(answer.role)] if answer.role in by_role else ())
    ]


def no_page_prints_a_whole_identity_number(knocked: Knocked, world: World) -> list[str]:
    numbers = [p.national_id for p in world.people.values() if p.national_id]
    assert numbers
    return listed(a for a in knocked.read if any(number in a.body for number in numbers))


CHECKS: tuple[Check, ...] = (
    a_stranger_is_sent_to_sign_in,
    every_duty_gets_what_the_table_says,
    another_branch_does_not_exist,
    the_cell_next_door_does_not_exist,
    nobody_meets_an_error,
    looking_changes_nothing,
    totals_never_name_anybody,
    no_page_prints_a_whole_identity_number,
    *FORM,
)


@pytest.mark.parametrize("door", [pytest.param(door, id=door.name) for door in DOORS])
def test_the_door_holds(door: Door, world: World, people: dict[str, Person]) -> None:
    knocked = knocked_at(door, world, people)

    faults = [
        "\n  ".join([f"{check.__name__}:", *found])
        for check in CHECKS
        if (found := check(knocked, world))
    ]
    if faults:
        pytest.fail("\n".join(faults))


def spoiled(answer: Answer, world: World, words: tuple[str, ...]) -> Answer:
    """The same answer with everything wrong a page may have."""
    an = world.people["an"]
    return replace(
        answer,
        status=200,
        body=f"""<html><h1>{an.full_name} {an.national_id} {" ".join(words)}</h1><h1 style="x">
            <a href="https://xa.vn">x</a><form method="post"></form>{"x" * LARGEST_PAGE}""",
        headers={"Content-Type": "text/html", "Location": "/"},
        noted=("person.moved",),
    )


def test_every_check_speaks_when_its_door_stands_open(
    world: World, people: dict[str, Person]
) -> None:
    """Or else the walk would prove nothing."""
    door = next(door for door in DOORS if door.name == "members:page")
    knocked = knocked_at(door, world, people)
    words = (*knocked.words, *knocked.words_next_door)
    sides = ("strangers", "read", "sent", "next_door", "abroad")
    opened = replace(
        knocked,
        **{side: [spoiled(one, world, words) for one in getattr(knocked, side)] for side in sides},
    )
    as_files = replace(opened, read=[replace(one, headers={}) for one in opened.read])
    broken = replace(opened, read=[replace(one, status=500) for one in opened.read])
    refused = replace(
        knocked, sent=[replace(one, status=404, noted=("x",)) for one in knocked.sent]
    )

    assert [check.__name__ for check in CHECKS if check(knocked, world)] == []
    by_kind = {
        "open": {check.__name__ for check in CHECKS if check(opened, world)},
        "files": {check.__name__ for check in CHECKS if check(as_files, world)},
        "broken": {check.__name__ for check in CHECKS if check(broken, world)},
        "refused": {check.__name__ for check in CHECKS if check(refused, world)},
    }
    assert {check.__name__ for check in CHECKS} - by_kind["open"] == {
        "nobody_meets_an_error",
        "files_are_handed_over_not_opened",
    }
    assert "files_are_handed_over_not_opened" in by_kind["files"]
    assert "nobody_meets_an_error" in by_kind["broken"]
    assert "looking_changes_nothing" in by_kind["refused"]


# ------------------------------------------------------------------ duties and powers


def test_every_role_stands_in_the_table_and_has_its_powers() -> None:
    assert set(COLUMNS.values()) == set(Role) == set(POWERS)


# Powers that wait for the app that will ask for them.
NOT_YET_ASKED: dict[Power, str] = {}


def test_every_power_is_asked_for_somewhere() -> None:
    text = "\n".join(
        path.read_text()
        for path in HOUSE.rglob("*.py")
        if path.name != "powers.py" and "tests" not in path.parts
    )
    idle = {power for power in Power if f"Power.{power.name}" not in text}

    assert idle == set(NOT_YET_ASKED)
