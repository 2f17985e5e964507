"""Letters of introduction among what is due: for whose turn it is, and for who waits for an answer."""

from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.members import due as due_room
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, confirm_arrival, fill_boxes
from chibo.members.models import Transfer
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db


def lines(user: User, of: Organisation, on: date) -> list[tuple[str, str, str, date | None]]:
    found = [one for one in due(user, branch(of, on), on) if one.kind.startswith("transfer")]
    return [(one.kind, one.about, one.owner, one.due_on) for one in found]


def written(world: World, **more: object) -> Transfer:
    known = {
        "person": world.people["chung"],
        "kind": "official",
        "number": "5",
        "issued_on": date(2026, 9, 7),
        "to_cell_id": world.ben.pk,
        "left_out": frozenset({world.province.pk}),
    }
    return issue_transfers([Letter(**known | more)], by=world.an)[0]


def test_a_letter_asks_the_level_whose_turn_it_is(world: World) -> None:
    transfer, name = written(world), "Vì Văn Chung"
    valid = date(2026, 10, 19)
    assert lines(world.an, world.commune, date(2026, 9, 8)) == [
        ("transfer_to_send", name, "Bản Trên", valid)
    ]
    assert lines(world.khanh, world.neighbour, date(2026, 9, 8)) == []
    fill_boxes([Filling(transfer, 2, date(2026, 9, 9))], by=world.an)
    assert lines(world.khanh, world.neighbour, date(2026, 9, 10)) == [
        ("transfer_to_receive", name, "Đảng bộ xã Chiềng Bên", valid)
    ]
    assert lines(world.an, world.commune, date(2026, 9, 10)) == []
    # Fifteen days after it was written the sender asks.
    assert lines(world.an, world.commune, date(2026, 9, 22)) == [
        ("transfer_not_received", name, "Đảng bộ xã Mường Mẫu", valid)
    ]
    fill_boxes([Filling(transfer, 4, date(2026, 9, 23))], by=world.khanh)
    assert lines(world.khanh, world.neighbour, date(2026, 9, 24)) == []
    # As it stood before: a past day is told as it was.
    assert lines(world.khanh, world.neighbour, date(2026, 9, 10)) != []


def test_the_time_for_an_official_transfer_counts_when_it_ends_first(world: World) -> None:
    # 60 working days after 01/07/2026, the two days of 02/09 left out.
    written(world, decided_on=date(2026, 7, 1))
    found = lines(world.an, world.commune, date(2026, 9, 8))
    assert [day for _kind, _about, _owner, day in found] == [date(2026, 9, 25)]


def test_who_went_outside_is_asked_after(world: World) -> None:
    transfer = written(
        world, to_cell_id=None, outside_unit="Đảng bộ phường Bến", outside_scope="same_province"
    )
    fill_boxes([Filling(transfer, 2, date(2026, 9, 9))], by=world.an)
    assert lines(world.an, world.commune, date(2026, 9, 30)) == [
        ("transfer_unconfirmed", "Vì Văn Chung", "Đảng bộ xã Mường Mẫu", date(2026, 10, 9))
    ]
    confirm_arrival(transfer, date(2026, 9, 30), "45", by=world.an)
    assert lines(world.an, world.commune, date(2026, 10, 1)) == []
