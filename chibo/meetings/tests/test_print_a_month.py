"""A month's minutes of a commune's cells in one file."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.tests.papers_reading import pages_of
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.opening import open_meeting
from chibo.meetings.models import Meeting
from chibo.meetings.tests.evening import OPENING
from chibo.organisations.models import Organisation
from tests.world import World

JULY = date(2018, 7, 5)


def recorded(world: World, cell: Organisation, number: int, on: date = JULY) -> Meeting:
    """An evening with its minutes handed in."""
    people = {"chair": world.people["an"], "minute_taker": world.people["an"]}
    opening = replace(OPENING, client_id=uuid.UUID(int=number), held_on=on, **people)
    meeting = open_meeting(cell, opening, by=world.an)
    item = add_item(meeting, uuid.UUID(int=number + 100), f"Việc {number}", by=world.an)
    record_item(item, title=item.title, opinions="", conclusion="Nhất trí", by=world.an)
    hand_in(meeting, by=world.an)
    return meeting


@pytest.fixture
def july(world: World) -> list[Meeting]:
    return [recorded(world, cell, n) for n, cell in enumerate((world.tren, world.duoi), start=1)]


def test_the_page_lists_what_was_handed_in_that_month(
    world: World, july: list[Meeting], client: Client
) -> None:
    recorded(world, world.tren, 3, date(2018, 8, 6))
    open_meeting(world.school, replace(OPENING, client_id=uuid.UUID(int=4)), by=world.an)
    client.force_login(world.an)
    page = client.get(f"/dv/{world.commune.pk}/sinh-hoat/in?thang=2018-07").content.decode()
    assert ("Bản Trên" in page, "Bản Dưới" in page, page.count('name="buoi"')) == (True, True, 2)


def test_each_begins_on_a_page_of_its_own_and_leaves_a_line(
    world: World, july: list[Meeting], client: Client
) -> None:
    client.force_login(world.an)
    asked = "&".join(f"buoi={one.pk}" for one in july)
    answer = client.get(f"/dv/{world.commune.pk}/sinh-hoat/in/pdf?{asked}")
    pages = pages_of(answer.content)
    assert [("CHI BỘ BẢN" in page, "DỰ THẢO" in page) for page in pages] == [(True, False)] * 2
    assert Entry.objects.filter(verb="meeting.printed").count() == 2


def test_a_cell_prints_its_own_only(world: World, july: list[Meeting], client: Client) -> None:
    client.force_login(world.chung)
    asked = "&".join(f"buoi={one.pk}" for one in july)
    answer = client.get(f"/dv/{world.tren.pk}/sinh-hoat/in/pdf?{asked}")
    assert ["BẢN TRÊN" in page for page in pages_of(answer.content)] == [True]
    assert client.get(f"/dv/{world.commune.pk}/sinh-hoat/in").status_code == 404


def test_without_a_choice_there_is_nothing(world: World, client: Client) -> None:
    client.force_login(world.an)
    assert client.get(f"/dv/{world.commune.pk}/sinh-hoat/in/pdf").status_code == 404
