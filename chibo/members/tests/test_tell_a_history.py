"""Many movements at once, cells that have ended since, and what ends on the day its organisation does."""

from datetime import date

import pytest

from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.leaves import end_leave
from chibo.members.actions.life import record_entries
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.actions.units import end_unit
from chibo.members.models import Award, Exemption, Person
from tests.world import BOOKS, World

pytestmark = pytest.mark.django_db
ENDS = date(2026, 6, 1)


def stays(person: Person) -> list[tuple[str, date, date | None]]:
    rows = person.memberships.order_by("started_on").select_related("cell")
    return [(str(row.cell), row.started_on, row.ended_on) for row in rows]


def empty_the_lower_village(world: World) -> None:
    for name in ("dung", "en"):
        transfer_member(world.people[name], world.tren, date(2026, 5, 1), by=world.an)
    end_unit(world.duoi, ENDS, by=world.an)


def test_several_members_move_on_their_own_days_at_once(world: World) -> None:
    people = world.people
    moves = [
        Moving(people["lan"], "moved_within", date(2024, 2, 1), world.tren.pk),
        Moving(people["an"], "died", date(2026, 2, 1), reason="Bệnh"),
    ]
    made = move_members(moves, by=world.an)
    assert [one.kind for one in made] == ["moved_within", "died"]
    assert stays(people["lan"])[1:] == [
        ("Chi bộ bản Trên", date(2024, 2, 1), date(2025, 7, 1)),
        ("Chi bộ bản Trên", date(2025, 7, 1), None),
    ]
    assert stays(people["an"])[-1][2] == date(2026, 2, 1)


def test_one_impossible_movement_stops_them_all(world: World) -> None:
    before = stays(world.people["an"])
    moves = [
        Moving(world.people["an"], "died", date(2026, 2, 1)),
        Moving(world.people["gioi"], "died", date(2026, 2, 1)),
    ]
    with pytest.raises(Refusal, match="Lò Văn Giới không sinh hoạt"):
        move_members(moves, by=world.an)
    assert stays(world.people["an"]) == before


def test_nobody_is_entered_to_stay_in_a_cell_that_has_ended(world: World) -> None:
    empty_the_lower_village(world)
    late = fill(Person(), {"full_name": "Lò Văn Muộn"})
    entry = Entering(late, world.duoi.pk, BOOKS, "official")
    with pytest.raises(Refusal, match="Chi bộ bản Dưới đã kết thúc ngày 01/06/2026"):
        enter_members("registered", [entry], by=world.an)


def test_a_history_enters_a_cell_that_has_ended_and_leaves_it_by_that_day(world: World) -> None:
    empty_the_lower_village(world)
    late = fill(Person(), {"full_name": "Lò Văn Muộn"})
    entry = Entering(late, world.duoi.pk, BOOKS, "official")
    enter_members("registered", [entry], by=world.an, as_history=True)
    move_members([Moving(late, "moved_within", ENDS, world.tren.pk)], by=world.an)
    assert stays(late) == [
        ("Chi bộ bản Dưới", BOOKS, date(2025, 7, 1)),
        ("Chi bộ bản Dưới", date(2025, 7, 1), ENDS),
        ("Chi bộ bản Trên", ENDS, None),
    ]


def test_a_leave_ends_the_day_the_member_dies(world: World) -> None:
    exemption = Exemption.objects.get(person=world.people["gioi"])
    end_leave(exemption, date(2024, 5, 10), by=world.an)
    assert exemption.ended_on == date(2024, 5, 10)


def test_an_office_ends_the_day_its_organisation_does(world: World) -> None:
    post = begin_post(world.people["dung"], "cell_secretary", world.duoi, BOOKS, by=world.an)
    empty_the_lower_village(world)
    assert end_post(post, ENDS, "Kết thúc", by=world.an).ended_on == ENDS


def test_lines_of_many_files_need_the_right_to_every_one(world: World) -> None:
    awards = [
        Award(person=world.people[name], year=2020, name="Bằng khen") for name in ("an", "khanh")
    ]
    with pytest.raises(NotAllowed):
        record_entries(awards, by=world.an)
    assert len(record_entries(awards[:1], by=world.an)) == 1
    assert str(Award.objects.get()) == "2020: Bằng khen"


def test_a_dead_member_is_not_moved_again(world: World) -> None:
    with pytest.raises(Refusal, match="không sinh hoạt ở chi bộ nào"):
        end_membership(world.people["gioi"], "left", date(2025, 1, 1), by=world.an)
