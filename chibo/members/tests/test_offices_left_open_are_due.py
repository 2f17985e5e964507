"""Offices still open of people who died or left: said with the person, counted above, ended from the line."""

from datetime import date

import pytest
from django.test import Client

from chibo.base.asking import answered
from chibo.members.actions.moving import end_membership
from chibo.members.actions.posts import begin_post
from chibo.members.due.posts import left_open_tallies, posts_left_open
from chibo.members.models import Post
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 3, 2), date(2026, 11, 21)


@pytest.fixture
def left_open(world: World) -> Post:
    """Lan died; a list brought in afterwards still names her secretary, and head of a village."""
    lan = world.people["lan"]
    end_membership(lan, "died", DAY, by=world.an)
    return begin_post(lan, "cell_secretary", world.school, date(2020, 6, 1), by=world.an)


def lines(world: World, on: date = TODAY) -> list[tuple[str, str, date | None]]:
    found = answered([posts_left_open(world.an, branch(world.commune, on), on)])
    return [(one.about, one.owner, one.due_on) for one in found]


def test_the_line_names_the_office_and_the_day(world: World, left_open: Post) -> None:
    assert lines(world) == [("Đinh Thị Lan, bí thư chi bộ", "Trường Tiểu học", DAY)]
    assert lines(world, date(2026, 3, 1)) == []


def test_its_button_ends_the_office(world: World, left_open: Post) -> None:
    url = answered([posts_left_open(world.an, branch(world.commune, TODAY), TODAY)])[0].url
    client = Client()
    client.force_login(world.an)
    assert client.get(url).status_code == 200
    client.post(url, {"on": "02/03/2026", "reason": "Qua đời"})
    left_open.refresh_from_db()
    assert left_open.ended_on == DAY
    assert lines(world) == []


def test_who_does_not_keep_the_books_is_led_to_the_unit(world: World, left_open: Post) -> None:
    (line,) = answered([posts_left_open(world.binh, branch(world.commune, TODAY), TODAY)])
    assert (line.button, line.url) == ("Xem đơn vị", world.school.get_absolute_url())


def test_above_it_is_counted_without_the_name(world: World, left_open: Post) -> None:
    found = answered([left_open_tallies(branch(world.province, TODAY), TODAY)])
    assert [(one.unit, one.count, one.due_on) for one in found] == [(world.commune.pk, 1, DAY)]


def test_who_left_may_still_head_a_village(world: World) -> None:
    lan = world.people["lan"]
    where = {"outside_unit": "Đảng bộ xã Bạn", "outside_scope": "same_province"}
    end_membership(lan, "moved_out", DAY, by=world.an, **where)
    place = world.villages["Bản Trên"]
    begin_post(lan, "village_head", world.commune, date(2020, 6, 1), by=world.an, place=place)
    assert lines(world) == []
