"""A cell's own workbook carries what its members studied in courses and studies held above it."""

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_study_in_a_workbook import SHEETS, follow, learn, study
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
from chibo.study.actions.sessions import mark_present
from chibo.study.models import Learner, SessionTurn, Study, StudySession, Trainee
from tests.world import build_world

WHO = ("person__full_name", "study__title", "harvest_on", "theme_year")
pytestmark = pytest.mark.django_db


def test_it_comes_back_with_the_lines_of_its_own_members() -> None:
    with transaction.atomic():
        world = build_world()
        study(world)
        follow(world)
        learn(world)
        content = export_workbook(world.tren, by=world.an).content
        before = cells_of(content)
        own = set(Learner.objects.filter(cell=world.tren).values_list("person__full_name"))
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(content, "so.xlsx", by=admin).problems == ()

    assert Study.objects.count() == 2
    assert set(Learner.objects.values_list("person__full_name")) >= own
    assert Trainee.objects.count() == SessionTurn.objects.count() - 1 == 1
    cell = Organisation.objects.get(pk=names()["Chi bộ bản Trên"])
    office = office_of(cell, User.objects.get(pk=admin.pk))
    after = cells_of(export_workbook(cell, by=office).content)
    assert {name: after[name] for name in SHEETS} == {name: before[name] for name in SHEETS}


def test_the_next_cell_joins_the_study_that_is_there() -> None:
    with transaction.atomic():
        world = build_world()
        study(world)
        learn(world)
        binh = Learner.objects.get(person=world.people["binh"], study__title="Chuyên đề mới")
        first = StudySession.objects.order_by("held_on")[0]
        mark_present(first, [binh], [binh.pk], by=world.an)
        books = [export_workbook(cell, by=world.an).content for cell in (world.tren, world.school)]
        listed = set(Learner.objects.filter(cell__in=[world.tren, world.school]).values_list(*WHO))
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)
    import_workbook(books[0], "tren.xlsx", by=admin)
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))

    assert import_workbook(books[1], "truong.xlsx", by=office).problems == ()

    assert (Study.objects.count(), Trainee.objects.count()) == (2, 1)
    assert set(Learner.objects.values_list(*WHO)) >= listed
    assert sorted(SessionTurn.objects.values_list("session__held_on__day", flat=True)) == [
        20,
        20,
        27,
    ]
