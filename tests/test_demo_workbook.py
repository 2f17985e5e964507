"""The demo world as a workbook: into an empty installation, out again, and every figure the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.base.figures import Scope, all_figures, read_together
from chibo.base.periods import Period
from chibo.cli.demo.load import load
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, as_branch, placed

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

DAYS = [date(2018, 6, 30), date(2026, 11, 21)]
# Inspections and discipline go out with who inspects for their keeper alone, never with an office.
NEED_TO_KNOW = ("inspected", "found_violations", "remedies", "disciplines", "violations")
# Cells are asked one by one in these communes; everywhere else what stands above cells.
CLOSELY = ("Đảng bộ xã Mường Sang", "Đảng bộ xã Làng Chếu")


def office_at_the_top(admin: str) -> User:
    root = Organisation.objects.get(placements__parent=None)
    keeper = create_user(username="van.phong.trung.uong", full_name="Văn phòng", by=None)
    give_duty(keeper, "office", root, date(2026, 1, 1), by=User.objects.get(username=admin))
    return User.objects.get(pk=keeper.pk)


def asked_about(day: date) -> list[Branch]:
    places = [as_branch(row, day) for row in placed(day).order_by("path")]
    closely = tuple(place.path for place in places if place.name in CLOSELY)
    assert len(closely) == len(CLOSELY)
    return [place for place in places if not place.is_cell or place.path.startswith(closely)]


def figures() -> Iterator[tuple[tuple[str, ...], Any]]:
    """On each day, with the period from the year's first day."""
    for day in DAYS:
        for place in asked_about(day):
            scope = Scope(place, day, Period(date(day.year, 1, 1), day))
            asked = [
                (one, scope)
                for one in all_figures()
                if not one.key_needed and one.lists not in NEED_TO_KNOW
            ]
            for read in read_together(asked):
                key = (scope.branch.name, scope.branch.code, str(day), read.figure.id)
                yield key, (read.value, read.base, read.reason)


def test_the_demo_world_is_rebuilt_from_its_workbook() -> None:
    with transaction.atomic():
        load()
        root = Organisation.objects.get(placements__parent=None)
        before = export_workbook(root, by=office_at_the_top("quantri")).content
        counted = dict(figures())
        transaction.set_rollback(True)
    create_user(username="quan.tri", full_name="Quản trị mới", by=None)
    admin = User.objects.get(username="quan.tri")

    assert import_workbook(before, "so.xlsx", by=admin).problems == ()

    root = Organisation.objects.get(placements__parent=None)
    after = export_workbook(root, by=office_at_the_top("quan.tri")).content
    assert cells_of(after) == cells_of(before)
    again = dict(figures())
    assert again.keys() == counted.keys()
    assert {
        key: (counted[key], value) for key, value in again.items() if value != counted[key]
    } == {}
