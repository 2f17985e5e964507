"""From who reaches a mark to the badge handed over."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.members import due as due_room
from chibo.members.actions.badges import (
    Earlier,
    Proposing,
    approve_badges,
    close_badge,
    forget_earlier_badge,
    give_badges,
    propose_badges,
    record_earlier_badges,
    step_back,
)
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.life import record_entry
from chibo.members.actions.moving import end_membership
from chibo.members.models import Award, BadgeAward, Person
from chibo.members.queries.badges import (
    bonus,
    day_unsure,
    not_recorded,
    not_yet_proposed,
    posthumous_candidates,
    reached_by,
    reaching,
)
from chibo.members.queries.coming import next_round
from chibo.members.queries.roll import roll
from chibo.members.tests.seeing import day, enter
from chibo.organisations.queries.tree import Branch, branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

ON = date(2026, 11, 20)
ROUND = date(2027, 2, 3)


@pytest.fixture
def world(world: World) -> World:
    """Bình's 30 years of 19/05/2026 were honoured then."""
    record_earlier_badges([Earlier(world.people["binh"], 30, date(2026, 5, 19))], by=world.an)
    return world


def commune(world: World, on: date = ON) -> Branch:
    return branch(world.commune, on)


def in_round(world: World) -> dict[str, tuple[int, date | None]]:
    """Name → mark and missed round of those who belong to the round of 03/02/2027."""
    of, round_ = commune(world), next_round(ON)
    rows = list(roll(of).filter(reaching(of, round_)).select_related("person"))
    reached = reached_by(rows, round_)
    return {
        row.person.full_name: (reached[row.person_id].mark, reached[row.person_id].missed)
        for row in rows
    }


def decision(world: World, on: date = date(2026, 11, 18)) -> Paper:
    new = NewPaper("31", "QĐ/TU", "decision", "Tỉnh ủy Mẫu", on, "Tặng Huy hiệu Đảng")
    return register_paper(new, world.commune, by=world.an)


def propose(world: World, *people: Person, **more: object) -> list[BadgeAward]:
    asked = [Proposing(one, **more) for one in people]
    return propose_badges(commune(world), ROUND, asked, by=world.an)


def died(world: World, name: str, joined: str, on: date) -> Person:
    (one,) = enter(world, name, joined=day(joined))
    end_membership(one, "died", on, by=world.an)
    return one


# ------------------------------------------------------------------ who belongs to the round


def test_marks_are_those_of_the_rulebook(world: World) -> None:
    enter(world, "Ba Mươi", joined=day("03/02/1997"))
    enter(world, "Ba Mươi Lăm", joined=day("03/02/1992"))
    enter(world, "Chín Mươi", joined=day("01/01/1937"))
    enter(world, "Chưa Đủ Ngày", joined=day("04/02/1997"))
    record_earlier_badges([Earlier(Person.objects.get(full_name="Ba Mươi Lăm"), 30)], by=world.an)

    assert in_round(world) == {"Ba Mươi": (30, None), "Chín Mươi": (90, None)}


def test_who_was_missed_at_an_earlier_round_is_named_with_it(world: World) -> None:
    enter(world, "Bỏ Sót", joined=day("01/08/1996"))

    assert in_round(world) == {"Bỏ Sót": (30, date(2026, 9, 2))}


def test_what_was_before_the_books_is_not_called_missed(world: World) -> None:
    enter(world, "Trước Khi Lập Sổ", joined=day("01/08/1980"))
    record_earlier_badges(
        [Earlier(Person.objects.get(full_name="Trước Khi Lập Sổ"), 45)], by=world.an
    )
    enter(world, "Đủ Từ Trước", joined=day("01/08/1974"))
    record_earlier_badges([Earlier(Person.objects.get(full_name="Đủ Từ Trước"), 50)], by=world.an)
    enter(world, "Chưa Ghi", joined=day("02/03/1985"))  # 30 years on 02/03/2015, books from 2016
    record_earlier_badges([Earlier(Person.objects.get(full_name="Chưa Ghi"), 40)], by=world.an)
    enter(world, "Ba Mươi Từ Lâu", joined=day("02/03/1984"))

    of, round_ = commune(world), next_round(ON)
    assert in_round(world) == {"Ba Mươi Từ Lâu": (40, date(2024, 5, 19))}
    assert list(not_recorded(of, round_)) == []


