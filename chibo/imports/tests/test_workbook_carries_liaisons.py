"""Committee members in charge, their visits and the work after these go out in a workbook and come back."""

import uuid
from datetime import date, time
from typing import Any

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.meetings.actions.liaison import (
    Following,
    Told,
    assign_liaisons,
    end_liaison,
    give_work_after_visit,
    miss_visit,
    plan_visits,
    tell_visits,
)
from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.models import Liaison, Visit
from chibo.members.actions.posts import begin_post
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

SINCE = date(2026, 3, 1)


def tell(world: World) -> None:
    begin_post(world.people["an"], "committee_member", world.commune, SINCE, by=world.an)
    an, binh = world.people["an"], world.people["binh"]
    village = next(iter(world.villages.values()))
    followings = [Following(an, world.tren, topic="Nề nếp"), Following(binh, place=village)]
    cell, place = assign_liaisons(world.commune, followings, SINCE, by=world.an)
    planned = plan_visits(cell, [date(2026, 4, 5), date(2026, 5, 5)], by=world.an)
    told = Told(date(2026, 4, 6), raised="- Sửa cầu\n- Sửa đường", remark="Tốt")
    opening = Opening(uuid.UUID(int=1), "regular", told.came_on, time(19, 30), "Nhà văn hóa")
    open_meeting(world.tren, opening, by=world.an)
    visit = tell_visits([(cell, told)], by=world.an, planned=planned[0])[0]
    miss_visit(planned[1], "Đi học", date(2026, 5, 4), by=world.an)
    tell_visits([(place, Told(date(2026, 6, 1), of_village=True))], by=world.an)
    giving = Giving(world.commune, "Xem lại cầu", told.came_on, date(2026, 5, 1), unit=world.tren)
    give_work_after_visit(visit, giving, by=world.an)
    end_liaison(place, date(2026, 7, 1), "Chuyển công tác", by=world.an)


def told() -> tuple[list[Any], list[Any]]:
    liaisons = Liaison.objects.order_by("pk").values_list(
        "person__full_name", "topic", "started_on", "ended_on", "end_reason"
    )
    visits = Visit.objects.order_by("pk").values_list(
        "planned_on",
        "came_on",
        "missed_on",
        "missed",
        "raised",
        "works__assignment__what",
        "meeting__held_on",
    )
    return list(liaisons), list(visits)


def test_they_come_back_the_same() -> None:
    with transaction.atomic():
        world = build_world()
        tell(world)
        before, rows = export_workbook(world.commune, by=world.an).content, told()
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(before, "so.xlsx", by=admin).problems == ()

    assert told() == rows
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before)
