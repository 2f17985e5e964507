"""Signs of weakness that other apps' records show: ratings, discipline of leaders, targets not reached."""

from datetime import date
from decimal import Decimal

import pytest

from chibo.accounts.models import User
from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.appraisal.models import Kind
from chibo.base.periods import Period
from chibo.consolidation.queries.signs import Sign, signs
from chibo.inspection.actions.discipline import (
    NewDiscipline,
    Violated,
    cancel_discipline,
    record_discipline,
)
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from chibo.targets.actions.closing import Closing, close_targets
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.actions.registering import NewTarget, register_targets
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def told(world: World, criterion: str, on: date = TODAY, by: User | None = None) -> list[Sign]:
    found = signs(branch(world.commune, on), by or world.an)
    return [one for some in found.values() for one in some if one.criterion == criterion]


def rated(world: World, year: int, level: str, decided_on: date) -> None:
    results = [Told(level, unit=world.tren, kind=Kind.CELL)]
    tell_ratings(world.commune, year, results, Deciding(decided_on), by=world.an)


def test_who_was_rated_lowest_last_year_is_weak_under_any_name_of_the_level(world: World) -> None:
    rated(world, 2025, "not_met", date(2025, 12, 20))
    (sign,) = told(world, "rated_not_met")
    assert sign.unit == world.tren.pk
    assert sign.reason.startswith("Năm 2025 xếp mức thấp nhất")
    assert sign.url.startswith("/so/cells_rated?")


def test_the_year_that_ends_on_the_day_counts_before_the_year_before(world: World) -> None:
    rated(world, 2024, "good", date(2024, 12, 20))
    rated(world, 2025, "not_met", date(2025, 12, 20))
    last_day = date(2025, 12, 31)
    (sign,) = told(world, "rated_not_met", last_day)
    assert sign.reason.startswith("Năm 2025")
    assert told(world, "rated_not_met", date(2025, 12, 30)) == []


def test_who_became_better_at_the_end_of_the_year_is_weak_no_more(world: World) -> None:
    rated(world, 2024, "not_met", date(2024, 12, 20))
    rated(world, 2025, "met", date(2025, 12, 20))
    assert [one.reason[:8] for one in told(world, "rated_not_met", date(2025, 12, 30))] == [
        "Năm 2024"
    ]
    assert told(world, "rated_not_met", date(2025, 12, 31)) == []


def test_a_secretary_disciplined_is_a_sign_to_who_reads_the_decision_only(world: World) -> None:
    by = world.users[Role.INSPECTION]
    bad = Violated("ethics", "Việc kín", date(2026, 3, 4))
    decided = NewDiscipline(
        "warning", "committee", world.commune, date(2026, 9, 7), "Lý do kín", 9, 15, [bad],
        person=world.people["chung"], heard_on=date(2026, 9, 1),
    )  # fmt: skip
    (row,) = record_discipline(world.commune, [decided], by=by)
    (sign,) = told(world, "leaders_disciplined", by=by)
    assert sign.unit == world.tren.pk
    assert sign.reason.startswith("1 đồng chí bí thư, cấp ủy viên bị kỷ luật từ cảnh cáo")
    assert "kín" not in sign.reason
    assert told(world, "leaders_disciplined") == []
    assert told(world, "leaders_disciplined", date(2026, 9, 6), by) == []
    cancel_discipline(row, date(2026, 10, 1), "Oan", by=by)
    assert told(world, "leaders_disciplined", by=by) == []


def test_targets_closed_without_being_reached_are_a_sign(world: World) -> None:
    year = Period.year(2025)
    day = date(2025, 1, 20)
    given = [
        NewTarget(world.tren, "year", year, Decimal(90), figure=name, on=day)
        for name in ("admitted", "members", "members_women")
    ]
    made = register_targets(given, by=world.chung)
    approve_targets([one.versions.get() for one in made], by=world.binh, on=day)
    assert told(world, "targets_failed") == []
    close_targets([Closing(one.pk, "end") for one in made], date(2026, 1, 9), by=world.binh)
    (sign,) = told(world, "targets_failed")
    assert (sign.unit, sign.reason) == (world.tren.pk, "3 chỉ tiêu chốt trong 12 tháng không đạt.")
