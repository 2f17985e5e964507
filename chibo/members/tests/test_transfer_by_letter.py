"""Letters of introduction: from the cell over the levels to the receiving cell, and back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.transfers.arriving import Arrival, register_arrival
from chibo.members.actions.transfers.issuing import issue_transfers
from chibo.members.actions.transfers.passing import confirm_arrival
from chibo.members.actions.transfers.readdressing import readdress_transfer
from chibo.members.actions.transfers.returning import bring_back, extend_transfer
from chibo.members.models import Membership, Person, Transfer
from chibo.members.queries.file import standing
from chibo.members.tests.on_the_way import ISSUED, boxes, fill, issued, letter, outside, where
from tests.world import World

pytestmark = pytest.mark.django_db

# ------------------------------------------------------------------ between two communes


def test_the_route_is_read_from_the_tree_of_the_day(world: World) -> None:
    transfer = issued(world, left_out=frozenset())
    assert boxes(transfer) == [
        (1, "sending", "Chi bộ bản Trên", None),
        (2, "sending", "Đảng bộ xã Mường Mẫu", None),
        (3, "sending", "Đảng bộ tỉnh Mẫu", None),
        (4, "receiving", "Đảng bộ xã Chiềng Bên", None),
        (5, "receiving", "Chi bộ bản Bên", None),
    ]


def test_a_letter_knows_its_number_validity_scope_and_ends(world: World) -> None:
    transfer = issued(world)
    assert transfer.issuer == world.commune
    # 30 working days after 07/09/2026, no holiday between.
    assert transfer.valid_until == date(2026, 10, 19)
    assert (transfer.scope, transfer.status) == ("same_province", "official")
    assert transfer.from_unit == "Chi bộ bản Trên, Đảng bộ xã Mường Mẫu"
    assert transfer.to_unit == "Chi bộ bản Bên, Đảng bộ xã Chiềng Bên"


def test_only_the_last_box_moves_the_member(world: World) -> None:
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    assert where(world.people["chung"]) == "Chi bộ bản Trên"
    transfer = fill(transfer, 4, date(2026, 9, 21), world.khanh)
    assert where(world.people["chung"]) == "Chi bộ bản Bên"
    assert transfer.state == "received"
    moved = transfer.movement
    assert moved
    assert (moved.kind, moved.happened_on, moved.outside_scope) == (
        "moved_within",
        date(2026, 9, 21),
        "same_province",
    )


def test_probation_goes_on_in_the_new_cell(world: World) -> None:
    transfer = issued(world, "en")
    fill(transfer, 2, date(2026, 9, 9), world.an)
    fill(transfer, 4, date(2026, 9, 21), world.khanh)
    stands = standing(world.people["en"], date(2026, 10, 1))
    assert stands.stay and stands.stay.status == "probationary"
    assert stands.probation and stands.probation.ends == date(2027, 3, 26)


def test_a_level_fills_its_own_box_only(world: World) -> None:
    transfer = issued(world)
    with pytest.raises(NotAllowed):
        fill(transfer, 1, date(2026, 9, 9), world.khanh)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(NotAllowed):
        fill(transfer, 3, date(2026, 9, 10), world.an)
    with pytest.raises(NotAllowed):
        fill(transfer, 3, date(2026, 9, 10), world.binh)


def test_boxes_are_filled_once_and_in_order(world: World) -> None:
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(Refusal, match="Ô này đã có người ghi"):
        fill(transfer, 1, date(2026, 9, 10), world.an)
    with pytest.raises(Refusal, match="Cấp trước đã giới thiệu ngày 09/09/2026"):
        fill(transfer, 3, date(2026, 9, 8), world.khanh)
    with pytest.raises(Refusal, match="chưa tới"):
        fill(transfer, 3, date(2099, 9, 8), world.khanh)


def test_a_letter_out_of_date_is_renewed_before_it_is_received(world: World) -> None:
    transfer = issued(world)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(Refusal, match=r"có giá trị đến 19/10/2026 \(30 ngày làm việc\)"):
        fill(transfer, 4, date(2026, 10, 20), world.khanh)
    with pytest.raises(NotAllowed):
        extend_transfer(transfer, date(2026, 10, 20), by=world.khanh)
    extend_transfer(transfer, date(2026, 10, 20), by=world.an)
    assert fill(transfer, 4, date(2026, 10, 21), world.khanh).state == "received"


def test_a_letter_that_is_still_valid_is_not_renewed(world: World) -> None:
    with pytest.raises(Refusal, match="còn giá trị đến 19/10/2026"):
        extend_transfer(issued(world), ISSUED, by=world.an)


# ------------------------------------------------------------------ what may be written


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "internal"}, "Giấy nội bộ chỉ dùng giữa hai chi bộ cùng một đảng bộ"),
        ({"kind": "abroad"}, "Giấy ra ngoài nước ghi đơn vị nơi đến"),
        ({"kind": "temporary"}, "Sinh hoạt tạm thời phải có ngày kết thúc"),
        (
            {"kind": "temporary", "until": date(2026, 12, 6)},
            "ghi hạn từ 07/12/2026 đến trước 07/09/2028",
        ),
        (
            {"kind": "temporary", "until": date(2028, 9, 7)},
            "từ 3 tháng đến dưới 24 tháng",
        ),
        ({"issued_on": date(2099, 1, 5)}, "chưa tới"),
        ({"issued_on": date(2015, 1, 5)}, "không sinh hoạt ở chi bộ nào tại ngày"),
        ({"to_cell_id": None, "outside_unit": "Đảng bộ Xa"}, "Chọn trong tỉnh hay tỉnh khác"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(
    world: World, facts: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        issued(world, **facts)


def test_within_a_commune_the_letter_is_an_internal_one(world: World) -> None:
    with pytest.raises(Refusal, match="chọn loại giấy chuyển sinh hoạt nội bộ"):
        issued(world, to_cell_id=world.duoi.pk)
    with pytest.raises(Refusal, match="Chọn một chi bộ khác"):
        issued(world, kind="internal", to_cell_id=world.tren.pk)
    with pytest.raises(Refusal, match="phải là một chi bộ"):
        issued(world, to_cell_id=world.neighbour.pk)


def test_a_number_is_given_once_a_year(world: World) -> None:
    issued(world)
    with pytest.raises(ValidationError, match="Số giấy này đã dùng trong năm"):
        issued(world, "lan")


def test_a_member_carries_one_letter_at_a_time(world: World) -> None:
    issued(world)
    with pytest.raises(ValidationError, match="đang có một giấy giới thiệu chưa xong"):
        issued(world, number="13")


def test_who_does_not_keep_the_cell_writes_no_letter(world: World) -> None:
    for user in (world.khanh, world.binh, world.chung, world.admin):
        with pytest.raises(NotAllowed):
            issue_transfers([letter(world)], by=user)


def test_letters_for_many_are_written_all_or_none(world: World) -> None:
    letters = [letter(world), letter(world, "lan", number="12")]
    with pytest.raises(ValidationError):
        issue_transfers(letters, by=world.an)
    assert not Transfer.objects.exists()


# ------------------------------------------------------------------ within the commune


def test_an_internal_letter_is_short(world: World) -> None:
    transfer = issued(world, kind="internal", to_cell_id=world.duoi.pk)
    assert [name for _n, _side, name, _day in boxes(transfer)] == [
        "Chi bộ bản Trên",
        "Đảng bộ xã Mường Mẫu",
        "Chi bộ bản Dưới",
    ]
    fill(transfer, 3, date(2026, 9, 8), world.an)
    assert where(world.people["chung"]) == "Chi bộ bản Dưới"
    transfer.refresh_from_db()
    assert transfer.movement and transfer.movement.outside_scope == ""


# ------------------------------------------------------------------ to a unit outside


def test_who_goes_outside_leaves_the_books_with_the_last_box_of_ours(world: World) -> None:
    transfer = outside(world)
    assert [side for _n, side, _name, _day in boxes(transfer)] == [
        "sending",
        "sending",
        "receiving",
    ]
    transfer = fill(transfer, 2, date(2026, 9, 9), world.an)
    assert transfer.state == "handed_over"
    moved = transfer.movement
    assert moved
    assert (moved.kind, moved.outside_unit, moved.outside_scope) == (
        "moved_out",
        "Đảng bộ phường Bến, tỉnh Xa",
        "other_province",
    )


def test_the_slip_of_the_unit_outside_closes_the_letter(world: World) -> None:
    transfer = outside(world)
    with pytest.raises(NotAllowed):
        confirm_arrival(transfer, date(2026, 9, 30), "45-PB", by=world.an)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(NotAllowed):
        confirm_arrival(transfer, date(2026, 9, 30), "45-PB", by=world.khanh)
    with pytest.raises(Refusal, match="Đã giới thiệu đi ngày 09/09/2026"):
        confirm_arrival(transfer, date(2026, 9, 8), "45-PB", by=world.an)
    transfer = confirm_arrival(transfer, date(2026, 9, 30), "45-PB", by=world.an)
    assert (transfer.state, transfer.slip) == ("received", "45-PB")
    assert boxes(transfer)[-1][3] == date(2026, 9, 30)


def test_who_goes_abroad_for_a_time_stays_in_the_books(world: World) -> None:
    transfer = outside(world, kind="abroad_temporary", until=date(2027, 1, 31))
    transfer = fill(transfer, 2, date(2026, 9, 9), world.an)
    assert where(world.people["chung"]) == "Chi bộ bản Trên"
    assert transfer.stay and transfer.stay.outside_unit == "Đảng bộ phường Bến, tỉnh Xa"


# ------------------------------------------------------------------ temporary


def test_a_temporary_member_still_counts_at_home_and_comes_back(world: World) -> None:
    transfer = issued(world, kind="temporary", until=date(2027, 6, 30))
    fill(transfer, 2, date(2026, 9, 9), world.an)
    transfer = fill(transfer, 4, date(2026, 9, 21), world.khanh)
    person, stay = world.people["chung"], transfer.stay
    assert stay and (stay.cell, stay.until) == (world.ben, date(2027, 6, 30))
    assert (where(person), transfer.movement) == ("Chi bộ bản Trên", None)
    with pytest.raises(Refusal, match="đang sinh hoạt tạm thời ở một nơi khác từ 21/09/2026"):
        issued(world, kind="temporary", number="14", until=date(2027, 6, 30))
    bring_back(transfer, date(2026, 11, 2), by=world.khanh)
    stay.refresh_from_db()
    assert stay.ended_on == date(2026, 11, 2)
    with pytest.raises(NotAllowed):
        bring_back(transfer, date(2026, 11, 3), by=world.an)


# ------------------------------------------------------------------ from a unit outside


def brought(world: World, person: Person | None = None, **more: Any) -> Arrival:
    known: dict[str, Any] = {
        "person": person or Person(full_name="Lò Văn Đến", sex="male", ethnicity="thai"),
        "kind": "official",
        "number": "77",
        "issued_on": ISSUED,
        "from_unit": "Đảng bộ phường Bến, tỉnh Xa",
        "scope": "other_province",
        "to_cell_id": world.tren.pk,
        "status": "probationary",
        "arrived_on": date(2026, 9, 14),
        "left_out": frozenset({world.province.pk}),
    }
    return Arrival(**known | more)


def test_who_comes_from_outside_is_in_the_books_when_the_cell_receives(world: World) -> None:
    transfer = register_arrival(brought(world), by=world.an)
    assert boxes(transfer) == [
        (1, "sending", "Đảng bộ phường Bến, tỉnh Xa", ISSUED),
        (2, "receiving", "Đảng bộ xã Mường Mẫu", None),
        (3, "receiving", "Chi bộ bản Trên", None),
    ]
    assert not Membership.objects.filter(person=transfer.person).exists()
    transfer = fill(transfer, 3, date(2026, 9, 15), world.an)
    stay = Membership.objects.get(person=transfer.person)
    assert (stay.cell, stay.status, stay.started_on) == (
        world.tren,
        "probationary",
        date(2026, 9, 15),
    )
    moved = transfer.movement
    assert moved and (moved.kind, moved.outside_scope) == ("moved_in", "other_province")
    transfer.person.refresh_from_db()
    assert transfer.person.keeper is None


def test_somebody_who_had_left_comes_back_to_their_old_file(world: World) -> None:
    hung = world.people["hung"]
    transfer = register_arrival(brought(world, hung, status="official"), by=world.an)
    fill(transfer, 3, date(2026, 9, 15), world.an)
    assert where(hung) == "Chi bộ bản Trên"


def test_who_is_in_the_books_brings_no_letter_from_outside(world: World) -> None:
    with pytest.raises(Refusal, match="đang có tên trong sổ của Chi bộ bản Trên"):
        register_arrival(brought(world, world.people["chung"]), by=world.an)


def test_a_letter_is_brought_after_it_was_issued(world: World) -> None:
    with pytest.raises(Refusal, match="Giấy cấp ngày 07/09/2026"):
        register_arrival(brought(world, arrived_on=date(2026, 9, 1)), by=world.an)


def test_a_temporary_guest_from_outside_is_not_counted_here(world: World) -> None:
    one = brought(world, kind="temporary", until=date(2027, 3, 31), status="official")
    transfer = fill(register_arrival(one, by=world.an), 3, date(2026, 9, 15), world.an)
    assert transfer.stay and transfer.stay.cell == world.tren
    assert not Membership.objects.filter(person=transfer.person).exists()


def test_the_neighbour_registers_no_letter_to_our_cell(world: World) -> None:
    with pytest.raises(NotAllowed):
        register_arrival(brought(world), by=world.khanh)


# ------------------------------------------------------------------ another cell of the same commune


def test_the_receiving_commune_chooses_another_of_its_cells(world: World) -> None:
    transfer = register_arrival(brought(world), by=world.an)
    transfer = readdress_transfer(transfer, world.duoi.pk, by=world.an)
    assert [name for _n, _side, name, _day in boxes(transfer)] == [
        "Đảng bộ phường Bến, tỉnh Xa",
        "Đảng bộ xã Mường Mẫu",
        "Chi bộ bản Dưới",
    ]
    assert transfer.to_unit == "Chi bộ bản Dưới, Đảng bộ xã Mường Mẫu"
    fill(transfer, 3, date(2026, 9, 15), world.an)
    assert where(transfer.person) == "Chi bộ bản Dưới"


def test_only_the_receiving_side_chooses_and_only_among_its_own(world: World) -> None:
    transfer = issued(world)
    with pytest.raises(NotAllowed):
        readdress_transfer(transfer, world.duoi.pk, by=world.an)
    fill(transfer, 2, date(2026, 9, 9), world.an)
    with pytest.raises(NotAllowed):
        readdress_transfer(transfer, world.duoi.pk, by=world.an)
    with pytest.raises(Refusal, match="Chỉ đổi sang chi bộ thuộc Đảng bộ xã Chiềng Bên"):
        readdress_transfer(transfer, world.duoi.pk, by=world.khanh)
    fill(transfer, 3, date(2026, 9, 10), world.khanh)
    inner = issued(world, "an", kind="internal", number="13", to_cell_id=world.duoi.pk)
    fill(inner, 2, date(2026, 9, 9), world.an)
    with pytest.raises(Refusal, match="đi thẳng từ cấp trên về chi bộ"):
        readdress_transfer(inner, world.school.pk, by=world.an)
