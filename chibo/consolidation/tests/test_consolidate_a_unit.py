"""A weak unit: signs, the committee's conclusion, a plan with measures, notes, closing with evidence."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.assignments.actions.following import finish_work
from chibo.base.asking import answered
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.consolidation import due as due_room
from chibo.consolidation.actions.closing import (
    cancel_plan,
    clear_weakness,
    close_plan,
    extend_plan,
    reopen_plan,
)
from chibo.consolidation.actions.concluding import NewConclusion, conclude
from chibo.consolidation.actions.following import NewFollowUp, write_follow_ups
from chibo.consolidation.actions.force import (
    NewSecondment,
    Seat,
    end_seat,
    seat_force,
    second_officers,
)
from chibo.consolidation.actions.milestones import (
    NewMilestone,
    record_milestone,
    set_milestones,
)
from chibo.consolidation.actions.planning import (
    NewMeasure,
    NewPlan,
    Weak,
    begin_plan,
    correct_plan,
    give_measures,
)
from chibo.consolidation.due import tally_asks
from chibo.consolidation.models import Conclusion, Plan
from chibo.consolidation.queries.conclusions import holding
from chibo.consolidation.queries.reach import plans_visible_to
from chibo.consolidation.queries.signs import signs
from chibo.consolidation.queries.strip import strip
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

STARTED, ENDS, TODAY = date(2026, 3, 2), date(2026, 12, 31), date(2026, 11, 21)


def paper(world: World, number: str = "9", symbol: str = "KH/ĐU", on: date = STARTED) -> Paper:
    new = NewPaper(number, symbol, "plan", "Đảng ủy xã Mường Mẫu", on, "Củng cố chi bộ yếu kém")
    return register_paper(new, world.commune, by=world.an)


def begin(world: World, **other: Any) -> Plan:
    facts: dict[str, Any] = {
        "paper": other.get("paper") or paper(world),
        "started_on": STARTED,
        "ends_on": ENDS,
        "causes": "Chi ủy chưa đoàn kết",
        "weaknesses": [
            Weak("Mất đoàn kết trong chi ủy", "disunity"),
            Weak("Sinh hoạt thất thường"),
        ],
        "groups": ["Củng cố chi ủy", "Nâng chất lượng sinh hoạt"],
    }
    return begin_plan(world.commune, world.tren, NewPlan(**facts | other), by=world.an)


@pytest.fixture
def plan(world: World) -> Plan:
    return begin(world)


def told(world: World, user: Any, on: date = TODAY) -> dict[int, list[str]]:
    found = signs(branch(world.commune, on), user)
    return {key: [one.criterion for one in some] for key, some in found.items()}


def asked(world: World, name: str, key: str = "", on: date = TODAY) -> Reading:
    wanted, scope = figure(name), Scope(branch(world.commune, on), on, key=key)
    span = Period(date(on.year, 1, 1), on)
    return read(wanted, scope.over(span) if wanted.takes == "period" else scope)


def clear_all(plan: Plan, world: World, on: date = date(2026, 9, 1)) -> None:
    for row in plan.weaknesses.all():
        clear_weakness(row, on, "Biên bản kiểm điểm", by=world.an)


def test_the_records_show_who_is_weak(world: World) -> None:
    assert told(world, world.an) == {
        world.tren.pk: ["too_few_members", "no_admissions"],
        world.duoi.pk: ["too_few_members"],
        world.school.pk: ["too_few_members", "no_admissions"],
    }


def test_signs_cost_as_many_questions_for_one_commune_as_for_a_province(world: World) -> None:
    counts = []
    signs(branch(world.commune, TODAY), world.an)  # duties are read once
    for one in (world.commune, world.province):
        of = branch(one, TODAY)
        with CaptureQueriesContext(connection) as asked_then:
            signs(of, world.an)
        counts.append(len(asked_then))
    assert counts[0] == counts[1] <= 3


def test_a_conclusion_holds_a_year_and_a_later_one_counts(world: World) -> None:
    given = [
        NewConclusion("no_admissions", True, "Chưa có nguồn", date(2026, 1, 5)),
        NewConclusion("no_admissions", False, "Bản không còn người trẻ", date(2026, 2, 5)),
    ]
    conclude(world.commune, world.tren, given, by=world.an)
    rows = Conclusion.objects.all()
    assert [row.confirmed for row in holding(rows, date(2026, 1, 31))] == [True]
    assert [row.confirmed for row in holding(rows, TODAY)] == [False]
    assert holding(rows, date(2027, 2, 5)) == []


def test_a_cell_does_not_judge_itself(world: World) -> None:
    new = NewConclusion("disunity", True, "Có đơn thư", TODAY)
    with pytest.raises(NotAllowed):
        conclude(world.commune, world.tren, [new], by=world.chung)
    with pytest.raises(Refusal, match="không thuộc"):
        conclude(world.commune, world.ben, [new], by=world.an)


def test_a_unit_has_one_open_plan(world: World, plan: Plan) -> None:
    with pytest.raises(Refusal, match="chưa kết thúc"):
        begin(world, paper=paper(world, "10"))
    assert asked(world, "units_under_consolidation").value == 1


def test_a_plan_names_its_paper_and_its_causes(world: World) -> None:
    with pytest.raises(Refusal, match="số, ngày"):
        begin_plan(world.commune, world.tren, NewPlan(None, STARTED, ENDS, "Có"), by=world.an)
    with pytest.raises(ValidationError, match="để trắng"):
        begin(world, causes=" ", paper=paper(world, "11"))


def test_measures_are_work_given_in_the_name_of_the_committee(world: World, plan: Plan) -> None:
    group = plan.groups.first()
    assert group is not None
    new = [
        NewMeasure(group, "Kiểm điểm chi ủy", STARTED, date(2026, 4, 30), world.people["chung"]),
        NewMeasure(group, "Họp đúng kỳ", STARTED, date(2026, 12, 1), unit=world.tren),
    ]
    measures = give_measures(plan, new, by=world.an)
    assert [one.work.origin for one in measures] == ["Kế hoạch 9-KH/ĐU"] * 2
    finish_work(measures[0].work, date(2026, 4, 20), by=world.an, evidence="Biên bản")
    assert [one.work.is_open for one in measures] == [False, True]


def test_a_task_force_sits_by_office_and_has_one_head(world: World, plan: Plan) -> None:
    seats = [
        Seat("head", "Phó Bí thư Thường trực Đảng ủy", STARTED, world.people["binh"]),
        Seat("deputy", "Chủ tịch Ủy ban MTTQ xã", STARTED),
        Seat("member", "Trưởng Công an xã", STARTED),
    ]
    rows = seat_force(plan, seats, by=world.an)
    assert asked(world, "task_force_members", "9-KH/ĐU").value == 3
    assert asked(world, "consolidation_solution_groups", "9-KH/ĐU").value == 2
    with pytest.raises(ValidationError, match="tổ trưởng"):
        seat_force(plan, [Seat("head", "Bí thư", STARTED)], by=world.an)
    end_seat(rows[2], date(2026, 6, 1), "Chuyển công tác", by=world.an)
    assert asked(world, "task_force_members", "9-KH/ĐU").value == 2
    assert asked(world, "task_force_members", "9-KH/ĐU", date(2026, 5, 31)).value == 3


def test_an_officer_is_sent_by_an_office_or_in_words(world: World, plan: Plan) -> None:
    post = world.people["chung"].posts.get()
    given = [
        NewSecondment("Huyện ủy", STARTED, post),
        NewSecondment("Công an huyện", STARTED, name="Lò Văn Mới", office="Phó Trưởng Công an xã"),
    ]
    assert len(second_officers(plan, given, by=world.an)) == 2
    with pytest.raises(ValidationError, match="không cả hai"):
        second_officers(plan, [NewSecondment("Huyện ủy", STARTED, post, name="Ai đó")], by=world.an)


def test_the_next_note_is_due_after_the_month_and_the_same_month_again_replaces(
    world: World, plan: Plan
) -> None:
    def lines(on: date) -> list[str]:
        return [f"{one.kind} {one.due_on}" for one in due(world.an, branch(world.commune, on), on)]

    assert lines(date(2026, 3, 20)) == []
    assert lines(date(2026, 4, 2)) == [
        "consolidation_month 2026-04-10",
        "consolidation_quarter 2026-04-10",
    ]
    new = NewFollowUp("month", date(2026, 3, 15), date(2026, 4, 1), "none", "Chưa họp được")
    write_follow_ups(plan, [new], by=world.an)
    again = NewFollowUp("month", date(2026, 3, 1), date(2026, 4, 2), "some", "Đã họp chi ủy")
    write_follow_ups(plan, [again], by=world.an)
    assert [row.text for row in plan.follow_ups.all()] == ["Đã họp chi ủy"]
    assert lines(date(2026, 4, 2)) == ["consolidation_quarter 2026-04-10"]


def test_nobody_leaves_weakness_without_evidence_of_each_and_a_decision(
    world: World, plan: Plan
) -> None:
    day = date(2026, 10, 1)
    decision = paper(world, "12", "TB/ĐU", day)
    with pytest.raises(Refusal, match="Còn 2 hạn chế"):
        close_plan(plan, day, "Đã tiến bộ", decision, by=world.an)
    clear_all(plan, world)
    with pytest.raises(Refusal, match="quyết định hoặc thông báo"):
        close_plan(plan, day, "Đã tiến bộ", None, by=world.an)
    close_plan(plan, day, "Đã tiến bộ", decision, by=world.an)
    assert asked(world, "units_recognised_out").value == 1
    assert asked(world, "units_under_consolidation").value == 0
    assert asked(world, "units_under_consolidation", on=date(2026, 9, 30)).value == 1
    with pytest.raises(Refusal, match="mở lại"):
        extend_plan(plan, date(2027, 6, 30), "Chưa xong", day, by=world.an)


def test_a_plan_taken_up_again_is_open_from_that_day(world: World, plan: Plan) -> None:
    clear_all(plan, world)
    day = date(2026, 10, 1)
    close_plan(plan, day, "Đã tiến bộ", paper(world, "12", "TB/ĐU", day), by=world.an)
    reopen_plan(plan, date(2026, 11, 2), "Mất đoàn kết trở lại", by=world.an)
    assert [asked(world, "units_under_consolidation", on=on).value for on in (
        date(2026, 10, 15), TODAY)] == [0, 1]  # fmt: skip
    assert asked(world, "units_recognised_out").value == 0
    extend_plan(plan, date(2027, 6, 30), "Cần thêm thời gian", TODAY, by=world.an)
    assert (plan.first_ends_on, plan.ends_on) == (ENDS, date(2027, 6, 30))
    cancel_plan(plan, TODAY, "Chi bộ sẽ sáp nhập", by=world.an)
    assert asked(world, "units_under_consolidation").value == 0


def test_a_milestone_says_when_it_was_reached(world: World) -> None:
    new = NewMilestone(world.commune, "nông thôn mới", date(2026, 1, 5), date(2026, 12, 31))
    (mark,) = set_milestones([new], by=world.an)
    assert asked(world, "milestone", "nông thôn mới").said == "chưa đến hạn"
    record_milestone(mark, "reached", date(2026, 11, 9), by=world.an)
    assert asked(world, "milestone", "Nông thôn mới").said == "đạt 11/2026"
    assert asked(world, "milestone", "điện lưới").value is None


def test_before_and_after_are_as_many_days(world: World, plan: Plan) -> None:
    found = strip(plan, TODAY)
    assert (found.before.last, found.since.first) == (date(2026, 3, 1), STARTED)
    days = [(one.last - one.first).days for one in (found.before, found.since)]
    assert days[0] == days[1]
    lines = {one.before.figure.id: one for one in found.lines if one.before and one.since}
    assert lines["meetings_held"].since.value is None
    assert lines["admitted"].since.value == 0


def test_the_unit_and_the_committee_read_the_plan_and_nobody_else(world: World, plan: Plan) -> None:
    may = {name for name, user in world.users.items() if plans_visible_to(user, TODAY).exists()}
    assert may == {
        "office", "secretary", "deputy", "inspection", "in_charge", "cell_secretary",
        "cell_deputy", "cell_committee", "superior_names",
    }  # fmt: skip


def counted(world: World, of: Any, on: date) -> list[tuple[str, int, int, date | None]]:
    found = answered(tally_asks(branch(of, on), on))
    return sorted((one.kind, one.unit, one.count, one.due_on) for one in found)


def test_a_level_above_reads_what_is_due_of_plans_as_counts(world: World, plan: Plan) -> None:
    day = date(2026, 4, 2)
    new = NewMilestone(world.commune, "nông thôn mới", date(2026, 1, 5), date(2026, 4, 30))
    set_milestones([new], by=world.an)
    by_day = [
        ("consolidation_month", world.commune.pk, 1, date(2026, 4, 10)),
        ("consolidation_quarter", world.commune.pk, 1, date(2026, 4, 10)),
        ("milestone_due", world.commune.pk, 1, date(2026, 4, 30)),
    ]
    assert counted(world, world.province, day) == by_day
    assert counted(world, world.commune, day) == by_day
    assert counted(world, world.neighbour, day) == []
    above = branch(world.province, day)
    assert due(world.users["superior_names"], above, day) == []
    assert [one.kind for one in due(world.an, branch(world.commune, day), day)] == [
        kind for kind, *_rest in by_day
    ]


def test_what_was_typed_in_lines_keeps_its_lines(world: World, plan: Plan) -> None:
    correct_plan(plan, "Một.\n  Hai  ba.\n", "Đủ\nsáu tháng", by=world.an)
    assert (plan.causes, plan.aims) == ("Một.\nHai ba.", "Đủ\nsáu tháng")
    new = NewFollowUp("month", STARTED, TODAY, "some", "Họp chi ủy\nHọp chi bộ", ahead="A\nB")
    (row,) = write_follow_ups(plan, [new], by=world.an)
    assert (row.text, row.ahead) == ("Họp chi ủy\nHọp chi bộ", "A\nB")


def test_the_paper_behind_a_step_was_there_by_then(world: World, plan: Plan) -> None:
    late = paper(world, "20", "QĐ/ĐU", date(2026, 11, 20))
    with pytest.raises(Refusal, match="Văn bản ban hành ngày 20/11/2026, sau ngày ghi 01/10/2026"):
        extend_plan(
            plan, date(2027, 6, 30), "Chưa xong", date(2026, 10, 1), by=world.an, paper=late
        )
    sent = NewSecondment("Huyện ủy", STARTED, name="Lò Mới", office="Phó Bí thư", paper=late)
    with pytest.raises(Refusal, match="sau ngày ghi"):
        second_officers(plan, [sent], by=world.an)
    step = extend_plan(
        plan, date(2027, 6, 30), "Chưa xong", date(2026, 11, 20), by=world.an, paper=late
    )
    assert step.paper == late
