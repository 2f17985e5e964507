"""What the books say stands beside each of those rated, the worst first."""

from datetime import date
from decimal import Decimal

import pytest

from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.models import Kind
from chibo.appraisal.queries.evidence import BAD, OK, WATCH, evidence, of_targets
from chibo.assignments.actions.giving import Giving, give_work
from tests.world import World

HALF = Decimal(50)


@pytest.mark.parametrize(
    ("met", "least", "tone"),
    [
        ([True, True], HALF, OK),
        ([True, False], HALF, WATCH),
        ([True, False, False], HALF, BAD),
        ([True, False, False], None, WATCH),
        ([True, None], HALF, OK),
    ],
)
def test_targets_met_are_counted_of_those_known(
    met: list[bool | None], least: Decimal | None, tone: str
) -> None:
    found = of_targets(met, least)
    assert found is not None
    assert found.tone == tone


def test_nothing_is_said_of_targets_without_a_result() -> None:
    assert of_targets([None, None], HALF) is None


def test_overdue_work_of_a_member_and_of_a_cell_stands_beside_them(world: World) -> None:
    given, due = date(2026, 9, 1), date(2026, 10, 1)
    works = [
        Giving(world.commune, "Việc của An", given, due, person=world.people["an"]),
        Giving(world.commune, "Việc của chi bộ", given, due, unit=world.tren),
    ]
    give_work(works, by=world.an)
    new = NewCycle(2026, date(2026, 10, 20), (Kind.MEMBER, Kind.CELL))
    cycle = open_cycle(world.commune, new, by=world.an)
    rows = list(cycle.rows.filter(unit=world.tren))
    found = evidence(world.an, cycle, rows, date(2026, 11, 21))
    said = {row.name: [one.text for one in found[row.pk]] for row in rows}
    assert said == {
        "Chi bộ bản Trên": ["1 việc quá hạn"],
        "Lò Thị An": ["1 việc quá hạn"],
        "Vì Văn Chung": [],
    }
