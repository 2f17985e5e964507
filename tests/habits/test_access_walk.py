"""Every address with every duty, inside and outside its branch (the table: access_table.py)."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.organisations.models import Role
from tests.habits.access_table import COLUMNS, as_line, expected
from tests.habits.doors import Door, Side, addresses, doors, is_bound, ours, sister, theirs
from tests.habits.walking import get, one_world, post
from tests.world import World

PUBLIC = {
    "account_login": "the door itself",
    "account_logout": "a stranger who signs out is sent to the front page",
    "account_inactive": "told to whoever has been locked out",
    "mfa_authenticate": "the second half of signing in",
    "web:switch_text_size": "letters can be made larger before signing in; it keeps a cookie only",
}
# Those whose duty covers the province or everything: the neighbour's records are theirs as well.
FAR_SIGHTED = {Role.ADMIN, Role.SUPERIOR, Role.SUPERIOR_NAMES, Role.AUDITOR}
IN_TREN = {Role.IN_CHARGE, Role.CELL_SECRETARY, Role.CELL_DEPUTY, Role.CELL_COMMITTEE}

# Each test's own transaction lies inside that of the world.
pytestmark = pytest.mark.django_db

DOORS = doors()
every_door = pytest.mark.parametrize("door", DOORS, ids=[door.name for door in DOORS])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with one_world(django_db_blocker) as made:
        yield made


def cast(world: World) -> Iterator[tuple[Role, User]]:
    for role in COLUMNS.values():
        yield role, world.users[role]


def signs(world: World, side: Side, door: Door, method: str) -> dict[str, dict[str, str]]:
    """Page → role → sign."""
    ask = get if method == "GET" else post
    return {
        page: {role: ask(user, url).sign for role, user in cast(world)}
        for page, url in addresses(door, side).items()
    }


def test_every_address_has_a_name() -> None:
    assert [door.route for door in DOORS if door.name.startswith("unnamed")] == []


@every_door
def test_a_stranger_is_sent_to_sign_in(world: World, door: Door) -> None:
    if door.name in PUBLIC:
        pytest.skip(PUBLIC[door.name])
    for url in addresses(door, ours(world)).values():
        for answer in (get(None, url), post(None, url)):
            assert answer.status == 302
            assert answer.headers["Location"].startswith("/dang-nhap?next=")


def test_what_is_public_exists() -> None:
    assert set(PUBLIC) <= {door.name for door in DOORS}


@every_door
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_duty_gets_what_the_table_says(world: World, door: Door, method: str) -> None:
    if door.name in PUBLIC:
        pytest.skip(PUBLIC[door.name])
    table = expected()
    for page, row in signs(world, ours(world), door, method).items():
        if set(row.values()) == {"."}:
            assert (method, page) not in table
            continue
        told = table.get((method, page))
        assert told, f"not in access_table.py; found\n{as_line(page, row)}"
        assert as_line(page, row) == as_line(page, told)


@every_door
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_branch_does_not_exist(world: World, door: Door, method: str) -> None:
    """404 for what the address names, and no word of it where a page answers without naming it."""
    side, ask = theirs(world), get if method == "GET" else post
    hidden = [side.person.full_name, side.paper.summary, "Chiềng Bên", "Bản Bên"]
    for page, url in addresses(door, side).items():
        for role, user in cast(world):
            if role in FAR_SIGHTED:
                continue
            answer = ask(user, url)
            where = f"{method} {page} as {role}"
            if is_bound(door, side):
                assert answer.sign in "-.", where
            assert answer.status < 500, where
            assert [word for word in hidden if word in answer.words] == [], where


@every_door
def test_the_cell_next_door_does_not_exist(world: World, door: Door) -> None:
    """The four of bản Trên, and a plain member of bản Dưới, asking for a person of bản Dưới."""
    side = sister(world)
    for page, url in addresses(door, side).items():
        for role in [*IN_TREN, Role.MEMBER]:
            answer = get(world.users[role], url)
            where = f"{page} as {role}"
            assert answer.status < 500, where
            if is_bound(door, side):
                assert answer.sign in "-.", where
            assert side.person.full_name not in answer.words, where


@every_door
def test_whoever_is_refused_changes_nothing(world: World, door: Door) -> None:
    """Reading a page is no change, and a refused request leaves no line in the journal."""
    before = Entry.objects.count()
    for url in addresses(door, ours(world)).values():
        for _role, user in cast(world):
            get(user, url)
    assert Entry.objects.count() == before


TOTALS_ONLY = [Role.SUPERIOR, Role.ADMIN]


@every_door
def test_totals_never_name_anybody(world: World, door: Door) -> None:
    """The province that sees totals, and whoever runs the installation, read no member's name."""
    names = {person.full_name for person in world.people.values()}
    for role in TOTALS_ONLY:
        # Accounts have owners with names, and those the administrator manages.
        known = {user.full_name for user in world.users.values()} if role == Role.ADMIN else set()
        for side in (ours(world), theirs(world)):
            for page, url in addresses(door, side).items():
                words = get(world.users[role], url).words
                assert [name for name in names - known if name in words] == [], f"{page} as {role}"


@every_door
def test_no_page_prints_a_whole_identity_number(world: World, door: Door) -> None:
    numbers = [p.national_id for p in world.people.values() if p.national_id]
    assert numbers
    for url in addresses(door, ours(world)).values():
        for _role, user in cast(world):
            body = get(user, url).body
            assert [number for number in numbers if number in body] == []
