"""Discipline is decided by who may, with the votes it needs, in time; persons, turns and violations apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.inspection.actions.discipline import (
    NewDiscipline,
    Violated,
    cancel_discipline,
    hand_over_decision,
    read_discipline,
    record_discipline,
)
from chibo.inspection.models import Discipline
from chibo.inspection.queries.discipline import (
    counted,
    disciplined,
    ends_on,
    took_effect,
)
from chibo.inspection.queries.reach import disciplines_visible_to
from chibo.members.actions.accounts import link_account
from chibo.members.models import Membership, Movement
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.world import World

DAY, ACT = date(2026, 9, 10), date(2026, 8, 20)
YEAR = Period(date(2026, 1, 1), date(2026, 11, 21))


def quy(world: World) -> User:
    return world.users[Role.INSPECTION]


def of_chung(world: World, **other: Any) -> NewDiscipline:
    new = NewDiscipline(
        form="reprimand",
        body="cell",
        decided_by=world.tren,
        decided_on=DAY,
        why="Vắng sinh hoạt không lý do",
        votes=2,
        base=3,
        violations=[Violated("activity", "Vắng ba kỳ sinh hoạt", ACT, "act_02")],
        person=world.people["chung"],
        heard_on=date(2026, 9, 1),
    )
    return replace(new, **other)


def record(world: World, **other: Any) -> Discipline:
    return record_discipline(world.commune, [of_chung(world, **other)], by=quy(world))[0]


def test_a_cell_reprimands_its_member_from_the_day_of_the_vote(world: World) -> None:
    row = record(world)
    assert (row.effective_on, row.status, row.violations.get().act) == (DAY, "official", "act_02")
    assert ends_on(row) == date(2027, 9, 10)


def test_a_decision_that_has_run_its_year_is_shown_as_ended(world: World, client: Client) -> None:
    told = [Violated("activity", "Vắng ba kỳ sinh hoạt", date(2024, 8, 20))]
    day, heard = date(2024, 9, 10), date(2024, 9, 1)
    row = record(world, decided_on=day, heard_on=heard, violations=told)
    client.force_login(quy(world))
    assert "Đã chấm dứt" in client.get(row.get_absolute_url()).content.decode()


def test_a_cell_committee_is_no_body_that_disciplines(world: World) -> None:
    with pytest.raises(Refusal, match=r"Chi ủy không phải .* 296-QĐ/TW"):
        record(world, body="cell_committee")


def test_a_cell_only_proposes_what_is_graver_or_was_given_from_above(world: World) -> None:
    with pytest.raises(Refusal, match=r"khiển trách.*cảnh cáo"):
        record(world, form="dismissal")
    above = [Violated("superior_task", "Không làm việc đảng ủy giao", ACT)]
    with pytest.raises(Refusal, match="không thuộc thẩm quyền chi bộ"):
        record(world, violations=above)
    row = record(world, violations=above, body="committee", decided_by=world.commune)
    assert row.body == "committee"


def test_a_cell_decides_about_its_own_members_only(world: World) -> None:
    with pytest.raises(Refusal, match="chính chi bộ mình"):
        record(world, decided_by=world.duoi)
    with pytest.raises(Refusal, match="không quản lý"):
        record(world, decided_by=world.neighbour, body="committee")
    with pytest.raises(Refusal, match="chọn cấp quyết định là chi bộ"):
        record(world, body="committee")


def test_more_than_half_must_agree_and_the_refusal_says_how_many(world: World) -> None:
    with pytest.raises(Refusal, match="Tán thành 10/20, cần ít nhất 11"):
        record(world, votes=10, base=20)
    assert record(world, votes=11, base=20).votes == 11


def test_a_member_is_heard_or_the_reason_is_told(world: World) -> None:
    with pytest.raises(ValidationError, match="nghe đảng viên trình bày"):
        record(world, heard_on=None)
    assert record(world, heard_on=None, not_heard_because="Đã mời ba lần, không đến").pk


def test_who_is_on_probation_is_only_reprimanded_or_warned(world: World) -> None:
    facts: dict[str, Any] = {
        "person": world.people["en"],
        "decided_by": world.commune,
        "body": "committee",
        "form": "expulsion",
    }
    with pytest.raises(Refusal, match="khiển trách, cảnh cáo"):
        record(world, **facts)


def test_dismissal_needs_a_post(world: World) -> None:
    by = {"decided_by": world.commune, "body": "committee", "form": "dismissal"}
    with pytest.raises(Refusal, match="đang giữ chức vụ"):
        record(world, person=world.people["lan"], **by)
    assert record(world, **by).form == "dismissal"


def test_a_reprimand_comes_within_five_years(world: World) -> None:
    old = [Violated("ethics", "Sinh hoạt thiếu gương mẫu", date(2021, 9, 9))]
    with pytest.raises(Refusal, match="hết thời hiệu 5 năm vào ngày 09/09/2026"):
        record(world, violations=old)
    assert record(world, violations=old, form="warning").form == "warning"


def test_a_forbidden_act_has_its_day(world: World) -> None:
    early = [Violated("activity", "Vắng sinh hoạt", date(2026, 7, 1), "act_02")]
    with pytest.raises(Refusal, match="có hiệu lực từ 26/07/2026"):
        record(world, violations=early)


def test_a_violation_after_its_conclusion_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="không sau ngày kết luận"):
        record(world, concluded_on=date(2026, 8, 1))


def expulsion(world: World) -> dict[str, Any]:
    return {
        "form": "expulsion",
        "body": "committee",
        "decided_by": world.commune,
        "votes": 8,
        "base": 15,
        "cell_votes": 2,
        "cell_base": 3,
    }


def test_an_expulsion_needs_two_thirds_of_the_cell_and_half_of_the_committee(world: World) -> None:
    with pytest.raises(Refusal, match="biểu quyết đề nghị của chi bộ"):
        record(world, **expulsion(world) | {"cell_votes": None, "cell_base": None})
    with pytest.raises(Refusal, match="Tán thành 2/4, cần ít nhất 3"):
        record(world, **expulsion(world) | {"cell_base": 4})
    row = record(world, **expulsion(world))
    assert ends_on(row) is None
    assert Membership.objects.open().filter(person=row.person).exists()


def test_who_also_keeps_the_books_ends_the_membership_with_the_expulsion(world: World) -> None:
    give_duty(quy(world), Role.OFFICE, world.commune, date(2026, 1, 1), by=world.admin)
    both = User.objects.get(pk=quy(world).pk)
    row = record_discipline(world.commune, [of_chung(world, **expulsion(world))], by=both)[0]
    left = Movement.objects.get(person=row.person, kind="expelled")
    assert (left.happened_on, left.reason) == (DAY, "Quyết định kỷ luật khai trừ")


def test_an_organisation_is_disciplined_from_directly_above(world: World) -> None:
    facts: dict[str, Any] = {"person": None, "unit": world.tren, "heard_on": None, "votes": 9}
    above = {"decided_by": world.commune, "body": "committee", "base": 15}
    with pytest.raises(Refusal, match="khiển trách, cảnh cáo, giải tán"):
        record(world, **facts, **above, form="dismissal")
    with pytest.raises(Refusal, match="cấp trên trực tiếp"):
        record(world, **facts, **above | {"decided_by": world.province})
    row = record(world, **facts, **above)
    assert list(Discipline.objects.filter(took_effect(YEAR), unit=world.tren)) == [row]


def test_persons_turns_and_violations_are_counted_apart(world: World) -> None:
    record(world)
    two = [
        Violated("ethics", "Uống rượu trong giờ làm việc", ACT, "act_18"),
        Violated("duty", "Không đóng đảng phí", ACT),
    ]
    later = {"decided_on": date(2026, 10, 5), "heard_on": date(2026, 10, 1), "form": "warning"}
    second = record(world, **later, violations=two)
    for place in (world.tren, world.commune, world.province):
        found = counted(disciplined(branch(place, YEAR.last), YEAR))
        assert (found.people, found.units, found.turns, found.violations) == (1, 0, 2, 3)
    assert not disciplined(branch(world.duoi, YEAR.last), YEAR).exists()
    cancel_discipline(second, date(2026, 11, 1), "Giải quyết khiếu nại: rút", by=quy(world))
    found = counted(disciplined(branch(world.commune, YEAR.last), YEAR))
    assert (found.turns, found.violations) == (1, 1)
    half = Period(date(2026, 1, 1), date(2026, 10, 31))
    assert counted(disciplined(branch(world.commune, half.last), half)).turns == 2
    rows = Discipline.objects.filter(took_effect(half), person=world.people["chung"])
    assert sorted(row.form for row in rows) == ["reprimand", "warning"]


def test_only_the_duty_of_the_keeping_organisation_records_and_reads(world: World) -> None:
    row = record(world)
    for role, user in world.users.items():
        seen = list(disciplines_visible_to(user))
        assert seen == ([row] if role == Role.INSPECTION else []), role
        if role != Role.INSPECTION:
            with pytest.raises(NotAllowed):
                read_discipline(row, by=user)
    give_duty(world.giang, Role.INSPECTION, world.province, date(2026, 1, 1), by=world.admin)
    above = User.objects.get(pk=world.giang.pk)
    assert not disciplines_visible_to(above).exists()
    with pytest.raises(NotAllowed):
        record_discipline(world.commune, [of_chung(world)], by=above)


def test_nobody_reads_or_records_what_is_about_themself(world: World) -> None:
    row = record(world)
    link_account(quy(world), world.people["chung"], by=world.an)
    accused = User.objects.get(pk=quy(world).pk)
    assert not disciplines_visible_to(accused).exists()
    with pytest.raises(NotAllowed):
        read_discipline(row, by=accused)
    with pytest.raises(NotAllowed):
        record_discipline(world.commune, [of_chung(world)], by=accused)


def test_a_look_leaves_a_line_that_names_nobody(world: World) -> None:
    row = record(world)
    read_discipline(row, by=quy(world))
    hand_over_decision(row, by=quy(world), decision_number="03-QĐ/CB", handed_on=date(2026, 9, 12))
    told = Entry.objects.filter(kind="inspection.discipline").order_by("pk")
    assert [one.verb for one in told] == [
        "discipline.recorded",
        "discipline.read",
        "discipline.handed_over",
    ]
    text = " ".join(f"{one.label} {one.before} {one.after} {one.reason}" for one in told)
    for secret in ("Chung", "Vắng", "reprimand"):
        assert secret not in text
