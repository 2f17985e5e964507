"""Papers sent round to cells go out in a workbook and come back, with the minutes that settle them."""

import uuid
from datetime import date, time
from typing import Any

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.documents.actions import (
    Circulating,
    NewPaper,
    cancel_paper,
    circulate_papers,
    register_paper,
    withdraw_circulation,
)
from chibo.documents.models import Circulation
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.queries.circulation import told_of
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

ASKED, ON = date(2026, 4, 1), date(2026, 6, 1)


def circulated(world: World, number: str, *cells: Organisation) -> Circulation:
    about = ("resolution", "Đảng ủy xã Mường Mẫu", date(2026, 3, 30), f"Giữ rừng {number}")
    paper = register_paper(NewPaper(number, "CV/ĐU", *about), world.commune, by=world.an)
    keys = [cell.pk for cell in cells]
    one = Circulating(paper, world.commune, "chosen", keys, ASKED, date(2026, 4, 30), "Bản đồ")
    return circulate_papers([one], by=world.an)[0]


def tell(world: World) -> None:
    first = circulated(world, "07", world.tren, world.duoi)
    withdraw_circulation(circulated(world, "08", world.tren), "Gửi nhầm", by=world.an)
    gone = circulated(world, "09", world.duoi)
    cancel_paper(gone.paper, date(2026, 5, 5), "Thay thế", by=world.an)
    opening = Opening(uuid.UUID(int=1), "regular", date(2026, 4, 5), time(19, 30), "Nhà văn hóa")
    an = world.people["an"]
    led = Opening(**{**vars(opening), "ends_at": time(21), "chair": an, "minute_taker": an})
    meeting = open_meeting(world.tren, led, by=world.an)
    item = add_item(meeting, uuid.uuid4(), "Phổ biến 07", paper=first.paper, by=world.an)
    record_item(item, title=item.title, opinions="Nhất trí", conclusion="", by=world.an)
    hand_in(meeting, by=world.an)


def told() -> list[Any]:
    rows = list(Circulation.objects.order_by("paper__number"))
    done = told_of(rows, ON)
    return [
        (
            one.paper.number,
            one.organisation.profiles.get().name,
            (one.audience, one.asked_on, one.due_on, one.remark),
            (one.withdrawn_on, one.withdraw_reason),
            sorted(cell.cell.profiles.get().name for cell in one.cells.all()),
            done[one.pk],
        )
        for one in rows
    ]


def test_they_come_back_the_same() -> None:
    with transaction.atomic():
        world = build_world()
        tell(world)
        before, rows = export_workbook(world.commune, by=world.an).content, told()
        transaction.set_rollback(True)
    assert [one[-1].told for one in rows] == [1, 0, 0]
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(before, "so.xlsx", by=admin).problems == ()

    assert told() == rows
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before)
