"""A letter is withdrawn by who sent it, returned by who should receive it, or its last step is taken back."""

from datetime import date

import pytest

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.transfers.passing import confirm_arrival
from chibo.members.actions.transfers.returning import return_transfer, withdraw_transfer
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.tests.on_the_way import boxes, fill, issued, outside, where
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_sender_withdraws_until_the_next_level_has_acted(world: World) -> None:
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(NotAllowed):
        withdraw_transfer(transfer, "Nhầm", by=world.khanh)
    with pytest.raises(Refusal, match="Ghi lý do rút"):
        withdraw_transfer(transfer, " ", by=world.an)
    transfer = withdraw_transfer(transfer, "Thôi chuyển", by=world.an, on=date(2026, 9, 10))
    assert (transfer.state, transfer.closed_on, transfer.close_reason) == (
        "withdrawn",
        date(2026, 9, 10),
        "Thôi chuyển",
    )


def test_a_letter_others_have_acted_on_is_not_withdrawn(world: World) -> None:
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    fill(transfer, 3, date(2026, 9, 10), world.khanh)
    with pytest.raises(Refusal, match="Đảng bộ xã Chiềng Bên đã giới thiệu tiếp ngày 10/09/2026"):
        withdraw_transfer(transfer, "Nhầm", by=world.an)


def test_withdrawing_after_handing_over_brings_the_member_back(world: World) -> None:
    transfer = outside(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    withdraw_transfer(transfer, "Nơi đến đổi", by=world.an)
    assert where(world.people["chung"]) == "Chi bộ bản Trên"


def test_a_confirmed_letter_is_not_withdrawn(world: World) -> None:
    transfer = outside(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    confirm_arrival(transfer, date(2026, 9, 30), "", by=world.an)
    with pytest.raises(NotAllowed):
        withdraw_transfer(transfer, "Nhầm", by=world.an)


def test_the_receiving_level_returns_the_letter_with_a_reason(world: World) -> None:
    transfer = issued(world)
    with pytest.raises(NotAllowed):
        return_transfer(transfer, "Chưa đủ hồ sơ", by=world.an)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(NotAllowed):
        return_transfer(transfer, "Chưa đủ hồ sơ", by=world.an)
    transfer = return_transfer(transfer, "Chưa đủ hồ sơ", by=world.khanh, on=date(2026, 9, 12))
    assert (transfer.state, transfer.close_reason) == ("returned", "Chưa đủ hồ sơ")
    assert where(world.people["chung"]) == "Chi bộ bản Trên"
    with pytest.raises(Refusal, match="giấy đã xong"):
        fill(transfer, 3, date(2026, 9, 13), world.khanh)


def test_a_movement_taken_back_leaves_its_letter_at_the_last_box(world: World) -> None:
    transfer = issued(world, kind="internal", to_cell_id=world.duoi.pk)
    transfer = fill(transfer, 3, date(2026, 9, 8), world.an)
    assert transfer.movement
    withdraw_movement(transfer.movement, "nhập nhầm", by=world.an)
    transfer.refresh_from_db()
    assert (transfer.state, boxes(transfer)[-1][3]) == ("on_the_way", None)
    assert where(world.people["chung"]) == "Chi bộ bản Trên"


def test_every_step_leaves_a_line_in_the_journal(world: World) -> None:
    last = Entry.objects.latest("pk").pk
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    fill(transfer, 4, date(2026, 9, 21), world.khanh)
    verbs = Entry.objects.filter(pk__gt=last).order_by("pk").values_list("verb", "path")
    muong, ben = world.commune, world.ben
    assert [verb for verb, _path in verbs] == [
        "transfer.issued",
        "transfer.box_filled",
        "transfer.box_filled",
        "transfer.box_filled",
        "transfer.box_filled",
        "member.moved_within",
        "transfer.received",
    ]
    assert verbs[2][1].endswith(muong.segment)
    assert verbs[6][1].endswith(ben.segment)
