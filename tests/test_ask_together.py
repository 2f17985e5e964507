"""Rows of different queries read in one question come back as each alone would give them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Case, Count, Exists, F, Min, OuterRef, QuerySet, Value, When
from django.test.utils import CaptureQueriesContext

from chibo.base.asking import Ask, answered, how_many, rows_together
from chibo.organisations.models import Duty, Organisation, Placement
from tests.world import World


def readings() -> list[QuerySet[Any, Any]]:
    """Texts with marks, days, keys, nothing, yes and no, aggregates, rows made apart, no rows."""
    has_duty = Exists(Duty.objects.filter(organisation=OuterRef("pk")))
    units = Organisation.objects.values(
        *("pk", "founded_on", "dissolved_on", "dissolution_reason"),
        name=F("profiles__name"),
        watched=Case(When(has_duty, then=Value(True)), default=Value(False)),
        held=has_duty,
    )
    grown = Placement.objects.order_by().values("parent_id").annotate(n=Count("pk"))
    return [
        units.filter(pk__gt=1).distinct(),
        grown.annotate(first=Min("started_on")),
        Placement.objects.none().values("path"),
        Placement.objects.filter(path__gt="").values("path", "started_on", "ended_on"),
    ]


@pytest.mark.django_db
def test_as_each_alone(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        together = rows_together(readings())

    alone = [list(rows) for rows in readings()]
    assert len(asked) == 1
    assert [sorted(map(str, map(vars, rows))) for rows in together] == [
        sorted(map(str, rows)) for rows in alone
    ]
    assert isinstance(together[3][0].started_on, date)
    assert together[2] == []


@pytest.mark.django_db
def test_many_are_counted_in_one_question(world: World) -> None:
    asked = [Organisation.objects.all(), Placement.objects.none(), Duty.objects.order_by("pk")]
    with CaptureQueriesContext(connection) as captured:
        found = how_many(*asked)

    assert len(captured) == 1
    assert found == [rows.count() for rows in asked]
    assert min(found[0], found[2]) > 0


@pytest.mark.django_db
def test_whoever_has_no_rows_still_speaks(world: World) -> None:
    nothing = Placement.objects.none().values("path")
    lines = answered([Ask(nothing, lambda rows: [f"{len(rows)} dòng"])])

    assert lines == ["0 dòng"]


@pytest.mark.django_db
def test_nobody_asks_nothing(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert answered([]) == []

    assert len(asked) == 0
