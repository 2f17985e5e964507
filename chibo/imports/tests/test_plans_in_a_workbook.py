"""Classes, targets and frozen lists of village heads go out in a workbook and come in as they were."""

from datetime import date

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    drop_participants,
    open_course,
    send_to_course,
)
from chibo.admissions.actions.heads import freeze_heads
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.models import AdmissionTarget, HeadInCohort, Participant
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.members.actions.files import register_non_member
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 5, 4), date(2026, 5, 8)


def plan(world: World) -> None:
    people = [
        register_non_member({"full_name": name, "sex": "male"}, world.tren, FIRST, by=world.an)
        for name in ("Lò Văn Ban", "Lò Văn Cầu", "Lò Văn Đức")
    ]
    new = NewCourse("awareness", "Lớp khóa I", "Trung tâm", FIRST, LAST)
    course = open_course(new, world.commune, by=world.an)
    rows = send_to_course(course, [Sending(one, world.tren.pk) for one in people], by=world.an)
    certify(course, [Certificate(rows[0], "01", LAST)], by=world.an)
    drop_participants(course, [(rows[1], "Ốm")], by=world.an)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    targets = [Target(world.tren.pk, *year, 1), Target(world.commune.pk, *year, 4, 6)]
    set_targets(targets, by=world.an)
    freeze_heads([world.commune], 2026, date(2026, 1, 2), by=world.an)


def test_plans_come_out_as_they_went_in() -> None:
    with transaction.atomic():
        world = build_world()
        plan(world)
        before = export_workbook(world.commune, by=world.an)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(before.content, "so.xlsx", by=admin)

    assert outcome.problems == ()
    assert list(
        Participant.objects.order_by("pk").values_list(
            "person__full_name", "certificate_number", "certificate_on", "dropped_reason"
        )
    ) == [
        ("Lò Văn Ban", "01", LAST, ""),
        ("Lò Văn Cầu", "", None, "Ốm"),
        ("Lò Văn Đức", "", None, ""),
    ]
    assert sorted(AdmissionTarget.objects.values_list("low", "high")) == [(1, None), (4, 6)]
    [head] = HeadInCohort.objects.select_related("cohort", "person", "place")
    assert (head.cohort.year, head.person.full_name, head.place.name) == (
        2026,
        "Sồng A Sùa",
        "Bản Dưới",
    )
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    again = export_workbook(commune, by=office_of(commune, type(admin).objects.get(pk=admin.pk)))
    assert cells_of(again.content) == cells_of(before.content)
