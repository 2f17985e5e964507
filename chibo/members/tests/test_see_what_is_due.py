"""Badge rounds, ends of leaves, gaps in files on “Việc cần làm”."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.base.due import Due
from chibo.members import due as due_room
from chibo.members.actions.badges import Earlier, record_earlier_badges
from chibo.members.actions.leaves import begin_temporary_stay, end_leave, exempt_member
from chibo.members.queries.coming import next_round
from chibo.members.tests.seeing import day, enter
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

ON = date(2026, 11, 20)


def lines(world: World, kind: str, on: date = ON) -> list[Due]:
    return [one for one in due(world.an, branch(world.commune, on), on) if one.kind == kind]


def test_rounds_follow_one_another() -> None:
    assert [
        next_round(on).day for on in (date(2026, 9, 2), date(2026, 9, 3), date(2026, 11, 8))
    ] == [
        date(2026, 9, 2),
        date(2026, 11, 7),
        date(2027, 2, 3),
    ]


def test_who_reaches_a_mark_by_the_round_is_counted_in_it_alone(world: World) -> None:
    enter(world, "Ba Mươi Năm", joined=day("03/02/1997"))
    enter(world, "Bốn Mươi Năm", joined=day("20/12/1986"))
    given = enter(world, "Đã Trao Rồi", joined=day("07/11/1996"))
    given += enter(world, "Ba Lăm Năm", joined=day("01/01/1992"))
    for one in [*given, world.people["binh"]]:
        record_earlier_badges([Earlier(one, 30, date(2026, 11, 7))], by=world.an)
    enter(world, "Chưa Đủ Ngày", joined=day("04/02/1997"))

    assert lines(world, "badge_round", date(2026, 12, 4)) == []
    (found,) = lines(world, "badge_round", date(2026, 12, 5))
    assert (found.count, found.due_on) == (2, date(2027, 2, 3))
    assert found.url == f"/dv/{world.commune.pk}/huy-hieu?dot=2027-02-03"


def test_an_exemption_ends_in_a_month(world: World) -> None:
    an = world.people["an"]
    leave = exempt_member(an, "treatment", date(2026, 6, 1), by=world.an, until=date(2026, 12, 20))

    assert lines(world, "exemption_ending", date(2026, 11, 19)) == []
    (found,) = lines(world, "exemption_ending")
    assert (found.about, found.due_on, found.owner) == (
        "Lò Thị An",
        date(2026, 12, 20),
        "Bản Trên",
    )
    end_leave(leave, date(2026, 11, 1), by=world.an)
    assert lines(world, "exemption_ending") == []


def test_a_temporary_stay_that_ran_out_is_late(world: World) -> None:
    known = {"outside_unit": "Chi bộ khu công nghiệp", "until": date(2026, 10, 1)}
    begin_temporary_stay(world.people["binh"], date(2026, 1, 1), by=world.an, **known)

    (found,) = lines(world, "temporary_stay_ending")
    assert found.days_left(ON) == -50


def test_one_line_a_cell_with_gaps(world: World) -> None:
    assert [(one.owner, one.count, one.due_on) for one in lines(world, "missing_data")] == [
        ("Bản Trên", 2, None),
        ("Bản Dưới", 2, None),
        ("Trường Tiểu học", 2, None),
    ]
    assert "1 đồng chí chưa có số định danh" in lines(world, "missing_data")[0].why


def test_nothing_above_the_commune_and_nothing_without_names(world: World) -> None:
    assert due(world.giang, branch(world.commune, ON), ON) == []
    assert due(world.users["superior_names"], branch(world.province, ON), ON) == []


def test_the_questions_do_not_grow(world: World) -> None:
    asked = []
    for names in (["Hà Văn Một"], ["Hà Văn Hai", "Hà Văn Ba"]):
        for one in enter(world, *names):
            exempt_member(one, "treatment", date(2026, 6, 1), by=world.an, until=date(2026, 12, 1))
        due(world.an, branch(world.commune, ON), ON)
        with CaptureQueriesContext(connection) as questions:
            due(world.an, branch(world.commune, ON), ON)
        asked.append(len(questions))

    assert asked[0] == asked[1]
