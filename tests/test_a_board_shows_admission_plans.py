"""Targets of admission are given in their own place; the board and whoever judges units read them from there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.admissions.actions.targets import Target, set_targets
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, branches
from chibo.targets.queries import planned_elsewhere
from chibo.targets.queries.results import results
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR, TODAY = Period.year(2026), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _given(world: World) -> None:
    given = [
        Target(unit.pk, YEAR.first, YEAR.last, n) for n, unit in ((2, world.tren), (1, world.duoi))
    ]
    set_targets(given, by=world.an)


def planned(units: list[int]) -> list[planned_elsewhere.Plan]:
    """Of those that stand today, in the order they are given in."""
    standing = branches(units, TODAY)
    return planned_elsewhere.planned_elsewhere([standing[k] for k in units if k in standing], 2026)


def test_units_are_read_the_same_one_by_one_and_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = [world.tren.pk, world.duoi.pk, world.school.pk]
    one_by_one = planned(units)
    monkeypatch.setattr(planned_elsewhere, "_TOGETHER", 2)
    assert planned(units) == one_by_one
    # Én was admitted in Bản Dưới in March.
    assert [(one.organisation_id, one.wanted, one.value) for one in one_by_one] == [
        (world.tren.pk, Decimal(2), Decimal(0)),
        (world.duoi.pk, Decimal(1), Decimal(1)),
    ]


def test_they_are_among_the_results_of_the_year(world: World) -> None:
    found = results([world.tren.pk, world.duoi.pk], 2026, TODAY)
    told = {key: [(one.label, one.met, one.target) for one in some] for key, some in found.items()}
    assert told == {
        world.tren.pk: [("Chỉ tiêu kết nạp", False, None)],
        world.duoi.pk: [("Chỉ tiêu kết nạp", True, None)],
    }


def test_they_stand_on_the_board_of_the_commune(world: World, client: Client) -> None:
    client.force_login(world.binh)
    page = client.get(f"/dv/{world.commune.pk}/chi-tieu?nam=2026").content.decode()
    assert "Chỉ tiêu giao ở mục khác" in page
    assert f"/dv/{world.commune.pk}/phat-trien/chi-tieu?nam=2026" in page


def test_units_of_many_committees_cost_as_many_questions_as_those_of_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned_elsewhere, "_TOGETHER", 2)
    given = [Target(world.ben.pk, YEAR.first, YEAR.last, 3)]
    set_targets(given, by=world.admin_as_office())
    units = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    below = list(branch(world.commune, TODAY).children)
    one_committee = [world.commune.pk, *(one.pk for one in below)]
    counts, told = [], {}
    planned(units)  # what is read once a process
    for asked in (one_committee, units):
        with CaptureQueriesContext(connection) as then:
            found = planned(asked)
        counts.append(len(then))
        told = {one.organisation_id: (one.wanted, one.value) for one in found}
    assert len(units) > len(one_committee) >= 4
    assert counts[1] <= counts[0]
    alone = [planned([key]) for key in units]
    assert told == {one.organisation_id: (one.wanted, one.value) for some in alone for one in some}
    assert told[world.ben.pk] == (Decimal(3), Decimal(0))
