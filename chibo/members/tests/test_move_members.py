"""One member's movements: between cells, to full membership, out of the books, and back-dated ones."""

from datetime import date

import pytest

from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.models import Exemption, Movement, Person
from tests.world import World

pytestmark = pytest.mark.django_db


def stays(person: Person) -> list[tuple[str, str, date, date | None]]:
    rows = person.memberships.order_by("started_on").select_related("cell")
    return [(str(row.cell), row.status, row.started_on, row.ended_on) for row in rows]


def kinds(person: Person) -> list[str]:
    return list(person.movements.order_by("happened_on", "pk").values_list("kind", flat=True))


def test_a_transfer_closes_one_stay_and_opens_another(world: World) -> None:
    transfer_member(world.people["lan"], world.tren, date(2026, 2, 1), by=world.an)
    assert stays(world.people["lan"])[-2:] == [
        ("Chi bộ Trường Tiểu học", "official", date(2025, 7, 1), date(2026, 2, 1)),
        ("Chi bộ bản Trên", "official", date(2026, 2, 1), None),
    ]


def test_a_transfer_dated_before_the_tree_moved_is_split_again(world: World) -> None:
    transfer_member(world.people["lan"], world.tren, date(2024, 2, 1), by=world.an)
    assert stays(world.people["lan"]) == [
        ("Chi bộ Trường Tiểu học", "official", date(2019, 8, 15), date(2024, 2, 1)),
        ("Chi bộ bản Trên", "official", date(2024, 2, 1), date(2025, 7, 1)),
        ("Chi bộ bản Trên", "official", date(2025, 7, 1), None),
    ]
    assert kinds(world.people["lan"]) == ["moved_in", "moved_within", "reorganised"]


def test_a_member_moves_to_another_cell_only(world: World) -> None:
    with pytest.raises(Refusal, match="Chọn một chi bộ khác"):
        transfer_member(world.people["lan"], world.school, date(2026, 2, 1), by=world.an)


def test_a_late_paper_does_not_rewrite_what_came_after(world: World) -> None:
    with pytest.raises(Refusal, match="đã ghi biến động ngày 10/05/2024"):
        end_membership(world.people["gioi"], "left", date(2020, 1, 1), by=world.an)


def test_the_dead_do_not_move(world: World) -> None:
    with pytest.raises(Refusal, match="không sinh hoạt ở chi bộ nào trước ngày"):
        transfer_member(world.people["gioi"], world.duoi, date(2026, 1, 1), by=world.an)


@pytest.mark.parametrize("kind", ["died", "expelled", "removed", "left", "moved_out"])
def test_leaving_ends_the_stay_that_day(world: World, kind: str) -> None:
    end_membership(world.people["lan"], kind, date(2026, 2, 1), by=world.an, reason="lý do")
    assert stays(world.people["lan"])[-1][3] == date(2026, 2, 1)
    movement = Movement.objects.latest("pk")
    assert (movement.kind, movement.to_cell, movement.reason) == (kind, None, "lý do")


def test_who_leaves_the_books_is_excused_no_longer(world: World) -> None:
    assert Exemption.objects.get(person=world.people["gioi"]).ended_on == date(2024, 5, 10)


def test_an_official_member_is_not_made_official_again(world: World) -> None:
    with pytest.raises(Refusal, match="đã là đảng viên chính thức"):
        move_members([Moving(world.people["an"], "recognised", date(2026, 1, 1))], by=world.an)


def test_a_restored_member_stands_in_the_books_again(world: World) -> None:
    person = world.people["hung"]
    entry = Entering(person, world.duoi.pk, date(2026, 1, 5), "official")
    enter_members("restored", [entry], by=world.an)
    assert stays(person)[-1] == ("Chi bộ bản Dưới", "official", date(2026, 1, 5), None)
    assert kinds(person)[-2:] == ["moved_out", "restored"]
