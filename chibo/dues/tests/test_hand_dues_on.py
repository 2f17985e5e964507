"""A month's dues are handed on: what stays, what goes up, and the report that adds it up."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.dues import due as due_room
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, cancel_payment, record_payments
from chibo.dues.actions.remitting import Handed, NewTerms, cancel_remittance, remit, set_terms
from chibo.dues.queries.report import child_lines, report_lines
from chibo.dues.tests.rolls import AUGUST, JULY, NOVEMBER, SEPTEMBER, TODAY, of, pay, roll
from tests.due import due_in
from tests.world import World

due = due_in(due_room)


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


def test_the_report_asks_few_questions_and_again_once_money_came(
    declared: World, client: Client
) -> None:
    roll(declared)
    client.force_login(declared.an)
    url = f"/dv/{declared.commune.pk}/dang-phi/bao-cao?ky=2026-Q3"
    with CaptureQueriesContext(connection) as asked:
        before = client.get(url).context["lines"]
    assert len([one for one in asked if "_of_dues" in one["sql"]]) == 2
    assert before[2].value == 0
    pay(declared, "an")
    assert client.get(url).context["lines"][2].value == 85_000
    month = f"/dv/{declared.commune.pk}/dang-phi?thang=2026-07"
    assert client.get(month).context["whole"].paid == 85_000


def _to_hand_on(world: World, on: date) -> list[int]:
    lines = due(world.an, of(world.commune, on), on)
    return [line.count for line in lines if line.kind == "dues_to_hand_on"]


def test_a_quarter_handed_on_month_by_month_leaves_nothing_to_ask_for(declared: World) -> None:
    october = date(2026, 10, 5)
    for month in (JULY, AUGUST, SEPTEMBER):
        roll(declared, month)
        pay(declared, "an", "chung", months=(month,), on=month.replace(day=20))
    assert _to_hand_on(declared, october) == [6]
    for month in (JULY, SEPTEMBER):
        handed = Handed(month, month, october)
        remit(declared.tren, handed, by=declared.chung)
    assert _to_hand_on(declared, october) == [2]
    august = remit(declared.tren, Handed(AUGUST, AUGUST, october), by=declared.chung)
    assert _to_hand_on(declared, october) == []
    cancel_remittance(august, october, "Ghi nhầm", by=declared.chung)
    assert _to_hand_on(declared, october) == [2]
