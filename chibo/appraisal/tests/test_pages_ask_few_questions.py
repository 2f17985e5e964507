"""The board of people and the page of a member ask at most fifteen questions, however much is said of them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.models import Kind, Rated
from chibo.assignments.actions.giving import Giving, give_work
from tests.world import World


def questions(client: Client, url: str) -> int:
    client.get(url)  # what a process reads once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def listed(world: World) -> Rated:
    new = NewCycle(2026, date(2026, 10, 20), (Kind.MEMBER, Kind.CELL))
    cycle = open_cycle(world.commune, new, by=world.an)
    found: Rated = cycle.rows.get(person=world.people["an"])
    return found


@pytest.mark.django_db
def test_the_board_and_a_member_ask_no_more_for_more_that_is_said(
    world: World, client: Client
) -> None:
    row = listed(world)
    client.force_login(world.an)
    pages = [row.cycle.get_absolute_url(), row.get_absolute_url()]
    before = [questions(client, page) for page in pages]
    given, due = date(2026, 9, 1), date(2026, 10, 1)
    give_work(
        [
            Giving(world.commune, f"Việc {n}", given, due, person=person)
            for n, person in enumerate(world.people.values())
        ],
        by=world.an,
    )

    after = [questions(client, page) for page in pages]
    assert after == before
    assert max(after) <= 15