def test_reached_before_the_books_and_not_recorded_stands_apart(world: World) -> None:
    late = fill(Person(), {"full_name": "Vào Sổ Muộn", "joined": day("02/03/1986")})
    entering = Entering(late, world.tren.pk, date(2026, 6, 1), "official")
    enter_members("registered", [entering], by=world.an)

    of, round_ = commune(world), next_round(ON)
    assert in_round(world) == {}
    assert [row.person for row in not_recorded(of, round_)] == [late]


def test_a_declared_badge_is_not_proposed_again(world: World) -> None:
    (one,) = enter(world, "Đã Kê Khai", joined=day("01/08/1996"))
    award = Award(person=one, year=2026, name="Huy hiệu 30 năm tuổi Đảng")
    record_entry(award, by=world.an)

    assert in_round(world) == {}


def test_time_outside_the_party_does_not_count(world: World) -> None:
    (one,) = enter(world, "Từng Bị Xóa Tên", joined=day("01/01/1997"))
    end_membership(one, "removed", date(2020, 1, 1), by=world.an, reason="Bỏ sinh hoạt")
    back = Entering(one, world.tren.pk, date(2020, 2, 1), "official")
    enter_members("restored", [back], by=world.an)

    assert in_round(world) == {"Từng Bị Xóa Tên": (30, None)}  # 31 days later: 01/02/2027
    one.joined_on = date(1997, 1, 4)
    one.save()
    assert in_round(world) == {}


def test_the_excused_keep_their_badge_and_the_probationary_have_none(world: World) -> None:
    (old,) = enter(world, "Được Miễn", joined=day("01/01/1997"))
    exempt_member(old, "old_weak", date(2020, 1, 1), by=world.an)
    enter(world, "Còn Dự Bị", joined=day("01/01/1997"), status="probationary")

    assert in_round(world) == {"Được Miễn": (30, None)}


def test_a_day_known_to_the_month_is_to_be_found_out(world: World) -> None:
    enter(world, "Tháng Hai", joined=day("02/1997"))
    enter(world, "Tháng Ba", joined=day("03/1997"))
    enter(world, "Năm Chín Bảy", joined=day("1997"))
    enter(world, "Không Ghi")
    unsure = day_unsure(commune(world), next_round(ON)).select_related("person")

    assert in_round(world) == {}
    assert {row.person.full_name for row in unsure} == {
        "Tháng Hai",
        "Năm Chín Bảy",
        "Không Ghi",
    }


# ------------------------------------------------------------------ the steps


