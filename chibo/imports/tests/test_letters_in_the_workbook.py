"""Letters of introduction go out and come in with their boxes, in every state."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.members.actions.files import fill
from chibo.members.actions.transfers.arriving import Arrival, register_arrival
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.actions.transfers.returning import withdraw_transfer
from chibo.members.models import Person, Transfer
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db


def letter(world: World, who: str, number: str, **more: Any) -> Transfer:
    known: dict[str, Any] = {
        "person": world.people[who],
        "kind": "official",
        "number": number,
        "issued_on": date(2026, 9, 7),
        "to_cell_id": world.ben.pk,
        "presented": ["party_card", "sealed_dossier"],
        "dues_paid_until": date(2026, 8, 1),
    }
    return issue_transfers([Letter(**known | more)], by=world.an)[0]


def write_letters(world: World) -> None:
    """Taken back, on the way, out of the books, away for a time, within the commune, and a guest."""
    withdraw_transfer(letter(world, "lan", "1"), "Thôi chuyển", by=world.an, on=date(2026, 9, 8))
    fill_boxes([Filling(letter(world, "lan", "2"), 2, date(2026, 9, 9))], by=world.an)
    gone = letter(
        world, "chung", "3", to_cell_id=None, outside_unit="Đảng bộ Xa", outside_scope="same_province",
        left_out=frozenset({world.province.pk}),
    )  # fmt: skip
    fill_boxes([Filling(gone, 2, date(2026, 9, 10))], by=world.an)
    away = letter(
        world, "binh", "4", kind="abroad_temporary", to_cell_id=None, outside_unit="Đảng bộ ngoài nước",
        outside_scope="other_province", until=date(2027, 6, 30),
        left_out=frozenset({world.province.pk}),
    )  # fmt: skip
    fill_boxes([Filling(away, 2, date(2026, 9, 11))], by=world.an)
    inner = letter(world, "an", "5", kind="internal", to_cell_id=world.duoi.pk)
    fill_boxes([Filling(inner, 3, date(2026, 9, 14))], by=world.an)
    guest = Arrival(
        fill(Person(), {"full_name": "Lò Văn Khách", "sex": "male"}), "temporary", "90",
        date(2026, 9, 1), "Đảng bộ Gần", "same_province", world.tren.pk, "official",
        date(2026, 9, 3), until=date(2027, 3, 31), left_out=frozenset({world.province.pk}),
    )  # fmt: skip
    fill_boxes([Filling(register_arrival(guest, by=world.an), 3, date(2026, 9, 4))], by=world.an)


def told() -> list[tuple[Any, ...]]:
    rows = Transfer.objects.order_by("number").select_related("movement", "stay")
    return [
        (
            row.number,
            row.state,
            row.movement and (row.movement.kind, row.movement.happened_on),
            row.stay and row.stay.started_on,
            [(box.position, box.name, box.acted_on) for box in row.steps.all()],
        )
        for row in rows
    ]


def test_letters_come_in_as_they_went_out() -> None:
    with transaction.atomic():
        world = build_world()
        write_letters(world)
        before, letters = export_workbook(world.commune, by=world.an), told()
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(before.content, "so.xlsx", by=admin).problems == ()

    assert told() == letters
    assert [one[1] for one in letters] == [
        "withdrawn",
        "on_the_way",
        "handed_over",
        "handed_over",
        "received",
        "received",
    ]
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == cells_of(before.content)
