"""Lines of “Việc cần làm” about people on their way into the Party."""

from collections import Counter
from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.admissions import due as due_room
from chibo.admissions.actions.deciding import record_decision
from chibo.admissions.actions.following import guide, mark_papers, note_guidance
from chibo.admissions.actions.opening import leave_pipeline
from chibo.admissions.due import tally_asks
from chibo.admissions.models import Case
from chibo.admissions.tests.on_the_way import (
    DECIDED,
    OPENED,
    admitted,
    cell_voted,
    committee_voted,
    decided,
    marking,
    opened,
    prepared,
)
from chibo.base.asking import answered
from chibo.base.due import Due
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

pytestmark = pytest.mark.django_db


def lines(world: World, on: date, user: User | None = None, name: str = "Lò Thị Mai") -> list[Due]:
    found = due(user or world.an, branch(world.commune, on), on)
    return [one for one in found if one.about == name]


def told(world: World, on: date) -> list[tuple[str, date | None]]:
    return [(one.kind, one.deadline) for one in lines(world, on)]


def test_somebody_without_a_helper(world: World) -> None:
    case = opened(world)
    (line,) = lines(world, date(2024, 3, 2))
    assert (line.kind, line.what, line.due_on, line.url, line.owner) == (
        "case_unguided",
        "Phân công đảng viên giúp đỡ quần chúng ưu tú",
        date(2024, 4, 1),
        f"/phat-trien/{case.pk}/giup-do",
        "Bản Trên",
    )
    guide(case, world.people["an"], date(2024, 3, 20), by=world.chung)
    assert told(world, date(2024, 3, 20)) == []


def test_half_a_year_without_a_word(world: World) -> None:
    case = opened(world)
    guide(case, world.people["an"], date(2024, 4, 1), by=world.chung)
    assert told(world, date(2024, 9, 30)) == []
    assert told(world, date(2024, 10, 1)) == [("case_quiet", date(2024, 10, 1))]
    note_guidance(case, "Tiến bộ", date(2024, 9, 15), by=world.chung)
    assert told(world, date(2024, 10, 1)) == []
    assert told(world, date(2025, 3, 15)) == [("case_quiet", date(2025, 3, 15))]


def with_certificate(world: World) -> Case:
    case = opened(world)
    guide(case, world.people["an"], date(2024, 4, 1), by=world.chung)
    mark_papers(case, [marking("certificate", date(2021, 8, 1))], by=world.chung)
    note_guidance(case, "Tiến bộ", date(2026, 7, 1), by=world.chung)
    return case


def test_a_certificate_about_to_end(world: World) -> None:
    with_certificate(world)
    assert "certificate_ending" not in {one.kind for one in lines(world, date(2026, 5, 2))}
    (line,) = [one for one in lines(world, date(2026, 7, 2)) if one.kind == "certificate_ending"]
    assert (line.what, line.due_on, line.rule) == (
        "Xét kết nạp trước khi giấy chứng nhận lớp nhận thức hết giá trị",
        date(2026, 8, 1),
        "admission.certificate_months",
    )
    (late,) = [one for one in lines(world, date(2026, 8, 2)) if one.kind == "certificate_ending"]
    assert late.what == "Cử học lại lớp nhận thức, giấy chứng nhận đã hết giá trị"


def test_a_ceremony_not_held(world: World) -> None:
    case = decided(world)
    (line,) = lines(world, date(2025, 5, 20))
    assert (line.kind, line.what, line.due_on, line.url) == (
        "ceremony_due",
        "Tổ chức lễ kết nạp",
        date(2025, 6, 23),
        f"/phat-trien/{case.pk}/le-ket-nap",
    )
    (secretary,) = lines(world, date(2025, 5, 20), world.chung) or lines(
        world, date(2025, 5, 20), world.binh
    )
    assert (secretary.url, secretary.button) == (f"/phat-trien/{case.pk}", "Xem hồ sơ")


def test_a_decision_whose_receipt_is_not_recorded(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case)
    committee_voted(world, case)
    record_decision(case, DECIDED, by=world.an)
    (line,) = lines(world, date(2025, 5, 20))
    assert (line.what, line.due_on, line.url) == (
        "Ghi ngày chi bộ nhận quyết định kết nạp",
        None,
        f"/phat-trien/{case.pk}/quyet-dinh",
    )


def test_the_class_for_new_members_before_probation_ends(world: World) -> None:
    case = admitted(world)
    day = date(2026, 4, 20)
    found = {one.kind: one for one in lines(world, day)}
    assert found["new_member_class"].due_on == date(2026, 6, 2)
    assert found["probation_ending"].url == f"/phat-trien/{case.pk}"
    mark_papers(case, [marking("new_member_certificate", date(2026, 4, 15))], by=world.chung)
    assert "new_member_class" not in {one.kind for one in lines(world, day)}


def test_who_has_left_is_waited_for_no_more(world: World) -> None:
    case = opened(world)
    leave_pipeline(case, "own_wish", date(2024, 6, 1), by=world.chung)
    assert told(world, date(2024, 5, 31)) == [("case_unguided", date(2024, 4, 1))]
    assert told(world, date(2024, 6, 1)) == []


def test_nothing_by_name_for_others(world: World) -> None:
    opened(world)
    for user in (world.giang, world.khanh, world.dung, world.admin):
        assert lines(world, OPENED, user) == []


@pytest.mark.parametrize("where", ["tren", "commune", "province"])
def test_counts_are_those_of_the_lines(world: World, where: str) -> None:
    decided(world)
    day = date(2026, 11, 1)
    counted: Counter[str] = Counter()
    for one in answered(tally_asks(branch(getattr(world, where), day), day)):
        counted[one.kind] += one.count
    below = [world.tren] if where == "tren" else [world.commune, world.neighbour]
    named = [
        one.kind
        for unit in below
        for user in (world.an, world.khanh)
        for one in due(user, branch(unit, day), day)
    ]
    assert counted == Counter(named)
