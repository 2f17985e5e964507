"""One year-end: the list is frozen, the cell proposes by vote, the committee rates, and decides within the cap."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.appraisal.actions.cycles import (
    NewCycle,
    flag_special,
    give_up_cycle,
    list_agencies,
    open_cycle,
    put_outside,
)
from chibo.appraisal.actions.deciding import (
    Deciding,
    Given,
    Told,
    decide,
    tell_ratings,
    withdraw_decision,
)
from chibo.appraisal.actions.rating import Proposed, Reviewing, propose, rate, write_review
from chibo.appraisal.models import Cycle, Kind, Rated, Unrated
from chibo.appraisal.queries.caps import Cap, cap_rule
from chibo.appraisal.queries.cycles import level_counts, rows_visible_to
from chibo.audit.models import Entry
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.queries.tree import branch
from tests.world import World

FROZEN, HELD, DECIDED = date(2026, 10, 20), date(2026, 11, 10), date(2026, 11, 20)
TODAY = date(2026, 11, 21)


def new_cycle(**other: Any) -> NewCycle:
    facts: dict[str, Any] = {
        "year": 2026,
        "frozen_on": FROZEN,
        "kinds": (Kind.MEMBER, Kind.CELL),
        "cells_by": HELD,
        "decide_by": date(2026, 12, 31),
    }
    return NewCycle(**facts | other)


@pytest.fixture
def cycle(world: World) -> Cycle:
    return open_cycle(world.commune, new_cycle(), by=world.an)


def row(cycle: Cycle, name: str) -> Rated:
    return cycle.rows.get(name__endswith=f" {name}")


def named(cycle: Cycle, kind: str) -> dict[str, str]:
    rows = cycle.rows.filter(kind=kind).order_by("name_sort")
    return {one.name.split()[-1]: one.unrated for one in rows}


def cap_of_members(world: World, cycle: Cycle) -> Any:
    """As the board shows it to the office."""
    client = Client()
    client.force_login(world.an)
    shown = client.get(f"{cycle.get_absolute_url()}?doi-tuong=member").context["caps"]
    return next(one["cap"] for one in shown if one["cap"].group == "Đảng viên")


def decide_all(cycle: Cycle, world: World, *levels: str, kind: str = Kind.MEMBER) -> Any:
    rows = cycle.rows.filter(kind=kind, unrated="").order_by("name_sort", "pk")
    given = {
        one.pk: Given(level, "other" if level == "not_met" else "")
        for one, level in zip(rows, levels, strict=False)
    }
    return decide(cycle, given, Deciding(DECIDED), by=world.an)


# ---------------------------------------------------------- the list


def test_the_list_is_frozen_from_the_books_of_the_day(cycle: Cycle) -> None:
    assert named(cycle, Kind.MEMBER) == dict.fromkeys(
        ["An", "Bình", "Chung", "Dung", "Én", "Lan"], ""
    )
    assert named(cycle, Kind.CELL) == dict.fromkeys(["Dưới", "Trên", "học"], "")


def test_who_is_exempt_stays_on_the_list_with_the_reason(world: World) -> None:
    cycle = open_cycle(world.commune, new_cycle(year=2022, frozen_on=date(2022, 8, 1)), by=world.an)
    assert cycle.rows.get(person=world.people["gioi"]).unrated == Unrated.EXEMPT


def test_an_organisation_younger_than_six_months_is_not_yet_rated(world: World) -> None:
    from chibo.organisations.actions.founding import NewOrganisation, found_organisation

    new = NewOrganisation("Chi bộ Trạm Y tế", "subordinate_cell", "health_station")
    found_organisation(new, world.commune, date(2026, 8, 1), by=world.admin_as_office())
    cycle = open_cycle(world.commune, new_cycle(), by=world.an)
    assert row(cycle, "Trạm Y tế").unrated == Unrated.NEW


def test_leaders_are_listed_once_for_each_office(world: World) -> None:
    cycle = open_cycle(world.commune, new_cycle(kinds=[Kind.LEADER]), by=world.an)
    rows = cycle.rows.filter(kind=Kind.LEADER)
    assert {(one.name.split()[-1], one.office) for one in rows} >= {("Chung", "Bí thư chi bộ")}


def test_a_level_above_rates_organisations_and_agencies(world: World) -> None:
    office = world.admin_as_office()
    list_agencies(world.province, ["Công an tỉnh"], date(2026, 1, 1), by=office)
    kinds = [Kind.GRASSROOTS, Kind.AGENCY]
    cycle = open_cycle(world.province, new_cycle(kinds=kinds), by=office)
    assert [one.name for one in cycle.rows.order_by("kind", "name_sort")] == [
        "Công an tỉnh",
        "Đảng bộ xã Chiềng Bên",
        "Đảng bộ xã Mường Mẫu",
    ]


def test_one_cycle_a_year(world: World, cycle: Cycle) -> None:
    with pytest.raises(Exception, match="Đã mở kỳ xếp loại này"):
        open_cycle(world.commune, new_cycle(), by=world.an)
    quarter = open_cycle(
        world.commune, new_cycle(quarter=3, cells_by=None, decide_by=None), by=world.an
    )
    assert quarter.last_day == date(2026, 9, 30)


def test_only_the_office_opens_and_decides(world: World, cycle: Cycle) -> None:
    with pytest.raises(NotAllowed):
        open_cycle(world.commune, new_cycle(quarter=2), by=world.chung)
    with pytest.raises(NotAllowed):
        decide(cycle, {row(cycle, "An").pk: Given("good")}, Deciding(DECIDED), by=world.binh)


# ---------------------------------------------------------- what is said before


def test_a_cell_proposes_with_more_than_half_of_its_official_members(
    world: World, cycle: Cycle
) -> None:
    an = row(cycle, "An")
    with pytest.raises(Refusal, match="1/2 phiếu, chưa trên 1/2"):
        propose(cycle, world.tren, HELD, {an.pk: Proposed("good", 1)}, by=world.chung)
    made = propose(cycle, world.tren, HELD, {an.pk: Proposed("excellent", 2)}, by=world.chung)
    an.refresh_from_db()
    assert (made.base, an.proposed_level, an.votes) == (2, "excellent", 2)


def test_a_cell_proposes_for_its_own_only(world: World, cycle: Cycle) -> None:
    dung = row(cycle, "Dung")
    with pytest.raises(Refusal, match="chính chi bộ này"):
        propose(cycle, world.tren, HELD, {dung.pk: Proposed("good", 2)}, by=world.chung)
    with pytest.raises(NotAllowed):
        propose(cycle, world.duoi, HELD, {dung.pk: Proposed("good", 2)}, by=world.chung)


def test_a_member_writes_their_own_review_and_nobody_elses(world: World, cycle: Cycle) -> None:
    told = Reviewing(HELD, "Hoàn thành việc được giao.", level="good", points={"ideology": None})
    write_review(row(cycle, "Dung"), told, by=world.dung)
    assert row(cycle, "Dung").own_level == "good"
    with pytest.raises(NotAllowed):
        write_review(row(cycle, "An"), told, by=world.dung)


def test_what_is_confessed_is_not_in_the_journal(world: World, cycle: Cycle) -> None:
    told = Reviewing(HELD, "Ưu điểm kín", "Khuyết điểm kín", level="met")
    write_review(row(cycle, "Dung"), told, by=world.dung)
    entry = Entry.objects.get(verb="rating.reviewed")
    assert "kín" not in f"{entry.before} {entry.after} {entry.reason}"


def test_points_above_the_sheet_are_refused(world: World, cycle: Cycle) -> None:
    from decimal import Decimal

    told = Reviewing(HELD, "Tốt", points={"ideology": Decimal(7)})
    with pytest.raises(Refusal, match="điểm từ 0 đến 6"):
        write_review(row(cycle, "Dung"), told, by=world.dung)


def test_a_proposal_may_stand_above_the_cap_and_the_screen_says_so(
    world: World, cycle: Cycle
) -> None:
    keys = cycle.rows.filter(kind=Kind.MEMBER).values_list("pk", flat=True)
    rate(cycle, dict.fromkeys(keys, "excellent"), by=world.binh)
    cap = cap_of_members(world, cycle)
    assert (cap.best, cap.base, cap.most, cap.over) == (6, 6, 1, 5)


# ---------------------------------------------------------- the decision


def test_a_decision_above_the_cap_is_refused_with_rule_and_numbers(
    world: World, cycle: Cycle
) -> None:
    with pytest.raises(Refusal) as refused:
        decide_all(cycle, world, "excellent", "excellent", "good", "good", "good", "met")
    said = str(refused.value)
    assert "xếp mức cao nhất 2, vượt 1" in said
    assert "20% của 5 (số xếp hoàn thành tốt trở lên) = 1, làm tròn xuống: nhiều nhất 1" in said
    assert "366-QĐ/TW" in said
    assert not cycle.rows.exclude(decided_level="").exists()


def test_a_decision_counts_what_was_decided_before(world: World, cycle: Cycle) -> None:
    decide_all(cycle, world, "excellent", "good", "good", "good", "good")
    last = cycle.rows.get(kind=Kind.MEMBER, decided_level="")
    with pytest.raises(Refusal, match="nhiều nhất 1"):
        decide(cycle, {last.pk: Given("excellent")}, Deciding(DECIDED), by=world.an)


def test_the_special_case_raises_the_cap_with_its_ground(world: World, cycle: Cycle) -> None:
    keys = list(cycle.rows.filter(kind=Kind.MEMBER).values_list("pk", flat=True))
    flag_special(cycle, "Tập thể có thành tích nổi trội", by=world.an)
    rate(cycle, dict.fromkeys(keys, "good"), by=world.an)
    cap = cap_of_members(world, cycle)
    assert (cap.rule.percent, cap.most) == (25, 1)


def test_no_special_case_before_its_rule(world: World) -> None:
    cycle = open_cycle(
        world.commune, new_cycle(year=2025, frozen_on=date(2025, 11, 1)), by=world.an
    )
    with pytest.raises(Refusal, match="Chưa có quy định"):
        flag_special(cycle, "Tập thể có thành tích nổi trội", by=world.an)


def test_the_lowest_level_of_a_member_needs_its_ground(world: World, cycle: Cycle) -> None:
    with pytest.raises(Refusal, match="Chọn căn cứ"):
        decide(cycle, {row(cycle, "An").pk: Given("not_met")}, Deciding(DECIDED), by=world.an)
    given = Given("not_met", "disciplined")
    decide(cycle, {row(cycle, "An").pk: given}, Deciding(DECIDED), by=world.an)
    assert (row(cycle, "An").rank, row(cycle, "An").ground) == (1, "disciplined")


def test_who_is_left_out_is_not_rated(world: World, cycle: Cycle) -> None:
    lan = row(cycle, "Lan")
    put_outside(cycle, [lan], Unrated.NOT_YET, "Mới chuyển đến", by=world.an)
    with pytest.raises(Refusal, match="ngoài diện xếp loại"):
        decide(cycle, {lan.pk: Given("good")}, Deciding(DECIDED), by=world.an)


def test_the_scheme_of_the_year_knows_its_levels(world: World) -> None:
    with pytest.raises(Refusal, match="không có trong chế độ của năm 2019"):
        tell_ratings(
            world.district,
            2019,
            [Told("clean_strong", unit=world.commune)],
            Deciding(date(2019, 12, 20)),
            by=world.admin_as_office(),
        )


def test_a_withdrawn_decision_leaves_nobody_rated(world: World, cycle: Cycle) -> None:
    decision = decide_all(cycle, world, "good", "good")
    withdraw_decision(decision, TODAY, "Nhầm danh sách", by=world.an)
    assert not cycle.rows.exclude(decided_level="").exists()
    give_up_cycle(cycle, TODAY, "Mở nhầm", by=world.an)


def test_nobody_is_rated_twice_for_a_year(world: World) -> None:
    office = world.admin_as_office()
    results = [Told("good", unit=world.commune)]
    tell_ratings(world.district, 2019, results, Deciding(date(2019, 12, 20)), by=office)
    with pytest.raises(Refusal, match="đã được xếp loại năm 2019"):
        tell_ratings(world.commune, 2019, results, Deciding(date(2019, 12, 25)), by=world.an)


def test_a_result_told_twice_is_refused(world: World) -> None:
    office = world.admin_as_office()
    results = [Told("good", unit=world.commune)]
    tell_ratings(world.district, 2019, results, Deciding(date(2019, 12, 20)), by=office)
    with pytest.raises(Refusal, match="đã có trong danh sách xếp loại năm 2019"):
        tell_ratings(world.district, 2019, results, Deciding(date(2019, 12, 20)), by=office)


def test_a_result_of_an_unconfirmed_year_above_the_cap_says_why(world: World) -> None:
    office, day = world.admin_as_office(), Deciding(date(2019, 12, 20))
    results = [Told("excellent", unit=world.commune), Told("good", unit=world.neighbour)]
    with pytest.raises(Refusal, match="ghi vì sao vượt tỷ lệ"):
        tell_ratings(world.district, 2019, results, day, by=office)
    cycle = tell_ratings(
        world.district, 2019, results, day, by=office, over_cap_reason="Theo quyết định cũ"
    )
    assert level_counts(cycle, "decided_level") == {"Tổ chức cơ sở đảng": {4: 1, 3: 1}}


def test_no_reason_lifts_a_confirmed_cap(world: World) -> None:
    results = [Told("excellent", unit=world.tren, kind=Kind.CELL)]
    with pytest.raises(Refusal, match="Xếp lại trước khi quyết định"):
        tell_ratings(
            world.commune,
            2025,
            results,
            Deciding(date(2025, 12, 20)),
            by=world.an,
            over_cap_reason="Cứ ghi",
        )


def test_what_a_commune_records_of_itself_was_decided_with_others_above(world: World) -> None:
    results = [Told("excellent", unit=world.commune, own="excellent")]
    tell_ratings(world.commune, 2025, results, Deciding(date(2025, 12, 20)), by=world.an)
    assert asked(world, "organisation_rating", "2025").said == "Hoàn thành xuất sắc nhiệm vụ"


# ---------------------------------------------------------- the law of the cap

LEVELS = ("excellent", "good", "met", "not_met")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(levels=st.lists(st.sampled_from(LEVELS), min_size=1, max_size=6))
def test_no_decided_set_stands_above_the_cap(world: World, cycle: Cycle, levels: list[str]) -> None:
    for decision in cycle.decisions.filter(withdrawn_on=None):
        withdraw_decision(decision, TODAY, "Xếp lại", by=world.an)
    best, base = levels.count("excellent"), levels.count("excellent") + levels.count("good")
    most = base * 20 // 100
    if best <= most:
        decide_all(cycle, world, *levels)
        return
    with pytest.raises(Refusal) as refused:
        decide_all(cycle, world, *levels)
    for part in (f"mức cao nhất {best}", f"20% của {base}", f"nhiều nhất {most}", "366-QĐ/TW"):
        assert part in str(refused.value)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    best=st.integers(0, 400),
    good=st.integers(0, 4000),
    year=st.sampled_from([2019, 2023, 2024, 2025, 2026]),
)
def test_the_room_left_is_exact(best: int, good: int, year: int) -> None:
    ruled = cap_rule(date(year, 12, 31))
    assert ruled is not None
    cap = Cap(ruled, "", best, good)
    if cap.is_over:
        assert cap.room == 0
        return
    assert not cap.raised(cap.room).is_over
    assert cap.room == good or cap.raised(cap.room + 1).is_over


def test_years_without_a_rule_have_no_cap() -> None:
    assert cap_rule(date(2016, 12, 31)) is None


# ---------------------------------------------------------- reading


def asked(world: World, name: str, key: str = "") -> Reading:
    scope = Scope(branch(world.commune, TODAY), TODAY, key=key)
    wanted = figure(name)
    if wanted.takes == "period":
        scope = scope.over(Period.year(2026))
    return read(wanted, scope)


def test_figures_count_those_rated_and_say_what_is_not_known(world: World, cycle: Cycle) -> None:
    assert asked(world, "members_rated", "good").value is None
    assert asked(world, "rating_status", "2026").value == 0
    decide_all(cycle, world, "excellent", "good", "good", "good", "good")
    found = asked(world, "members_rated", "Hoàn thành tốt nhiệm vụ")
    assert (found.value, found.base) == (4, 5)
    found = asked(world, "members_rated_from", "tốt")
    assert (found.value, found.base) == (5, 5)
    found = asked(world, "rating_status", "2026")
    assert (found.value, found.base) == (5, 9)
    found = asked(world, "organisation_rating", "2026")
    assert found.value is None
    assert found.reason.startswith("Chưa xếp loại")


def test_old_and_new_names_are_one_rank_and_a_run_breaks(world: World) -> None:
    office = world.admin_as_office()
    for year, level in ((2014, "clean_strong"), (2015, "clean_strong"), (2016, "weak")):
        told = [Told(level, unit=world.commune)]
        tell_ratings(world.district, year, told, Deciding(date(year, 12, 20)), by=office)
    assert asked(world, "top_rating_run", "2015").value == 2
    assert asked(world, "top_rating_run", "2016").value == 0
    assert asked(world, "organisation_rating", "2016").said == "Yếu kém"
    assert asked(world, "organisation_rating", "2013").value is None


def test_a_cell_reads_its_own_rows(world: World, cycle: Cycle) -> None:
    seen = rows_visible_to(world.chung, TODAY).filter(cycle=cycle)
    assert {one.name.split()[-1] for one in seen} == {"An", "Chung", "Trên"}
    own = rows_visible_to(world.dung, TODAY).filter(cycle=cycle)
    assert [one.name.split()[-1] for one in own] == ["Dung"]