def test_what_a_badge_was_worked_out_from_stays_with_it(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/08/1996"))

    (award,) = propose(world, one)

    assert (award.mark, award.state, award.missed_round) == (30, "proposed", date(2026, 9, 2))
    assert (award.counted_from, award.reached_on) == (date(1996, 8, 1), date(2026, 8, 1))
    assert (award.multiple, award.base_salary, award.bonus) == (
        Decimal("1.5"),
        2_340_000,
        3_510_000,
    )
    assert (
        award.rule_versions == "badges.bonus_multiple_30@2015-01-01 badges.base_salary@2024-07-01"
    )
    assert Entry.objects.filter(verb="badge.proposed", label=str(award)).count() == 1


def test_proposed_decided_handed_over(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/08/1996"))
    of, round_ = commune(world), next_round(ON)
    (award,) = propose(world, one)
    mine = roll(of).filter(reaching(of, round_))

    assert [mine.count(), mine.filter(not_yet_proposed(round_)).count()] == [1, 0]
    approve_badges([award], decision(world), by=world.an)
    give_badges([award], date(2026, 11, 19), "Hội trường xã", by=world.an)

    award.refresh_from_db()
    assert (award.state, award.given_on, award.given_at) == (
        "given",
        date(2026, 11, 19),
        "Hội trường xã",
    )


def test_what_waits_for_its_decision_or_handing_over_is_due_on_the_round(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)
    on, kinds, read = date(2026, 12, 20), [], []
    for _step in range(2):
        lines = [line for line in due(world.an, commune(world, on), on) if "badge" in line.kind]
        kinds.append([(line.kind, line.due_on, line.count) for line in lines])
        read += [line for line in due(world.binh, commune(world, on), on) if "badge" in line.kind]
        if award.state == "proposed":
            approve_badges([award], decision(world), by=world.an)

    assert kinds == [[("badge_decision", ROUND, 1)], [("badge_giving", ROUND, 1)]]
    assert [line.button for line in read] == ["Xem danh sách", "Xem danh sách"]


def test_not_handed_over_may_be_proposed_again(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)
    approve_badges([award], decision(world), by=world.an)
    close_badge(award, "returned", "Đang xem xét kỷ luật", by=world.an)

    assert propose(world, one)[0].mark == 30


def test_each_step_is_taken_back(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)
    approve_badges([award], decision(world), by=world.an)
    give_badges([award], date(2026, 11, 19), "", by=world.an)
    states = []
    for _step in range(2):
        step_back(award, "Nhập nhầm", by=world.an)
        states.append(BadgeAward.objects.get(pk=award.pk).state)

    assert states == ["approved", "proposed"]
    with pytest.raises(Refusal, match="chưa có bước nào để lùi lại"):
        step_back(award, "Nhập nhầm", by=world.an)


def test_gravely_ill_a_year_early(world: World) -> None:
    one, far = enter(world, "Ốm Nặng", joined=day("03/02/1998")) + enter(
        world, "Còn Xa", joined=day("04/02/1998")
    )
    (award,) = propose(world, one, basis="early", reason="Ung thư, có bệnh án")

    assert (award.mark, award.reached_on) == (30, date(2028, 2, 3))
    with pytest.raises(Refusal) as told:
        propose(world, far, basis="early", reason="Ốm")
    assert str(told.value).startswith(
        "Đồng chí Còn Xa đủ mốc 30 năm vào ngày 04/02/2028; mốc này chỉ được xét sớm nhiều nhất "
        "12 tháng so với đợt 03/02/2027. Theo "
    )


def test_from_seventy_years_two_years_early(world: World) -> None:
    (one,) = enter(world, "Lão Thành", joined=day("03/02/1959"))

    assert propose(world, one, basis="early", reason="Ốm nặng")[0].mark == 70


def test_after_death_a_year_early(world: World) -> None:
    one = died(world, "Vừa Mất", "10/10/1997", date(2026, 10, 20))
    far = died(world, "Mất Sớm", "30/10/1997", date(2026, 10, 20))
    found = posthumous_candidates(commune(world), next_round(ON))

    assert [(move.person, reached.mark) for move, reached in found] == [(one, 30)]
    assert propose(world, one, basis="posthumous", reason="Từ trần 20/10/2026")[0].mark == 30
    with pytest.raises(Refusal, match="chưa đủ mốc 30 năm: đủ ngày 30/10/2027"):
        propose(world, far, basis="posthumous", reason="Từ trần")


def test_no_multiple_no_bonus() -> None:
    assert bonus(95, ROUND) is None
    assert bonus(30, date(2010, 2, 3)) is None
    assert bonus(45, date(2018, 9, 2)).amount == 2_780_000


# ------------------------------------------------------------------ what is refused


def refused(world: World, one: Person, on: date = ROUND, **more: object) -> str:
    with pytest.raises(Refusal) as told:
        propose_badges(commune(world), on, [Proposing(one, **more)], by=world.an)
    return str(told.value)


def test_a_day_that_is_no_round(world: World) -> None:
    assert refused(world, world.people["an"], date(2026, 12, 22)) == (
        "Ngày 22/12/2026 không phải đợt trao Huy hiệu Đảng. "
        "Các đợt trong năm: 03/02, 19/05, 02/09, 07/11."
    )


def test_too_young_says_the_numbers(world: World) -> None:
    assert refused(world, world.people["an"]).startswith(
        "Đến đợt 03/02/2027, đồng chí Lò Thị An có 19 năm tuổi Đảng (tính từ 03/02/2008), "
        "chưa đủ mốc 30 năm: đủ ngày 03/02/2038. Theo "
    )


def test_too_young_for_time_outside_says_the_days(world: World) -> None:
    (one,) = enter(world, "Từng Bị Xóa Tên", joined=day("01/01/1997"))
    end_membership(one, "removed", date(2020, 1, 1), by=world.an, reason="Bỏ sinh hoạt")
    back = Entering(one, world.tren.pk, date(2021, 1, 1), "official")
    enter_members("restored", [back], by=world.an)

    assert "có 29 năm tuổi Đảng (tính từ 01/01/1997, trừ 366 ngày gián đoạn)" in refused(world, one)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (
            "en",
            "Đồng chí Vàng Thị Én là đảng viên dự bị; Huy hiệu Đảng xét cho đảng viên chính thức.",
        ),
        (
            "chung",
            "Chưa rõ ngày vào Đảng của đồng chí Vì Văn Chung (hồ sơ ghi: 09/2005). "
            "Xác minh và sửa hồ sơ trước khi đề nghị.",
        ),
        ("hung", "Đồng chí Lường Văn Hùng không còn sinh hoạt trong đảng bộ từ ngày 01/09/2022."),
        (
            "khanh",
            "Đồng chí Tòng Thị Khánh không sinh hoạt tại Đảng bộ xã Mường Mẫu; đề nghị ở nơi đang sinh hoạt.",
        ),
        ("binh", "Đồng chí Nguyễn Văn Bình đã có Huy hiệu 30 năm tuổi Đảng."),
    ],
)
def test_who_may_not_be_proposed(world: World, who: str, sentence: str) -> None:
    assert refused(world, world.people[who]) == sentence


