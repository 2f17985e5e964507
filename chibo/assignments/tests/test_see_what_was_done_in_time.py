"""The share of work done in time by unit, by member and by where it was given; its base agrees with the figure."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.assignments.actions.following import finish_work, take_back_work
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.assignments.queries.results import MEMBER, SOURCE, UNIT, results
from chibo.assignments.queries.works import work_of
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.organisations.queries.tree import branch
from tests.world import World

GIVEN, DUE, ON = date(2026, 7, 6), date(2026, 8, 31), date(2026, 11, 21)
SPAN = Period(date(2026, 1, 1), ON)
JULY, AUGUST = "Sinh hoạt chi bộ tháng 7/2026", "Sinh hoạt chi bộ tháng 8/2026"


def given(world: World, **other: Any) -> Assignment:
    facts: dict[str, Any] = {
        "giver": world.tren,
        "what": "Vận động hai hộ",
        "given_on": GIVEN,
        "due_on": DUE,
        "person": world.people["an"],
        "origin": JULY,
    }
    by = other.pop("by", world.chung)
    return give_work([Giving(**facts | other)], by=by)[0]


@pytest.fixture
def works(world: World) -> World:
    """Of bản Trên: one in time, one late, one open, one not yet due, one taken back; one of bản Dưới open."""
    finish_work(given(world), date(2026, 8, 30), by=world.chung)
    finish_work(given(world, origin=AUGUST), date(2026, 9, 9), by=world.chung)
    given(world, person=world.people["chung"])
    given(world, due_on=date(2026, 12, 31))
    take_back_work(given(world), "Trùng việc", date(2026, 8, 1), by=world.chung)
    own = {"giver": world.commune, "person": None, "unit": world.duoi, "origin": ""}
    given(world, **own, by=world.an)
    return world


def told(world: World, by: str) -> list[tuple[str, int, int, int, int]]:
    rows = results(work_of(branch(world.commune, ON)), by, SPAN)
    return [(r["name"], r["due"], r["in_time"], r["late"], r["open"]) for r in rows]


def test_by_unit(works: World) -> None:
    names = {key: branch(key, ON).short_name for key in (works.tren, works.duoi)}
    assert told(works, UNIT) == [(names[works.tren], 3, 1, 1, 1), (names[works.duoi], 1, 0, 0, 1)]


def test_by_member_units_are_left_out(works: World) -> None:
    an, chung = (works.people[name].full_name for name in ("an", "chung"))
    assert told(works, MEMBER) == [(chung, 1, 0, 0, 1), (an, 2, 1, 1, 0)]


def test_by_where_it_was_given(works: World) -> None:
    assert told(works, SOURCE) == [(JULY, 2, 1, 0, 1), ("", 1, 0, 0, 1), (AUGUST, 1, 0, 1, 0)]


def test_the_sum_is_the_figure(works: World) -> None:
    whole = read(figure("work_done_in_time"), Scope(branch(works.commune, ON), ON, SPAN))
    rows = told(works, UNIT)
    assert (whole.value, whole.base) == (sum(r[2] for r in rows), sum(r[1] for r in rows))


def test_the_page(works: World, client: Client) -> None:
    client.force_login(works.an)
    address = f"/dv/{works.commune.pk}/viec-giao/ket-qua"
    page = client.get(f"{address}?nam=2026").content.decode()
    assert "1/3" in page and "33,3%" in page
    assert f'href="/dv/{works.tren.pk}/viec-giao"' in page
    assert "Giao riêng" in client.get(f"{address}?theo=noi-giao&nam=2026").content.decode()
    assert "Không có việc nào đến hạn" in client.get(f"{address}?nam=2024").content.decode()
