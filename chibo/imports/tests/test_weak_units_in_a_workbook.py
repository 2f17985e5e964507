"""Conclusions, plans for weak units with all that became of them, milestones go out and come in as they were."""

from datetime import date

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.consolidation.actions.closing import (
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
    give_measures,
)
from chibo.consolidation.models import Plan
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
SHEETS = (
    "Kết luận yếu kém", "Kế hoạch củng cố", "Hạn chế phải khắc phục", "Nhóm giải pháp",
    "Biện pháp củng cố", "Tổ công tác", "Cán bộ tăng cường", "Theo dõi củng cố",
    "Diễn biến củng cố", "Mốc phải đạt",
)  # fmt: skip


def paper(world: World, number: str, on: date) -> Paper:
    new = NewPaper(number, "KH/ĐU", "plan", "Đảng ủy xã Mường Mẫu", on, "Củng cố")
    return register_paper(new, world.commune, by=world.an)


def begin(world: World) -> Plan:
    by = world.an
    seen = [
        NewConclusion("disunity", True, "Hai phe", date(2026, 1, 5), evidence="Đơn thư"),
        NewConclusion("no_admissions", False, "Bản ít người", date(2026, 1, 5), "Từ năm 2021"),
    ]
    conclude(world.commune, world.tren, seen, by=by)
    new = NewPlan(
        paper(world, "9", DAY),
        DAY,
        date(2026, 12, 31),
        "Chi ủy chưa đoàn kết",
        "Đoàn kết, họp đủ",
        [Weak("Mất đoàn kết", "disunity"), Weak("Họp thất thường")],
        ["Củng cố chi ủy", "Nâng chất lượng"],
    )
    plan = begin_plan(world.commune, world.tren, new, by=by)
    group = list(plan.groups.all())[1]
    due = date(2026, 5, 1)
    given = [NewMeasure(group, "Họp đúng ngày", DAY, due, unit=world.tren, helpers="MTTQ")]
    give_measures(plan, given, by=by)
    seats = [
        Seat("head", "Phó Bí thư", DAY, world.people["binh"]),
        Seat("member", "Trưởng Công an xã", DAY),
    ]
    _head, police = seat_force(plan, seats, by=by)
    end_seat(police, date(2026, 4, 1), "Chuyển công tác", by=by)
    post = world.people["chung"].posts.get()
    sent = [
        NewSecondment("Huyện ủy", DAY, post),
        NewSecondment("Công an", DAY, None, "Lò A", "Phó"),
    ]
    second_officers(plan, sent, by=by)
    return plan


def go_on(world: World, plan: Plan) -> None:
    by = world.an
    said = [
        NewFollowUp("month", DAY, date(2026, 4, 1), "some", "Đã họp", "Tổ trưởng", "Kiểm điểm"),
        NewFollowUp("quarter", DAY, date(2026, 4, 5), "clear", "Sơ kết quý I"),
    ]
    write_follow_ups(plan, said, by=by)
    extend_plan(plan, date(2027, 3, 31), "Mùa vụ", date(2026, 6, 1), by=by)
    for row in plan.weaknesses.all():
        clear_weakness(row, date(2026, 7, 1), "Biên bản", by=by)
    day = date(2026, 8, 3)
    close_plan(plan, day, "Tiến bộ", paper(world, "21", day), by=by)
    reopen_plan(plan, date(2026, 9, 1), "Tái diễn", by=by)
    marks = [
        NewMilestone(world.commune, "nông thôn mới", DAY, date(2026, 12, 31)),
        NewMilestone(world.tren, "bản không còn hộ nghèo", DAY, date(2026, 12, 31)),
    ]
    reached, _open = set_milestones(marks, by=by)
    decision = paper(world, "30", date(2026, 10, 5))
    record_milestone(reached, "reached", date(2026, 10, 5), by=by, evidence="QĐ", decision=decision)


def test_plans_for_weak_units_come_back_as_they_were() -> None:
    with transaction.atomic():
        world = build_world()
        go_on(world, begin(world))
        before = cells_of(content := export_workbook(world.commune, by=world.an).content)
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(content, "so.xlsx", by=admin).problems == ()

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, type(admin).objects.get(pk=admin.pk))
    after = cells_of(export_workbook(commune, by=office).content)
    assert {name: after[name] for name in SHEETS} == {name: before[name] for name in SHEETS}
    assert all(len(before[name]) > 1 for name in SHEETS)
    plan = Plan.objects.get()
    assert (plan.ends_on, plan.closed_on) == (date(2027, 3, 31), None)
