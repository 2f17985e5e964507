"""Export, import into an empty installation, export again: the same workbook, the same figures."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.base.figures import Scope, all_figures, read_together
from chibo.base.periods import Period
from chibo.base.sheets import open_workbook
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation, Profile
from chibo.organisations.queries.tree import Branch, branch
from tests.world import build_world

pytestmark = pytest.mark.django_db

DAYS = [date(2016, 1, 1), date(2018, 6, 30), date(2022, 9, 1), date(2025, 7, 1), date(2026, 11, 21)]

Cells = dict[str, list[tuple[Any, ...]]]


def cells_of(content: bytes) -> Cells:
    """Every sheet but the notes, cell by cell."""
    book = open_workbook(content, "so.xlsx")
    return {page.name: page.rows() for page in book.sheets if page.name != "Ghi chú"}


# What the workbook of the commune carries; other organisations stand in it by name only.
WHOLE = "Đảng bộ xã Mường Mẫu"
OWN = {WHOLE, "Chi bộ bản Trên", "Chi bộ bản Dưới", "Chi bộ Trường Tiểu học"}


def names() -> dict[str, int]:
    rows = Profile.objects.filter(name__in=OWN).order_by("started_on")
    return {row.name: row.organisation_id for row in rows}


def figures(where: dict[str, int]) -> dict[tuple[Any, ...], Any]:
    """Every value of every figure, by organisation, day and key; periods end on the day. Each key is asked once of
    the commune and once of a cell, days and cells in turn."""
    found: dict[tuple[Any, ...], Any] = {}
    for some in ([WHOLE], sorted(where.keys() - {WHOLE})):
        places = list(product(some, DAYS))
        for turn, (name, day) in enumerate(places):
            stood = standing(where[name], day)
            for one in read_together(list(asked(stood, day, turn, len(places)))) if stood else ():
                found[name, day, one.figure.id, one.scope.key] = one.value, one.base, one.reason
    return found


def standing(pk: int, day: date) -> Branch | None:
    organisation = Organisation.objects.get(pk=pk)
    ended = organisation.dissolved_on
    if organisation.founded_on > day or (ended and ended <= day):
        return None
    return branch(organisation, day)


def asked(stood: Branch, day: date, turn: int, turns: int) -> Iterator[tuple[Any, Scope]]:
    scope = Scope(stood, day, Period(date(day.year, 1, 1), day))
    for one in all_figures():
        if not one.key_needed:
            yield one, scope
        for key in sorted(one.keys(day))[turn::turns] if one.keys else ():
            yield one, scope.keyed(key)


def office_of(organisation: Organisation, by: User) -> User:
    keeper = create_user(username="van.phong.moi", full_name="Văn phòng mới", by=by)
    give_duty(keeper, "office", organisation, date(2026, 1, 1), by=by)
    return User.objects.get(pk=keeper.pk)


def test_a_commune_comes_out_of_an_empty_installation_as_it_went_in() -> None:
    with transaction.atomic():
        world = build_world()
        before = export_workbook(world.commune, by=world.an)
        counted = figures(names())
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(before.content, "so.xlsx", by=admin)

    assert outcome.problems == ()
    commune = Organisation.objects.get(pk=names()[WHOLE])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before.content)
    assert names().keys() == OWN
    assert figures(names()) == counted
