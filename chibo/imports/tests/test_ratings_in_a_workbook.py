"""Ratings with all that was said, proposed and decided go out and come in as they were."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import (
    NewCycle,
    give_up_cycle,
    list_agencies,
    open_cycle,
    put_outside,
    regroup,
)
from chibo.appraisal.actions.deciding import (
    Deciding,
    Given,
    Told,
    decide,
    tell_ratings,
    withdraw_decision,
)
from chibo.appraisal.actions.following import (
    NewAim,
    Praising,
    Remedy,
    find_weakness,
    propose_commendation,
    register_aims,
    remedy_weakness,
)
from chibo.appraisal.actions.rating import (
    NewOpinion,
    Proposed,
    Reviewing,
    confirm_points,
    give_opinion,
    propose,
    rate,
    write_review,
)
from chibo.appraisal.actions.telling import ToldCycle, ToldDecision, ToldRow, tell_cycle
from chibo.appraisal.models import Cycle, Kind, Rated, SelfReview
from chibo.base.figures import Scope, all_figures, read_together
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.imports.actions.workbook import export_workbook, import_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import as_branch, branch, placed_under
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

FROZEN, HELD, DECIDED = date(2026, 10, 20), date(2026, 11, 10), date(2026, 11, 20)
TODAY = date(2026, 11, 22)
WHAT = ("name", "kind", "unit__profiles__name", "proposed_level", "decided_level", "unrated")
SHEETS = (
    "Cơ quan được xếp loại", "Kỳ xếp loại", "Đề nghị xếp loại", "Quyết định xếp loại",
    "Danh sách xếp loại", "Tự kiểm điểm", "Điểm kiểm điểm", "Ý kiến về xếp loại",
    "Hạn chế sau xếp loại", "Đề nghị khen thưởng", "Mức xếp loại đăng ký",
)  # fmt: skip


def row(cycle: Cycle, name: str) -> Rated:
    return cycle.rows.get(name__endswith=f" {name}", kind__in=(Kind.MEMBER, Kind.CELL))


def year_end(world: World) -> Cycle:
    """A list put right, a self-review with points, a proposal, opinions, decisions, one of them withdrawn."""
    by, kinds = world.an, (Kind.MEMBER, Kind.LEADER, Kind.CELL)
    cycle = open_cycle(world.commune, NewCycle(2026, FROZEN, kinds), by=by)
    put_outside(cycle, [row(cycle, "Lan")], "other", "Đi chữa bệnh dài ngày", by=by)
    regroup(cycle, [row(cycle, "Chung")], "Giáo viên", by=by)
    said = Reviewing(
        HELD, "Dòng một\nDòng hai", "Còn nể nang", "Ngại va chạm", "Góp ý", "2A", "good",
        {"ideology": Decimal("5.5"), "ethics": Decimal(6)},
    )  # fmt: skip
    write_review(row(cycle, "Chung"), said, by=by)
    confirm_points(row(cycle, "Chung"), {"ideology": Decimal(5)}, by=by)
    own = cycle.rows.filter(unit=world.tren, unrated="")
    propose(cycle, world.tren, HELD, {one.pk: Proposed("good", 2) for one in own}, by=by)
    rate(cycle, {one.pk: "good" for one in own}, by=by)
    give_opinion(row(cycle, "Chung"), NewOpinion("masses", "MTTQ xã", HELD, "Gương mẫu"), by=by)
    number = NewPaper("12", "QĐ/ĐU", "decision", "Đảng ủy xã Mường Mẫu", DECIDED, "Xếp loại")
    paper = register_paper(number, world.commune, by=by)
    once = {row(cycle, "Dung").pk: Given("met")}
    wrong = decide(cycle, once, Deciding(DECIDED, decided_by="Ban Thường vụ"), by=by)
    withdraw_decision(wrong, date(2026, 11, 21), "Ghi nhầm", by=by)
    decided = {
        row(cycle, "Chung").pk: Given("good"),
        row(cycle, "Dung").pk: Given("not_met", "other", "Bỏ sinh hoạt"),
    }
    decide(cycle, decided, Deciding(DECIDED, paper), by=by)
    after(world, cycle)
    return cycle


def after(world: World, cycle: Cycle) -> None:
    by, due = world.an, date(2027, 3, 1)
    found = find_weakness(row(cycle, "Dung"), "Bỏ sinh hoạt", "Đi làm xa", by=by)
    remedy_weakness(found, Remedy("Dự đủ sinh hoạt", DECIDED, due, world.people["dung"]), by=by)
    find_weakness(row(cycle, "Dung"), "Chậm đóng đảng phí", "Quên", by=by)
    praise = Praising(row(cycle, "Chung"), "Giấy khen", DECIDED, "Ba năm liền")
    propose_commendation([praise], by=by)


def other_years(world: World) -> None:
    by, office = world.an, world.admin_as_office()
    told = [
        Told("clean_strong", unit=world.commune, own="clean_strong", cause="Ba năm liền"),
    ]
    tell_ratings(world.commune, 2016, told, Deciding(date(2016, 12, 20)), by=by)
    agencies = list_agencies(world.commune, ["Trạm Khuyến nông"], date(2020, 1, 1), by=by)
    given_up = open_cycle(world.commune, NewCycle(2026, FROZEN, [Kind.AGENCY], 3), by=by)
    assert given_up.rows.get().agency == agencies[0]
    give_up_cycle(given_up, date(2026, 11, 1), "Mở nhầm", by=by)
    above = [Told("good", unit=world.commune)]
    tell_ratings(world.province, 2022, above, Deciding(date(2022, 12, 28)), by=office)
    aims = [
        NewAim(world.commune, 2026, "good", date(2026, 1, 30)),
        NewAim(world.tren, 2026, "excellent", date(2026, 1, 30), world.people["chung"]),
    ]
    register_aims(aims, by=by)


def counted() -> dict[tuple[str, str, str], object]:
    """Every figure of ratings today, of every unit of the commune, for every key."""
    where = branch(names()["Đảng bộ xã Mường Mẫu"], TODAY)
    units = [as_branch(row, TODAY) for row in placed_under(where.path, TODAY)]
    asked = [
        (one, scope.keyed(key))
        for unit in [where, *units]
        for one in all_figures()
        if one.lists == "ratings"
        for scope in [Scope(unit, TODAY, Period.year(2026))]
        for key in [*(one.keys(TODAY) if one.keys else ()), *([] if one.key_needed else [""])]
    ]
    return {
        (read.scope.branch.name, read.figure.id, read.scope.key): (read.value, read.base)
        for read in read_together(asked)
    }


def test_ratings_come_back_as_they_were() -> None:
    with transaction.atomic():
        world = build_world()
        year_end(world)
        other_years(world)
        before = cells_of(content := export_workbook(world.commune, by=world.an).content)
        figures = counted()
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    outcome = import_workbook(content, "so.xlsx", by=admin)
    assert outcome.problems == ()
    assert not any("đã được sửa" in one for one in outcome.remarks)

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    again = cells_of(export_workbook(commune, by=office).content)
    assert {name: again[name] for name in SHEETS} == {name: before[name] for name in SHEETS}
    assert all(len(before[name]) > 1 for name in SHEETS)
    assert counted() == figures
    assert any(value for value, _base in figures.values())
    assert SelfReview.objects.get().strengths == "Dòng một\nDòng hai"


def test_cells_bring_their_own_lines_and_join_one_cycle() -> None:
    with transaction.atomic():
        world = build_world()
        cycle = year_end(world)
        books = [
            export_workbook(world.tren, by=world.chung).content,
            export_workbook(world.school, by=world.an).content,
        ]
        own = set(cycle.rows.filter(unit__in=[world.tren, world.school]).values_list(*WHAT))
        transaction.set_rollback(True)
    admin = create_user(username="quan.tri", full_name="Quản trị mới", by=None)

    assert import_workbook(books[0], "tren.xlsx", by=admin).problems == ()

    assert set(Rated.objects.values_list("unit__profiles__name", flat=True)) == {"Chi bộ bản Trên"}
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert import_workbook(books[1], "truong.xlsx", by=office).problems == ()
    assert set(Cycle.objects.get().rows.values_list(*WHAT)) == own


def test_an_earlier_day_leaves_out_what_was_said_later() -> None:
    world = build_world()
    year_end(world)
    cells = cells_of(export_workbook(world.commune, date(2026, 11, 9), by=world.an).content)

    said = SHEETS[2:4] + SHEETS[5:10]
    assert [name for name in said if len(cells[name]) > 1] == []
    head, *listed = cells["Danh sách xếp loại"]
    lists = [dict(zip(head, one, strict=True)) for one in listed]
    levels = ("Tự xếp loại", "Chi bộ đề nghị", "Cấp ủy đánh giá", "Được xếp loại")
    assert {one[name] for one in lists for name in levels} == {None}


def test_a_workbook_brings_no_decision_above_the_cap(world: World) -> None:
    facts = {"year": 2026, "quarter": 0, "frozen_on": FROZEN, "told": False}
    row = {"kind": "member", "decided_level": "excellent"}
    rows = [
        ToldRow(world.tren, row | {"name": person.full_name}, person, decision=0)
        for person in (world.people["chung"], world.people["dung"])
    ]
    told = ToldCycle(world.commune, facts, rows, decisions=[ToldDecision(DECIDED)])
    with pytest.raises(Refusal, match="366-QĐ/TW"):
        tell_cycle(told, by=world.an)
