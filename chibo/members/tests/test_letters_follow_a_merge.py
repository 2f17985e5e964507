"""Letters under way and dossiers kept when units end go on with who takes over; the undo brings them back."""

from datetime import date
from typing import Any

import pytest

from chibo.base.asking import answered
from chibo.members.actions.dossiers import Shelf, place_dossiers
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.due.letters import letters_due
from chibo.members.models import DossierPlace, Membership, Transfer
from chibo.members.queries.letters import to_receive, to_send
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import branch
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 10, 1), date(2026, 10, 12)
ISSUED = date(2026, 9, 7)


def letter(world: World, who: str = "chung", **more: Any) -> Transfer:
    known: dict[str, Any] = {
        "kind": "official",
        "number": "12",
        "issued_on": ISSUED,
        "to_cell_id": world.ben.pk,
        "left_out": frozenset({world.province.pk}),
    }
    return issue_transfers([Letter(world.people[who], **known | more)], by=world.an)[0]


def one_commune(world: World, *rows: Row) -> Plan:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    return merge_plan([world.commune, world.neighbour], new, rows)


def merged(world: World, *rows: Row) -> Organisation:
    carried_out("merge", world.province, DAY, one_commune(world, *rows), world.admin)
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def boxes(transfer: Transfer) -> list[tuple[str, bool]]:
    rows = transfer.steps.order_by("position")
    return [(row.name, row.acted_on is not None) for row in rows]


def test_levels_still_to_act_are_those_that_took_over(world: World) -> None:
    transfer = letter(world)
    fill_boxes([Filling(transfer, 2, date(2026, 9, 9))], by=world.an)
    office = world.admin_as_office()
    before = all_rows()
    told = [line.sentence for line in rehearse(one_commune(world), DAY, world.admin).others]
    assert told == [
        "1 giấy giới thiệu đang trên đường qua đơn vị kết thúc: ô chưa ghi do đơn vị mới ghi, "
        "nơi nhận xem lại chi bộ khi tiếp nhận."
    ]
    new = merged(world)
    transfer.refresh_from_db()
    assert boxes(transfer) == [
        ("Chi bộ bản Trên", True),
        ("Đảng bộ xã Mường Mẫu", True),
        ("Đảng bộ xã Mường Mới", False),
        ("Chi bộ bản Bên", False),
    ]
    assert transfer.scope == "internal"
    here = branch(new, TODAY)
    assert list(to_receive(office, here)) == [transfer]
    assert [line.owner for line in answered([letters_due(office, here, TODAY)])][:1] == [
        "Đảng bộ xã Mường Mới"
    ]
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_the_member_arrives_through_the_new_commune(world: World) -> None:
    transfer = letter(world)
    new = merged(world, Row(world.ben.pk, "merge", str(world.duoi.pk)))
    office = world.admin_as_office()
    assert list(to_send(office, branch(new, TODAY))) == [transfer]
    fill_boxes([Filling(transfer, 4, TODAY)], by=office)
    stay = Membership.objects.get(person=world.people["chung"], ended_on__isnull=True)
    assert stay.cell == world.duoi


def test_a_letter_between_two_cells_that_become_one_is_over(world: World) -> None:
    transfer = letter(world)
    merged(world, Row(world.ben.pk, "merge", str(world.tren.pk)))
    transfer.refresh_from_db()
    assert (transfer.state, transfer.closed_on) == ("withdrawn", DAY)
    assert transfer.close_reason.startswith("Nơi đi và nơi đến nhập làm một: ")


def test_a_cell_divided_up_receives_its_letters_first(world: World) -> None:
    letter(world, "dung", kind="internal", to_cell_id=world.tren.pk, left_out=frozenset())
    committee = NewUnit("+1", "Đảng bộ bản Trên", "sectional_committee", str(world.commune.pk))
    cell = NewUnit("+2", "Chi bộ số 1", "subordinate_cell", "+1")
    rows = Membership.objects.on(DAY).filter(cell=world.tren)
    people = {row.person_id: "+2" for row in rows}
    plan = Plan((world.tren.pk,), (committee, cell), (Row(world.tren.pk, "merge", "+1"),), people)
    assert rehearse(plan, DAY, world.an).problems == [
        "1 giấy giới thiệu đang trên đường tới chi bộ được chia và kết thúc: đổi chi bộ nơi đến, "
        "hoặc tiếp nhận, trước."
    ]


def test_dossiers_stay_on_their_shelf_under_the_new_keeper(world: World) -> None:
    shelf = Shelf(custodian=world.commune, cabinet="2", box="14")
    place_dossiers([world.people["chung"]], shelf, date(2026, 5, 4), by=world.an)
    before = all_rows()
    new = merged(world)
    rows = DossierPlace.objects.order_by("started_on")
    assert [(row.custodian, row.shelf_mark, row.ended_on) for row in rows] == [
        (world.commune, "tủ 2, hộp 14", DAY),
        (new, "tủ 2, hộp 14", None),
    ]
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before
