"""Every address with every duty, inside and outside its branch (the table: access_table.py).

Each door is knocked at once by everybody; the tests then look at the answers.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from chibo.organisations.models import Role
from chibo.organisations.powers import POWERS, Power
from tests.habits.access_table import COLUMNS, as_line, expected
from tests.habits.doors import doors, is_bound
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
# Parts of a page that a browser fetches for itself; they hold no data of anybody.
PARTS = {"api:openapi", "meetings:worker", "meetings:manifest"}
LARGEST_PAGE = 60_000
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


# All that is asked of one door goes to one process: it is knocked at once.
@pytest.fixture(
    scope="module",
    params=[
        pytest.param(door, id=door.name, marks=pytest.mark.xdist_group(f"door {door.name}"))
        for door in DOORS
    ],
)
def knocked(request: pytest.FixtureRequest, world: World, people: dict[str, Person]) -> Knocked:
    with transaction.atomic():
        answers = knock(request.param, people, ours(world), sister(world), theirs(world))
        transaction.set_rollback(True)
    return answers


def listed(answers: list[Answer]) -> list[str]:
    return [str(answer) for answer in answers]


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


def test_a_stranger_is_sent_to_sign_in(knocked: Knocked) -> None:
    if knocked.door.name in PUBLIC:
        pytest.skip(PUBLIC[knocked.door.name])
    if is_for_programs(knocked.door.name):
        assert {answer.status for answer in knocked.strangers} == {401}
        return
    for answer in knocked.strangers:
        assert answer.status == 302, str(answer)
        assert answer.headers["Location"].startswith("/dang-nhap?next=")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_duty_gets_what_the_table_says(knocked: Knocked, method: str) -> None:
    if knocked.door.name in PUBLIC:
        pytest.skip(PUBLIC[knocked.door.name])
    found = lines(knocked.read if method == "GET" else knocked.sent)
    table = {page: as_line(page, row) for (how, page), row in expected().items() if how == method}
    told = {page: table[page] for page in knocked.pages if page in table}
    if found != told:
        pytest.fail("\n".join([f"found at {method}, not so in the table:", *found.values()]))


def test_another_branch_does_not_exist(knocked: Knocked) -> None:
    """404 for what the address names, and no word of it where a page answers without naming it."""
    if is_bound(knocked.door):
        assert listed([answer for answer in knocked.abroad if answer.sign not in "-."]) == []
    told = [
        (str(answer), word)
        for answer in knocked.abroad
        for word in knocked.words
        if word in answer.words
    ]
    assert told == []


def test_the_cell_next_door_does_not_exist(knocked: Knocked) -> None:
    if is_bound(knocked.door):
        assert listed([answer for answer in knocked.next_door if answer.sign not in "-."]) == []
    told = [
        (str(answer), word)
        for answer in knocked.next_door
        for word in knocked.words_next_door
        if word in answer.words
    ]
    assert told == []


def test_nobody_meets_an_error(knocked: Knocked) -> None:
    everything = [*knocked.strangers, *knocked.read, *knocked.sent]
    everything += [*knocked.next_door, *knocked.abroad]

    assert listed([answer for answer in everything if answer.status >= 500]) == []


def test_looking_changes_nothing(knocked: Knocked) -> None:
    """Nor does a request that is refused."""
    read = [(str(a), a.noted) for a in knocked.read if set(a.noted) - READING]
    refused = [(str(a), a.noted) for a in [*knocked.read, *knocked.sent] if a.sign in "-x"]

    assert read == []
    assert [one for one in refused if one[1]] == []


def test_totals_never_name_anybody(knocked: Knocked, world: World) -> None:
    """The province that sees totals, and whoever runs the installation, read no member's name."""
    names = {person.full_name for person in world.people.values()}
    owners = {user.full_name for user in world.users.values()}
    told = [
        (str(answer), name)
        for answer in knocked.read
        if answer.role in (Role.SUPERIOR, Role.ADMIN)
        for name in (names - owners if answer.role == Role.ADMIN else names)
        if name in answer.words
    ]
    assert told == []


def test_no_page_prints_a_whole_identity_number(knocked: Knocked, world: World) -> None:
    numbers = [p.national_id for p in world.people.values() if p.national_id]

    assert numbers
    assert listed([a for a in knocked.read if any(number in a.body for number in numbers)]) == []


# ------------------------------------------------------------------ the form of every page


def pages(knocked: Knocked) -> list[Answer]:
    found = [answer for answer in [*knocked.read, *knocked.sent] if answer.is_page]
    return [answer for answer in found if "<html" in answer.body]


def test_every_page_is_small(knocked: Knocked) -> None:
    sizes = [(str(answer), len(answer.body.encode())) for answer in pages(knocked)]

    assert [one for one in sizes if one[1] > LARGEST_PAGE] == []


def test_every_page_has_a_language_a_title_and_one_heading(knocked: Knocked) -> None:
    for answer in pages(knocked):
        assert '<html lang="vi"' in answer.body, str(answer)
        assert re.search(r"<title>[^<]*\w[^<]*</title>", answer.body), str(answer)
        assert len(re.findall(r"<h1\b", answer.body)) == 1, str(answer)


INLINE = re.compile(
    r"\sstyle\s*=|<style\b|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"
)


def test_no_page_styles_or_runs_from_within(knocked: Knocked) -> None:
    for answer in pages(knocked):
        bare = re.sub(
            r"<script[^>]*type=\"application/json\".*?</script>", "", answer.body, flags=re.DOTALL
        )
        assert INLINE.findall(bare) == [], str(answer)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy


def test_nothing_but_our_own_server_is_named(knocked: Knocked) -> None:
    for answer in pages(knocked):
        assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']*", answer.body) == []


def test_every_form_that_changes_something_carries_its_token(knocked: Knocked) -> None:
    for answer in pages(knocked):
        for form in re.findall(
            r"<form\b[^>]*method=\"post\".*?</form>", answer.body, re.DOTALL | re.IGNORECASE
        ):
            assert "csrfmiddlewaretoken" in form, f"{answer}: {form[:120]}"


def test_files_are_handed_over_not_opened(knocked: Knocked) -> None:
    """What is no page comes as an attachment whose kind the browser does not guess."""
    if knocked.door.name in PARTS:
        return
    for answer in [*knocked.read, *knocked.sent]:
        kind = answer.headers.get("Content-Type", "")
        if answer.status == 200 and not kind.startswith("text/html"):
            assert answer.headers["Content-Disposition"].startswith("attachment"), str(answer)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in answer.headers["Cache-Control"]


def test_pages_of_the_work_are_not_kept_by_the_browser(knocked: Knocked) -> None:
    kept = [a for a in knocked.read if a.is_page and "no-store" not in a.headers["Cache-Control"]]

    assert listed(kept) == []


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
