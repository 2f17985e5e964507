"""What units that are merged meant to reach goes on in the one in their place, and comes back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chibo.base.periods import Period
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import Plan, Row
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.actions.registering import NewTarget, register_targets
from chibo.targets.models import Target, TargetVersion
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


def test_numbers_are_added_up_and_a_share_goes_on(world: World) -> None:
    register(world)
    before = all_rows()
    told = [line.sentence for line in rehearse(into_tren(world), DAY, world.an).others]
    assert any(line.startswith("3 chỉ tiêu của kỳ chưa hết") for line in told)
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    numbers = {
        (one.organisation_id, one.figure): one.versions.last().least
        for one in Target.objects.filter(ended_on=None)
    }
    assert numbers == {
        (world.tren.pk, "admitted"): Decimal(3),
        (world.tren.pk, "models_new"): Decimal(3),
        (world.tren.pk, "members_women"): Decimal(40),
    }
    assert not TargetVersion.objects.filter(approved_on=None).exists()
    undo_reorganisation(Reorganisation.objects.get(), "Nhầm", by=world.an)
    assert all_rows() == before


def share(unit: Organisation, least: int, **more: Any) -> NewTarget:
    facts: dict[str, Any] = {"figure": "members_women", "measure": "share", "on": JANUARY}
    return NewTarget(unit, "year", Period.year(2026), Decimal(least), **facts | more)


def standing(world: World) -> list[tuple[Decimal | None, bool, str]]:
    """Numbers of the unit in their place: the least wanted, whether it waits, and why it is there."""
    rows = TargetVersion.objects.filter(target__organisation=world.tren, target__ended_on=None)
    return [(one.least, one.waits, one.reason) for one in rows.order_by("target", "number")]


def decided(world: World, given: list[NewTarget]) -> None:
    made = register_targets(given, by=world.an)
    approve_targets([one.versions.get() for one in made], by=world.binh, on=JANUARY)


def test_shares_that_differ_wait_for_the_committee_and_equal_ones_stay(world: World) -> None:
    income = {"figure": "", "measure": "amount", "indicator": "income_per_capita_million_vnd"}
    decided(
        world,
        [
            share(world.tren, 40), share(world.duoi, 50),
            share(world.tren, 30, **income), share(world.duoi, 30, **income),
        ],
    )  # fmt: skip
    before = all_rows()
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    first, changed, same = standing(world)
    assert (first, same) == ((Decimal(40), False, ""), (Decimal(30), False, ""))
    assert changed[:2] == (Decimal(50), True)
    assert "các đơn vị đăng ký khác nhau" in changed[2]
    (waiting,) = TargetVersion.objects.filter(approved_on=None)
    assert approve_targets([waiting], by=world.binh, on=DAY)[0].approved_on == DAY
    TargetVersion.objects.filter(pk=waiting.pk).update(approved_on=None)
    undo_reorganisation(Reorganisation.objects.get(), "Nhầm", by=world.an)
    assert all_rows() == before


def test_a_target_among_a_frozen_list_goes_on_with_its_list(world: World) -> None:
    cohort = freeze_cohort(world.duoi, "Đảng viên đầu năm", "members", by=world.an, on=JANUARY)
    decided(world, [share(world.duoi, 60, cohort=cohort)])
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    (target,) = Target.objects.filter(ended_on=None)
    assert (target.organisation_id, target.cohort_id) == (world.tren.pk, cohort.pk)
    assert standing(world)[0][:2] == (Decimal(60), False)
