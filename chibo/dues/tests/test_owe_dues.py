"""Who owes dues and since when, what that is evidence of, and the figures that open onto it."""

from datetime import date

from chibo.base.periods import Period
from chibo.dues import due as due_room
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, excuse_months, record_payments
from chibo.dues.actions.relieving import grant_reliefs
from chibo.dues.models import Charge
from chibo.dues.queries.arrears import in_arrears, longest_run
from chibo.dues.tests.rolls import (
    AUGUST,
    JULY,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    asked,
    of,
    pay,
    relief,
    roll,
)
from chibo.members.queries.evidence import grounds_for_removal
from tests.due import due_in
from tests.world import World

due = due_in(due_room)


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
