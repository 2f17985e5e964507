"""What units that are merged meant to reach goes on in the one in their place, and comes back."""

from datetime import date
from decimal import Decimal

import pytest

from chibo.base.periods import Period
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Reorganisation
from chibo.organisations.plan import Plan, Row
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.actions.registering import NewTarget, register_targets
from chibo.targets.models import Target
from tests.reorganising import all_rows, carried_out
from tests.world import World

pytestmark = pytest.mark.django_db
JANUARY, DAY = date(2026, 1, 20), date(2026, 6, 1)


def into_tren(world: World) -> Plan:
    row = Row(world.duoi.pk, "merge", str(world.tren.pk))
    return Plan((world.duoi.pk, world.tren.pk), (), (row,))


def register(world: World) -> None:
    year = Period.year(2026)
    given = [
        NewTarget(world.tren, "year", year, Decimal(1), figure="admitted", on=JANUARY),
        NewTarget(world.duoi, "year", year, Decimal(2), figure="admitted", on=JANUARY),
        NewTarget(world.duoi, "year", year, Decimal(3), figure="models_new", on=JANUARY),
        NewTarget(world.duoi, "year", year, Decimal(40), figure="members_women",
                  measure="share", on=JANUARY),
    ]  # fmt: skip
    made = register_targets(given, by=world.an)
    approve_targets([one.versions.get() for one in made], by=world.binh, on=JANUARY)


def test_numbers_are_added_up_and_shares_are_not(world: World) -> None:
    register(world)
    before = all_rows()
    told = [line.sentence for line in rehearse(into_tren(world), DAY, world.an).others]
    assert any(line.startswith("3 chỉ tiêu của kỳ chưa hết") for line in told)
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    numbers = {
        (one.organisation_id, one.figure): one.versions.last().least  # type: ignore[union-attr]
        for one in Target.objects.filter(ended_on=None)
    }
    assert numbers == {
        (world.tren.pk, "admitted"): Decimal(3),
        (world.tren.pk, "models_new"): Decimal(3),
    }
    undo_reorganisation(Reorganisation.objects.get(), "Nhầm", by=world.an)
    assert all_rows() == before
