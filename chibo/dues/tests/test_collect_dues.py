"""A month's dues: declared, drawn up, paid in many ways, cancelled, handed on, owed."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.dues import due as due_room
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, cancel_payment, excuse_months, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.relieving import NewRelief, cancel_relief, end_relief, grant_reliefs
from chibo.dues.actions.remitting import (
    Handed,
    NewTerms,
    cancel_remittance,
    remit,
    set_terms,
)
from chibo.dues.models import Charge, Declaration, PaidMonth, Payment
from chibo.dues.queries.arrears import in_arrears, longest_run
from chibo.dues.queries.books import year_book
from chibo.dues.queries.report import child_lines, report_lines
from chibo.dues.rules.reckoning import reckoned
from chibo.members.actions.leaves import suspend_member
from chibo.members.actions.moving import transfer_member
from chibo.members.queries.evidence import grounds_for_removal
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

TODAY = date(2026, 11, 21)
JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def said(world: World, name: str, category: str = "insured", **more: Any) -> Declared:
    facts = {"since": date(2026, 1, 1), "declared_on": date(2026, 1, 5)} | more
    return Declared(world.people[name], category, **facts)


@pytest.fixture
def declared(world: World) -> World:
    """Zone IV; an and chung of bản Trên are insured and a farmer, Dung and Én farm, Bình and Lan teach."""
    set_terms(world.commune, NewTerms(date(2026, 1, 1), wage_zone=4), by=world.an)
    declare(
        [
            said(world, "an", base=8_500_000),
            said(world, "chung", "below_pension_age", base=10_000),
            said(world, "dung", "below_pension_age", base=5_000),
            said(world, "en", "student"),
            said(world, "binh", base=12_345_678),
            said(world, "lan", base=6_000_050),
        ],
        by=world.an,
    )
    return world


def of(unit: Organisation, on: date = TODAY) -> Branch:
    return branch(unit, on)


def roll(world: World, month: date = JULY, by: User | None = None) -> dict[str, int | None]:
    draw_up_roll(of(world.commune), month, by=by or world.an)
    rows = Charge.objects.filter(month=month).select_related("person")
    return {
        row.person.full_name.split()[-1]: row.amount for row in rows.order_by("person__name_sort")
    }


def pay(
    world: World, *names: str, months: tuple[date, ...] = (JULY,), on: date = date(2026, 7, 20)
) -> list[Payment]:
    charges = Charge.objects.filter(person__in=[world.people[one] for one in names])
    given = [
        Paid(
            world.people[name],
            on,
            {
                row.month: row.amount or 0
                for row in charges
                if row.person == world.people[name] and row.month in months
            },
            received_by="Vì Văn Chung",
        )
        for name in names
    ]
    return record_payments(world.tren, given, by=world.chung)


def asked(world: World, name: str, period: Period | None = None, last: date = TODAY) -> Reading:
    scope = Scope(branch(world.commune, last), last)
    return read(figure(name), scope.over(period) if period else scope)


# ---------------------------------------------------------- the roll


def test_the_roll_says_what_everybody_owes(declared: World) -> None:
    assert roll(declared) == {
        "An": 85_000, "Bình": 123_457, "Chung": 11_100, "Dung": 11_100, "Én": 5_000, "Lan": 60_001,
    }  # fmt: skip


def test_the_rates_change_on_the_first_of_february(declared: World) -> None:
    january, february = roll(declared, date(2026, 1, 1)), roll(declared, date(2026, 2, 1))
    assert (january["Chung"], february["Chung"]) == (10_000, 11_100)
    assert (january["Dung"], february["Dung"]) == (5_000, 11_100)
    assert (january["An"], february["An"]) == (85_000, 85_000)


def test_a_new_income_is_reckoned_from_its_month_on(declared: World) -> None:
    roll(declared, JULY), roll(declared, AUGUST)
    declare([said(declared, "an", since=AUGUST, base=9_000_000)], by=declared.chung)
    amounts = Charge.objects.filter(person=declared.people["an"]).values_list("amount", flat=True)
    assert list(amounts) == [85_000, 90_000]
    spans = Declaration.objects.filter(person=declared.people["an"]).order_by("started_on")
    assert [(one.started_on, one.ended_on) for one in spans] == [
        (date(2026, 1, 1), AUGUST),
        (AUGUST, None),
    ]


def test_one_declared_late_ends_where_the_next_begins(declared: World) -> None:
    declare([said(declared, "an", since=SEPTEMBER, base=9_000_000)], by=declared.an)
    declare([said(declared, "an", since=JULY, base=8_000_000)], by=declared.an)
    spans = Declaration.objects.filter(person=declared.people["an"]).order_by("started_on")
    assert [(one.started_on, one.ended_on) for one in spans] == [
        (date(2026, 1, 1), JULY),
        (JULY, SEPTEMBER),
        (SEPTEMBER, None),
    ]


def test_a_member_without_a_declaration_stands_there_with_what_is_missing(world: World) -> None:
    assert set(roll(world).values()) == {None}
    assert "Chưa khai nhóm" in Charge.objects.first().working


def test_who_moves_in_later_joins_the_roll_and_nobody_stands_on_two(declared: World) -> None:
    roll(declared, OCTOBER)
    transfer_member(declared.people["an"], declared.duoi, date(2026, 10, 15), by=declared.an)
    assert draw_up_roll(of(declared.duoi), OCTOBER, by=declared.an) == 0
    assert Charge.objects.get(person=declared.people["an"], month=OCTOBER).cell == declared.tren
    assert draw_up_roll(of(declared.duoi), NOVEMBER, by=declared.an) == 3


def test_suspended_members_pay(declared: World) -> None:
    suspend_member(declared.people["an"], "Kỷ luật", date(2026, 6, 1), by=declared.an)
    assert roll(declared)["An"] == 85_000


def test_incomes_are_encrypted_and_not_in_the_journal(declared: World) -> None:
    roll(declared)
    with connection.cursor() as cursor:
        cursor.execute("SELECT base FROM declaration_of_dues")
        kept = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT working FROM charge_of_dues")
        told = [row[0] for row in cursor.fetchall()]
    assert not any("8500000" in one for one in kept)
    assert not any("8.500.000" in one for one in told)
    for entry in Entry.objects.filter(verb__startswith="dues."):
        assert "8500000" not in f"{entry.label} {entry.before} {entry.after} {entry.reason}"


def test_the_zone_of_the_place_decides(declared: World) -> None:
    roll(declared)
    set_terms(declared.duoi, NewTerms(JULY, wage_zone=3), by=declared.an)
    amounts = dict(Charge.objects.filter(month=JULY).values_list("person__full_name", "amount"))
    assert amounts[declared.people["dung"].full_name] == 12_420
    assert amounts[declared.people["chung"].full_name] == 11_100


def test_a_months_questions_do_not_grow_with_the_members(declared: World) -> None:
    counts = []
    for unit in (declared.tren, declared.commune):
        where = of(unit)
        _known = where.own_paths
        with CaptureQueriesContext(connection) as asked_:
            reckoned(where, JULY)
        counts.append(len(asked_))
    assert counts == [4, 4]


# ---------------------------------------------------------- reliefs


def relief(world: World, name: str, **other: Any) -> NewRelief:
    facts: dict[str, Any] = {
        "kind": "reduced",
        "percent": 50,
        "since": JULY,
        "until": date(2027, 7, 1),
        "reason": "Hoàn cảnh khó khăn",
        "decided_on": date(2026, 6, 20),
        "decided_by": "Đảng ủy xã Mường Mẫu",
    }
    return NewRelief(world.people[name], **facts | other)


def test_a_reduction_counts_in_its_months(declared: World) -> None:
    roll(declared, date(2026, 6, 1)), roll(declared, JULY)
    grant_reliefs([relief(declared, "an")], by=declared.an)
    amounts = Charge.objects.filter(person=declared.people["an"]).values_list("amount", flat=True)
    assert list(amounts) == [85_000, 42_500]


def test_who_is_exempt_owes_nothing(declared: World) -> None:
    one = relief(declared, "an", kind="exempt", case="poor_household", percent=None)
    grant_reliefs([one], by=declared.an)
    assert roll(declared)["An"] == 0
    assert Charge.objects.get(person=declared.people["an"]).exempt


def test_thirteen_months_are_refused_with_the_rule(declared: World) -> None:
    with pytest.raises(Refusal, match=r"nhiều nhất 12 tháng \(Theo Quy định 01-QĐ/TW.*hết 06/2027"):
        grant_reliefs([relief(declared, "an", until=date(2027, 8, 1))], by=declared.an)


def test_forty_percent_is_no_level(declared: World) -> None:
    with pytest.raises(Refusal, match=r"30%, 50%, 70%.*không có mức 40%"):
        grant_reliefs([relief(declared, "an", percent=40)], by=declared.an)


def test_two_reliefs_do_not_overlap(declared: World) -> None:
    grant_reliefs([relief(declared, "an")], by=declared.an)
    with pytest.raises(Refusal, match="đang được miễn, giảm từ 07/2026"):
        grant_reliefs([relief(declared, "an", since=NOVEMBER)], by=declared.an)


def test_a_relief_ends_early_or_never_was(declared: World) -> None:
    for month in (JULY, AUGUST):
        roll(declared, month)
    (held,) = grant_reliefs([relief(declared, "an")], by=declared.an)
    end_relief(held, AUGUST, "Đã hết khó khăn", by=declared.an)
    rows = Charge.objects.filter(person=declared.people["an"])
    assert list(rows.values_list("amount", flat=True)) == [42_500, 85_000]
    cancel_relief(held, TODAY, "Ghi nhầm người", by=declared.an)
    assert list(rows.values_list("amount", flat=True)) == [85_000, 85_000]


# ---------------------------------------------------------- payments


def test_receipts_are_numbered_through_the_year(declared: World) -> None:
    roll(declared)
    made = pay(declared, "an", "chung")
    assert [one.full_number for one in made] == ["0001/2026", "0002/2026"]
    assert [one.amount for one in made] == [85_000, 11_100]


def test_several_months_are_one_receipt(declared: World) -> None:
    for month in (JULY, AUGUST, SEPTEMBER):
        roll(declared, month)
    (made,) = pay(declared, "an", months=(JULY, AUGUST, SEPTEMBER), on=date(2026, 9, 5))
    assert made.amount == 255_000
    assert PaidMonth.objects.filter(payment=made).count() == 3


def test_paid_in_advance_is_known_when_the_roll_is_drawn_up(declared: World) -> None:
    ahead = Paid(declared.people["an"], TODAY, {date(2026, 12, 1): 85_000})
    record_payments(declared.tren, [ahead], by=declared.chung)
    draw_up_roll(of(declared.tren), date(2026, 12, 1), by=declared.chung)
    lines = {line.name: line for line in year_book(of(declared.tren), 2026)}
    assert lines[declared.people["an"].full_name].months[11] == (85_000, 85_000)


def test_years_ahead_are_a_slip(declared: World) -> None:
    slip = Paid(declared.people["an"], TODAY, {date(2028, 1, 1): 85_000})
    with pytest.raises(Refusal, match="Đóng trước nhiều nhất 12 tháng"):
        record_payments(declared.tren, [slip], by=declared.chung)


def test_a_receipt_cancelled_keeps_its_number_and_counts_no_more(declared: World) -> None:
    roll(declared)
    (made,) = pay(declared, "an")
    cancel_payment(made, date(2026, 7, 21), "Ghi nhầm người", by=declared.chung)
    (again,) = pay(declared, "an")
    assert again.full_number == "0002/2026"
    assert asked(declared, "dues_collected", Period.quarter(2026, 3)).value == 85_000
    assert Payment.objects.count() == 2


def test_a_cancelling_asks_why(declared: World) -> None:
    roll(declared)
    (made,) = pay(declared, "an")
    with pytest.raises(ValidationError, match="Ghi lý do hủy"):
        cancel_payment(made, TODAY, "", by=declared.chung)


def test_money_of_days_ahead_is_refused(declared: World) -> None:
    given = Paid(declared.people["an"], date(2026, 12, 1), {JULY: 1000})
    with pytest.raises(Refusal, match="chưa tới"):
        record_payments(declared.tren, [given], by=declared.chung)


@pytest.mark.parametrize("name", ["binh", "uyen", "son", "giang", "khanh", "dung"])
def test_only_who_collects_records_money(declared: World, name: str) -> None:
    users = {user.username: user for user in declared.users.values()}
    given = Paid(declared.people["an"], date(2026, 7, 20), {JULY: 85_000})
    with pytest.raises(NotAllowed):
        record_payments(declared.tren, [given], by=users[name])


# ---------------------------------------------------------- handing on


def test_a_residential_cell_keeps_seventy_percent(declared: World) -> None:
    roll(declared)
    pay(declared, "an", "chung")
    row = remit(declared.tren, Handed(JULY, SEPTEMBER, date(2026, 10, 5)), by=declared.chung)
    assert (row.collected, row.kept, row.amount) == (96_100, 67_270, 28_830)
    assert row.receiver == declared.commune
    assert "giữ 70% của 96.100 đ = 67.270 đ" in row.working


def test_an_unknown_share_is_said_and_may_be_set(declared: World) -> None:
    draw_up_roll(of(declared.school), JULY, by=declared.an)
    given = Paid(declared.people["binh"], date(2026, 7, 20), {JULY: 123_457})
    record_payments(declared.school, [given], by=declared.an)
    told = Handed(JULY, JULY, date(2026, 8, 1))
    with pytest.raises(Refusal, match="chưa có tỷ lệ giữ lại"):
        remit(declared.school, told, by=declared.an)
    by_hand = Handed(JULY, JULY, date(2026, 8, 1), amount=86_420, reason="Theo tỷ lệ cũ 70%")
    row = remit(declared.school, by_hand, by=declared.an)
    assert (row.kept, row.amount) == (37_037, 86_420)
    cancel_remittance(row, date(2026, 8, 2), "Có quy định mới", by=declared.an)
    share = NewTerms(date(2026, 2, 1), keeps=30, decided_by="Tỉnh ủy")
    set_terms(declared.school, share, by=declared.an)
    row = remit(declared.school, told, by=declared.an)
    assert (row.full_number, row.kept, row.amount) == ("02/2026", 37_037, 86_420)


def test_the_share_of_each_month_counts_across_the_change(declared: World) -> None:
    """Until January an agency kept 30%; from February what a decision set."""
    share = NewTerms(date(2026, 2, 1), keeps=50, decided_by="Tỉnh ủy")
    set_terms(declared.school, share, by=declared.an)
    for month in (date(2026, 1, 1), date(2026, 2, 1)):
        draw_up_roll(of(declared.school), month, by=declared.an)
        given = Paid(declared.people["binh"], month.replace(day=20), {month: 123_457})
        record_payments(declared.school, [given], by=declared.an)
    told = Handed(date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 2))
    row = remit(declared.school, told, by=declared.an)
    assert (row.kept, row.amount) == (37_037 + 61_729, 246_914 - 98_766)


def test_months_are_handed_on_once_and_closed(declared: World) -> None:
    roll(declared)
    (made,) = pay(declared, "an")
    remit(declared.tren, Handed(JULY, JULY, date(2026, 8, 1)), by=declared.chung)
    with pytest.raises(Refusal, match="Phiếu nộp 01/2026 đã gồm từ tháng 07/2026"):
        remit(declared.tren, Handed(JULY, SEPTEMBER, date(2026, 10, 1)), by=declared.chung)
    with pytest.raises(Refusal, match="đã nộp cấp trên theo phiếu 01/2026"):
        cancel_payment(made, date(2026, 8, 2), "Nhầm", by=declared.chung)


def test_a_month_under_way_is_not_handed_on(declared: World) -> None:
    with pytest.raises(Refusal, match="11/2026 chưa hết"):
        remit(declared.tren, Handed(NOVEMBER, NOVEMBER, TODAY), by=declared.chung)


def test_the_report_adds_up(declared: World) -> None:
    roll(declared)
    pay(declared, "an", "chung")
    remit(declared.tren, Handed(JULY, JULY, date(2026, 8, 1)), by=declared.chung)
    lines = {
        one.code: one.value for one in report_lines(of(declared.commune), Period.quarter(2026, 3))
    }
    assert lines == {
        "01": 6, "02": 295_658, "03": 96_100, "04": 67_270, "05": 28_830, "06": 0, "07": 0,
        "08": 0, "09": 0, "10": 0, "11": 28_830,
    }  # fmt: skip
    own = {one.code: one.value for one in report_lines(of(declared.tren), Period.quarter(2026, 3))}
    assert (own["06"], own["07"], own["11"]) == (67_270, 28_830, 67_270)
    (tren,) = [
        one for one in child_lines(of(declared.commune), Period.quarter(2026, 3)) if one.collected
    ]
    assert (tren.due, tren.collected, tren.kept, tren.handed_on) == (96_100, 96_100, 67_270, 28_830)


# ---------------------------------------------------------- arrears


def behind(world: World) -> None:
    for month in (JULY, AUGUST, SEPTEMBER, OCTOBER):
        roll(world, month)
    pay(world, "chung", months=(JULY, AUGUST, SEPTEMBER, OCTOBER), on=date(2026, 10, 20))


def test_three_months_unpaid_are_evidence_for_a_removal(declared: World) -> None:
    behind(declared)
    an = declared.people["an"].pk
    (found,) = grounds_for_removal([an], TODAY)[an]
    assert found.line == ("Không đóng đảng phí 4 tháng năm 2026: 07, 08, 09, 10 (sổ thu đảng phí)")
    assert declared.people["chung"].pk not in grounds_for_removal(
        [an, declared.people["chung"].pk], TODAY
    )


def test_a_good_reason_is_no_evidence_and_still_a_debt(declared: World) -> None:
    behind(declared)
    late = Charge.objects.filter(person=declared.people["an"], month__in=(JULY, AUGUST))
    excuse_months(late, "Đi làm xa, xin đóng sau", by=declared.chung)
    an = declared.people["an"].pk
    assert an not in grounds_for_removal([an], TODAY)
    (row,) = in_arrears(of(declared.tren), TODAY)
    assert (row.months, row.unpaid, row.in_a_row, row.owed) == (
        (JULY, AUGUST, SEPTEMBER, OCTOBER),
        (SEPTEMBER, OCTOBER),
        2,
        340_000,
    )


def test_a_month_paid_in_part_is_a_debt_and_no_evidence(declared: World) -> None:
    behind(declared)
    part = Paid(declared.people["an"], date(2026, 10, 20), {JULY: 5_000, AUGUST: 5_000})
    record_payments(declared.tren, [part], by=declared.chung)
    assert declared.people["an"].pk not in grounds_for_removal([declared.people["an"].pk], TODAY)
    assert in_arrears(of(declared.tren), TODAY)[0].owed == 330_000


def test_months_in_a_row() -> None:
    assert longest_run([date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1)]) == 2
    assert longest_run([]) == 0


def test_figures_open_onto_who_paid(declared: World) -> None:
    behind(declared)
    quarter = Period.quarter(2026, 3)
    assert asked(declared, "dues_due", quarter).value == 3 * 295_658
    assert asked(declared, "dues_collected", Period.quarter(2026, 4)).value == 44_400
    paid = asked(declared, "dues_paid_members", Period(JULY, TODAY))
    assert (paid.value, paid.base) == (1, 6)
    full = asked(declared, "dues_cells_full", Period(JULY, TODAY))
    assert (full.value, full.base) == (0, 3)
    late = asked(declared, "dues_arrears_members")
    assert (late.value, late.base) == (5, 6)


def test_before_any_roll_there_is_no_number(world: World) -> None:
    found = asked(world, "dues_due", Period.quarter(2026, 3))
    assert (found.value, found.reason.startswith("Chưa có số liệu")) == (None, True)


def test_what_is_due_is_told_to_the_cell(declared: World) -> None:
    behind(declared)
    draw_up_roll(of(declared.tren), NOVEMBER, by=declared.chung)
    given = relief(declared, "chung", until=date(2026, 12, 1))
    grant_reliefs([given], by=declared.an)
    told = {
        line.kind: (line.owner, line.count)
        for line in due(declared.chung, of(declared.tren), TODAY)
    }
    assert told == {
        "dues_month": ("Bản Trên", 2),
        "dues_behind": ("Bản Trên", 1),
        "dues_relief_ending": ("Bản Trên", 1),
    }
    assert due(declared.giang, of(declared.tren), TODAY) == []
