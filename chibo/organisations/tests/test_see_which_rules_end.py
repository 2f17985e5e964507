"""What the administrator is told of the rulebook."""

from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from chibo.organisations.due import due
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import book
from tests.world import World


def kinds(world: World, on: date) -> list[tuple[str, date | None]]:
    return [(one.kind, one.deadline) for one in due(world.admin, branch(world.centre, on), on)]


def test_next_years_holidays_wait_for_the_official_paper(world: World) -> None:
    assert kinds(world, date(2026, 10, 31)) == []
    assert kinds(world, date(2026, 11, 1)) == [("calendar_unconfirmed", date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("on", "spoken"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_rule_that_ends_without_another(
    world: World, tmp_path: Path, on: date, spoken: bool
) -> None:
    folder = tmp_path / "rulebook"
    folder.mkdir()
    (folder / "tinh.toml").write_text(
        '[[rule]]\ncode = "meetings.minutes_min"\nvalue = 120\nunit = "minutes"\n'
        "valid_from = 2026-01-01\nvalid_to = 2026-05-31\n",
        encoding="utf-8",
    )
    with override_settings(HOME=tmp_path):
        book.cache_clear()
        found = [kind for kind, day in kinds(world, on) if day == date(2026, 5, 31)]
    book.cache_clear()

    assert found == (["rule_ending"] if spoken else [])


def test_nobody_else_is_told(world: World) -> None:
    on = date(2026, 11, 20)
    assert due(world.an, branch(world.commune, on), on) == []
