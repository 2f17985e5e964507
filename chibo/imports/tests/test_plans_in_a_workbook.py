"""Cases, classes, targets and frozen lists of village heads go out in a workbook and come in as they were."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

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
from chibo.admissions.actions.opening import leave_pipeline
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.models import AdmissionTarget, Case, HeadInCohort, Participant
from chibo.admissions.tests.on_the_way import OPENED, admitted, opened
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.members.actions.files import register_non_member
from chibo.members.models import Person
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


def test_cases_come_out_with_all_their_parts() -> None:
    with transaction.atomic():
        world = build_world()
        case = admitted(world)
        told = parts_of(case)
        stopped = opened(world, other(world))
        leave_pipeline(stopped, "moved_away", date(2025, 1, 5), by=world.an, remark="Theo chồng")
        before = export_workbook(world.commune, by=world.an)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(before.content, "so.xlsx", by=admin)

    assert outcome.problems == ()
    again, left = Case.objects.order_by(F("admission").desc(nulls_last=True), "pk")
    assert again.admission is not None and left.admission is None
    assert parts_of(again) == told
    assert (left.closed_on, left.leaving_reason, left.leaving_note) == (
        date(2025, 1, 5),
        "moved_away",
        "Theo chồng",
    )
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, type(admin).objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before.content)


def other(world: World) -> Person:
    return register_non_member(
        {"full_name": "Vì Thị Út", "sex": "female"}, world.tren, OPENED, by=world.an
    )


def parts_of(case: Case) -> dict[str, list[Any]]:
    """Everything that lies in a case, without keys."""
    return {
        "case": [(case.person.full_name, case.opened_on, case.decided_on, case.received_on)],
        "stages": list(case.stages.order_by("pk").values_list("stage", "started_on", "ended_on")),
        "guidance": list(case.guidance.values_list("member__full_name", "started_on")),
        "papers": sorted(case.papers.values_list("code", "state", "dated_on")),
        "referees": sorted(case.referees.values_list("member__full_name", "together_since")),
        "checks": sorted(case.checks.values_list("full_name", "returned_on", "result")),
        "opinions": sorted(case.opinions.values_list("body_name", "given_on")),
        "reviews": list(
            case.reviews.order_by("held_on").values_list(
                "level", "entitled", "in_favour", "present"
            )
        ),
    }


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