def test_the_living_are_not_honoured_after_death(world: World) -> None:
    assert refused(world, world.people["an"], basis="posthumous", reason="?") == (
        "Truy tặng chỉ dành cho đảng viên đã từ trần; sổ chưa ghi đồng chí Lò Thị An từ trần."
    )


def test_early_without_a_reason(world: World) -> None:
    (one,) = enter(world, "Ốm Nặng", joined=day("03/05/1997"))

    with pytest.raises(ValidationError, match="Xét tặng sớm, truy tặng phải ghi lý do"):
        propose(world, one, basis="early")


def test_twice_in_one_round(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    propose(world, one)

    with pytest.raises(ValidationError, match="đã có Huy hiệu Đảng ở mốc này"):
        propose(world, one)


def test_steps_in_their_order(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)

    with pytest.raises(Refusal, match="đang ở bước “Đề nghị”, không ghi được bước này"):
        give_badges([award], date(2026, 11, 19), "", by=world.an)
    with pytest.raises(ValidationError, match="Ghi lý do không trao hoặc rút đề nghị"):
        close_badge(award, "withdrawn", "", by=world.an)


def test_handed_over_neither_ahead_nor_before_the_decision(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)
    approve_badges([award], decision(world), by=world.an)

    with pytest.raises(Refusal, match="chưa tới; ghi trao Huy hiệu khi đã trao"):
        give_badges([award], date(2027, 2, 3), "", by=world.an)
    with pytest.raises(Refusal, match="Ngày trao 17/11/2026 trước ngày quyết định 18/11/2026"):
        give_badges([award], date(2026, 11, 17), "", by=world.an)


def test_a_step_back_says_why(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (award,) = propose(world, one)
    close_badge(award, "withdrawn", "Gia đình xin hoãn", by=world.an)

    with pytest.raises(Refusal, match="Ghi lý do lùi lại"):
        step_back(award, " ", by=world.an)


def test_a_badge_of_before_is_taken_back_by_itself(world: World) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    (earlier,) = record_earlier_badges([Earlier(world.people["an"], 30)], by=world.an)
    forget_earlier_badge(earlier, "Nhập nhầm người", by=world.an)
    (award,) = propose(world, one)

    assert BadgeAward.objects.get(pk=earlier.pk).state == "withdrawn"
    with pytest.raises(Refusal, match="thuộc một đợt trao"):
        forget_earlier_badge(award, "Nhầm", by=world.an)
    with pytest.raises(Refusal, match="Chỉ ghi Huy hiệu Đảng cho đảng viên có tên trong sổ"):
        record_earlier_badges([Earlier(world.people["sua"], 30)], by=world.an)


@pytest.mark.parametrize("role", ["secretary", "cell_secretary", "inspection", "superior_names"])
def test_only_the_office_keeps_badges(world: World, role: str) -> None:
    (one,) = enter(world, "Lò Văn Ba", joined=day("01/01/1997"))
    reader: User = world.users[role]

    with pytest.raises(NotAllowed):
        propose_badges(commune(world), ROUND, [Proposing(one)], by=reader)


def test_a_mark_that_is_none_or_taken_is_not_recorded(world: World) -> None:
    with pytest.raises(Refusal, match=r"Không có mốc 35 năm\. Các mốc Huy hiệu Đảng: 30, 40, 45"):
        record_earlier_badges([Earlier(world.people["an"], 35)], by=world.an)
    with pytest.raises(Refusal, match="Nguyễn Văn Bình đã có Huy hiệu 30 năm tuổi Đảng"):
        record_earlier_badges([Earlier(world.people["binh"], 30)], by=world.an)
