"""Letters of introduction as tests write them and pass them on."""

from datetime import date
from typing import Any

from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.models import Membership, Person, Transfer
from tests.world import World

ISSUED = date(2026, 9, 7)


def letter(world: World, who: str = "chung", **more: Any) -> Letter:
    known: dict[str, Any] = {
        "person": world.people[who],
        "kind": "official",
        "number": "12",
        "issued_on": ISSUED,
        "to_cell_id": world.ben.pk,
        "left_out": frozenset({world.province.pk}),
    }
    return Letter(**known | more)


def issued(world: World, who: str = "chung", **more: Any) -> Transfer:
    return issue_transfers([letter(world, who, **more)], by=world.an)[0]


def fill(transfer: Transfer, through: int, on: date, by: Any) -> Transfer:
    return fill_boxes([Filling(transfer, through, on)], by=by)[0]


def boxes(transfer: Transfer) -> list[tuple[int, str, str, date | None]]:
    rows = transfer.steps.order_by("position")
    return [(row.position, row.side, row.name, row.acted_on) for row in rows]


def where(person: Person) -> str:
    return str(Membership.objects.get(person=person, ended_on__isnull=True).cell)


def outside(world: World, who: str = "chung", **more: Any) -> Transfer:
    known: dict[str, Any] = {
        "to_cell_id": None,
        "outside_unit": "Đảng bộ phường Bến, tỉnh Xa",
        "outside_scope": "other_province",
    }
    return issued(world, who, **known | more)
