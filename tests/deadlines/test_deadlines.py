"""Sixty deadlines and more, each told as facts, asked on a day, and compared line by line.

The table is cases.toml. The days in it were counted by hand and by a second program of ten lines that
reads nothing but the list of holidays, not taken from what the system said.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from chibo.base.due import Due
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import book
from chibo.web.queries.tasks import all_due
from tests.deadlines.telling import Teller
from tests.world import World

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)["case"]
# Lines of his commune without his name that are told here too; others have tests of their own.
COUNTED = {"badge_round", "term_ending", "class_results", "card_waiting"}


@pytest.fixture
def teller(world: World, tmp_path: Path) -> Iterator[Teller]:
    """In a home without rules of its own; whoever writes some there (`own rule`) has the book read again."""
    with override_settings(HOME=tmp_path):
        yield Teller(world, tmp_path)
    if (tmp_path / "rulebook").exists():
        book.cache_clear()


def as_told(line: Due, *, with_paper: bool) -> str:
    day = line.deadline.isoformat() if line.deadline else "no day"
    said = f"{line.kind} {day} {line.owner}"
    return f"{said} ({line.why})" if with_paper else said


def lines_of(teller: Teller, case: dict[str, Any]) -> list[str]:
    on: date = case["on"]
    office, commune = teller.world.khanh, teller.world.neighbour
    if case.get("asked_by") == "the next commune":
        office, commune = teller.world.an, teller.world.commune
    found = all_due(office, branch(commune, on), on)
    his = [line for line in found if _is_his(line, teller)]
    wanted = " (" in " ".join(case["due"])
    return [as_told(line, with_paper=wanted) for line in his]


def _is_his(line: Due, teller: Teller) -> bool:
    """By name, or counted in his commune, where nobody else is counted."""
    if line.about == teller.person.full_name:
        return line.kind != "new_member_class" or teller.speaks_of_class
    return line.kind in COUNTED and line.owner_path.startswith(teller.home_path)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_due(teller: Teller, case: dict[str, Any]) -> None:
    for fact in case["facts"]:
        teller.tell(fact)

    assert lines_of(teller, case) == case["due"]


def test_there_are_sixty() -> None:
    assert len({case["title"] for case in CASES}) == len(CASES) >= 60


def test_the_list_is_right_at_once(teller: Teller) -> None:
    """Nothing is stored: another rule, or another record, and the same question has another answer."""
    asked = {"on": date(2024, 7, 12), "due": []}
    teller.tell("admitted 2023-07-12")
    assert lines_of(teller, asked) == ["recognition_due 2024-08-23 Bản Bên"]

    teller.tell("own rule probation.review_deadline = 10 working_days from 2023-01-01")
    assert lines_of(teller, asked) == ["recognition_due 2024-07-26 Bản Bên"]

    teller.tell("recognised from 2024-07-12 decided 2024-07-12")
    assert lines_of(teller, asked) == []

    teller.tell("recognition withdrawn")
    assert lines_of(teller, asked) == ["recognition_due 2024-07-26 Bản Bên"]
