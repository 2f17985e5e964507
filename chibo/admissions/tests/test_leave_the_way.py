"""Leaving the pipeline keeps the case; taking it up again; facts recorded past the case."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.admissions.actions.asking import propose_checks, read_checks
from chibo.admissions.actions.facts import forget_admissions, withdraw_recognition
from chibo.admissions.actions.following import guide, relieve
from chibo.admissions.actions.opening import leave_pipeline, move_case, reopen_case
from chibo.admissions.actions.reviewing import withdraw_review
from chibo.admissions.actions.stages import put_before_the_cell, send_back, standing_at
from chibo.admissions.models import Case
from chibo.admissions.queries.cases import cases_visible_to, open_on
from chibo.admissions.queries.voters import Entitled, entitled_in_cell
from chibo.admissions.tests.on_the_way import (
    CEREMONY,
    DECIDED,
    ENDS,
    OPENED,
    admitted,
    cell_voted,
    opened,
    prepared,
)
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering
from chibo.members.actions.leaves import begin_temporary_stay, exempt_member
from tests.world import World

pytestmark = pytest.mark.django_db


def stage(case: Case) -> str:
    now = standing_at(case)
    return now.stage if now else ""


def test_leaving_keeps_the_case_with_its_reason(world: World) -> None:
    case = opened(world)
    guide(case, world.people["an"], date(2024, 4, 1), by=world.chung)
    leave_pipeline(case, "moved_away", date(2024, 9, 1), remark="Đi làm xa", by=world.chung)
    assert (case.outcome, case.leaving_reason, case.leaving_note) == (
        "left",
        "moved_away",
        "Đi làm xa",
    )
    assert case.guidance.get().ended_on == date(2024, 9, 1)
    seen = cases_visible_to(world.chung, date(2024, 9, 1))
    assert list(seen) == [case]
    assert list(open_on(seen, date(2024, 8, 31))) == [case]
    assert list(open_on(seen, date(2024, 9, 1))) == []


def test_a_case_is_taken_up_where_it_stood(world: World) -> None:
    case = prepared(world)
    leave_pipeline(case, "own_wish", date(2025, 4, 1), by=world.chung)
    reopen_case(case, "Có đơn xin tiếp tục", by=world.chung)
    assert (case.closed_on, case.outcome, stage(case)) == (None, "", "papers")


def test_a_probationary_member_is_struck_off_by_a_decision(world: World, directive: Paper) -> None:
    case = admitted(world)
    day = date(2026, 6, 20)
    leave_pipeline(case, "struck_off", day, remark="Vi phạm", paper=directive, by=world.an)
    last = case.person.movements.latest("happened_on")
    assert (last.kind, last.happened_on, last.from_status, last.paper) == (
        "removed",
        day,
        "probationary",
        directive,
    )
    assert (case.outcome, case.closed_on) == ("left", day)


@pytest.fixture
def directive(world: World) -> Paper:
    return world.directive


def test_a_case_moves_with_its_person(world: World) -> None:
    case = opened(world)
    move_case(case, world.duoi, date(2024, 10, 1), by=world.an)
    before, after = date(2024, 9, 30), date(2024, 10, 1)
    assert list(cases_visible_to(world.chung, before)) == [case]
    assert list(cases_visible_to(world.chung, after)) == []
    with pytest.raises(NotAllowed):
        guide(case, world.people["an"], after, by=world.chung)


def test_going_back_and_forth(world: World) -> None:
    case = prepared(world)
    put_before_the_cell(case, date(2025, 4, 1), by=world.chung)
    assert stage(case) == "cell_review"
    send_back(case, "papers", date(2025, 4, 3), "Lý lịch khai thiếu", by=world.chung)
    now = standing_at(case)
    assert now and (now.stage, now.reason) == ("papers", "Lý lịch khai thiếu")
    review = cell_voted(world, case)
    assert stage(case) == "committee_review"
    withdraw_review(review, "Ghi nhầm số phiếu", by=world.chung)
    assert (stage(case), case.reviews.count()) == ("cell_review", 0)


def test_a_resolution_in_the_register_lies_in_the_case(world: World, directive: Paper) -> None:
    case = prepared(world)
    cell_voted(world, case, paper=directive)
    paper = case.papers.get(code="cell_resolution")
    assert (paper.state, paper.paper, paper.number) == ("done", directive, "05-CT/TW")


def test_helpers_change(world: World) -> None:
    case = opened(world)
    first = guide(case, world.people["an"], date(2024, 4, 1), by=world.chung)
    relieve(first, date(2024, 8, 1), by=world.chung)
    guide(case, world.people["chung"], date(2024, 8, 1), by=world.chung)
    assert [row.member.full_name for row in case.guidance.on(date(2024, 8, 1))] == ["Vì Văn Chung"]


# ------------------------------------------------------------------ facts recorded past the case


def test_an_admission_by_the_form_belongs_to_the_open_case(world: World) -> None:
    case = opened(world)
    entering = Entering(case.person, world.tren.pk, CEREMONY, "probationary")
    admission = admit_members([Admitting(entering, DECIDED)], by=world.an)[0]
    case.refresh_from_db()
    assert (case.admission, case.decided_on, stage(case)) == (admission, DECIDED, "probation")
    assert case.person.keeper is None

    recognition = recognise_member(case.person, ENDS, date(2026, 6, 30), by=world.an)
    case.refresh_from_db()
    assert (case.recognition, stage(case)) == (recognition, "card")

    withdraw_recognition(recognition, "Ghi nhầm", by=world.an)
    case.refresh_from_db()
    assert (case.recognition, stage(case)) == (None, "recognition_decision")


def test_an_undone_admission_leaves_the_case_before_its_ceremony(world: World) -> None:
    case = admitted(world)
    assert case.admission
    forget_admissions([case.admission], by=world.an, reason="Hoàn tác")
    case.refresh_from_db()
    assert (case.admission, stage(case)) == (None, "ceremony")


def test_admissions_without_a_case_need_none(world: World) -> None:
    assert not Case.objects.filter(person=world.people["en"]).exists()


# ------------------------------------------------------------------ background


def test_whose_background_is_checked(world: World) -> None:
    case = opened(world)
    propose_checks(case, by=world.chung)
    propose_checks(case, by=world.chung)  # nobody twice
    assert list(case.checks.values_list("relation", "full_name", "exempt_reason")) == [
        ("Bản thân", "Lò Thị Mai", ""),
        ("Bố đẻ", "Lò Văn Pâng", ""),
        ("Mẹ đẻ", "Vì Thị Inh", "Là đảng viên, đã khai đầy đủ trong lý lịch"),
    ]


def test_reading_the_background_is_journalled(world: World) -> None:
    case = prepared(world)
    for role in ("secretary", "cell_secretary", "office"):
        read_checks(case, by=world.users[role])
    lines = Entry.objects.filter(verb="case.background_read")
    assert set(lines.values_list("actor_name", flat=True)) == {
        "Nguyễn Văn Bình",
        "Vì Văn Chung",
        "Lò Thị An",
    }
    for role in ("cell_deputy", "cell_committee", "inspection", "neighbour", "admin"):
        with pytest.raises(NotAllowed):
            read_checks(case, by=world.users[role])


# ------------------------------------------------------------------ who votes


def test_who_is_entitled_to_vote(world: World) -> None:
    day = date(2020, 5, 1)
    assert entitled_in_cell(world.tren.pk, day) == Entitled(total=4, away=0, excused=1)
    begin_temporary_stay(
        world.people["hung"], date(2020, 4, 1), outside_unit="Đảng bộ Xa", by=world.an
    )
    assert entitled_in_cell(world.tren.pk, day) == Entitled(total=4, away=1, excused=1)
    exempt_member(world.people["hung"], "old_weak", date(2020, 4, 15), by=world.an)
    found = entitled_in_cell(world.tren.pk, day)
    assert (found, found.base) == (Entitled(total=4, away=1, excused=1), 2)


def test_probationary_members_do_not_vote(world: World) -> None:
    assert entitled_in_cell(world.duoi.pk, date(2026, 5, 1)).total == 1


def test_opened_cases_begin_at_the_first_stage(world: World) -> None:
    case = opened(world)
    now = standing_at(case)
    assert now and (now.stage, now.started_on, case.rules_on) == ("watched", OPENED, OPENED)
