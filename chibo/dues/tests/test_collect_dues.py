"""A month's dues: declared, drawn up, relieved, paid in many ways, cancelled."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.audit.models import Entry
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, cancel_payment, record_payments
from chibo.dues.actions.declaring import declare
from chibo.dues.actions.relieving import cancel_relief, end_relief, grant_reliefs
from chibo.dues.actions.remitting import NewTerms, set_terms
from chibo.dues.models import Charge, Declaration, PaidMonth, Payment
from chibo.dues.queries.books import book_lines, year_book, year_sums
from chibo.dues.rules.reckoning import reckoned, reckoned_each
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
    said,
)
from chibo.members.actions.leaves import suspend_member
from chibo.members.actions.moving import transfer_member
from tests.world import World

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


def test_months_reckoned_together_are_as_each_alone(declared: World) -> None:
    """Membership, income, relief and rates all change between them."""
    declare([said(declared, "an", since=AUGUST, base=9_000_000)], by=declared.chung)
    grant_reliefs([relief(declared, "chung", since=SEPTEMBER)], by=declared.an)
    transfer_member(declared.people["dung"], declared.tren, date(2026, 8, 10), by=declared.an)
    months = [date(2026, 1, 1), JULY, AUGUST, SEPTEMBER, date(2027, 3, 1)]
    for unit in (declared.tren, declared.commune):
        where = of(unit)
        with CaptureQueriesContext(connection) as asked_:
            together = reckoned_each(where, months)
        assert len(asked_) <= 6
        assert together == {month: reckoned(where, month) for month in months}
    an = declared.people["an"].pk
    some = reckoned_each(of(declared.commune), months, [an])
    assert some == {
        month: [line for line in lines if line.payer.person_id == an]
        for month, lines in together.items()
    }


def test_a_page_of_the_year_book_says_what_the_whole_book_says(
    declared: World, client: Client
) -> None:
    roll(declared)
    roll(declared, AUGUST)
    pay(declared, "an", "chung", months=(JULY, AUGUST))
    ahead = Paid(declared.people["chung"], TODAY, {date(2026, 12, 1): 5_000})
    record_payments(declared.tren, [ahead], by=declared.chung)
    where, known = of(declared.commune), year_book(of(declared.commune), 2026)
    sums = year_sums(where, 2026)
    assert sums.people == [line.person_id for line in known]
    assert sums.paid == [sum(line.paid_of(n) for line in known) for n in range(12)]
    assert sums.due == sum(line.due for line in known)
    assert book_lines(where, 2026, sums.people[1:3]) == known[1:3]
    client.force_login(declared.an)
    url = f"/dv/{declared.commune.pk}/dang-phi/so-thu?nam=2026"
    first = client.get(url).context
    assert (first["lines"], first["due"]) == (known, sums.due)
    more = Paid(declared.people["dung"], TODAY, {JULY: 5_000})
    record_payments(declared.duoi, [more], by=declared.an)
    assert client.get(url).context["paid"] == first["paid"] + 5_000


# ---------------------------------------------------------- reliefs


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
