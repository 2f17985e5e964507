"""A charge repeats from which day it is paid for; however the books change, that is what the receipts say."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.models import F

from chibo.dues.actions.charging import draw_up_roll, recharge
from chibo.dues.actions.collecting import Paid, cancel_payment, record_payments
from chibo.dues.actions.declaring import declare
from chibo.dues.models import Charge, Payment
from chibo.dues.queries.books import owing, with_paid
from chibo.dues.tests.rolls import AUGUST, JULY, SEPTEMBER, TODAY, of, roll, said
from tests.world import World

DAYS = [JULY + timedelta(days=n) for n in range(0, 144, 3)] + [TODAY]


def _open(on: date) -> set[tuple[str, date]]:
    return _named(owing(Charge.objects.all(), on))


def _read_from_receipts(on: date) -> set[tuple[str, date]]:
    return _named(with_paid(Charge.objects.all(), on).filter(paid__lt=F("amount")))


def _named(rows: Any) -> set[tuple[str, date]]:
    return set(rows.values_list("person__full_name", "month"))


def _settled() -> dict[tuple[str, date], date | None]:
    rows = Charge.objects.values_list("person__full_name", "month", "settled_on")
    return {(name.split()[-1], month): day for name, month, day in rows}


def _pay(world: World, name: str, months: dict[date, int], on: date) -> Payment:
    (made,) = record_payments(world.tren, [Paid(world.people[name], on, months)], by=world.chung)
    return made


def _agree() -> None:
    for on in DAYS:
        assert _open(on) == _read_from_receipts(on), on


def test_a_month_is_settled_on_the_day_its_last_part_is_paid(declared: World) -> None:
    roll(declared)
    _pay(declared, "an", {JULY: 40_000}, on=date(2026, 7, 10))
    assert _settled()["An", JULY] is None
    _pay(declared, "an", {JULY: 45_000}, on=date(2026, 7, 25))
    assert _settled()["An", JULY] == date(2026, 7, 25)
    _agree()


def test_nobody_owes_nothing(declared: World) -> None:
    """A mark that is missing makes no debt."""
    roll(declared)
    Charge.objects.filter(person=declared.people["an"]).update(amount=0, settled_on=None)
    assert "An" not in {name.split()[-1] for name, _month in _open(TODAY)}
    _agree()


def test_paid_ahead_is_known_when_the_roll_is_drawn_up(declared: World) -> None:
    _pay(declared, "an", {AUGUST: 85_000}, on=date(2026, 7, 10))
    roll(declared, AUGUST)
    assert _settled()["An", AUGUST] == date(2026, 7, 10)
    _agree()


def test_a_receipt_cancelled_opens_its_months_and_what_was_known_then_stays_known(
    declared: World,
) -> None:
    roll(declared), roll(declared, AUGUST)
    receipt = _pay(declared, "an", {JULY: 85_000, AUGUST: 85_000}, on=date(2026, 8, 10))
    cancel_payment(receipt, date(2026, 9, 1), "Ghi nhầm người", by=declared.chung)
    assert {_settled()["An", JULY], _settled()["An", AUGUST]} == {None}
    assert ("An", JULY) not in {
        (name.split()[-1], month) for name, month in _open(date(2026, 8, 20))
    }
    _agree()


def test_a_higher_income_opens_months_paid_by_the_old_one(declared: World) -> None:
    roll(declared)
    _pay(declared, "an", {JULY: 85_000}, on=date(2026, 7, 10))
    declare([said(declared, "an", since=JULY, base=9_000_000)], by=declared.chung)
    recharge([declared.people["an"].pk], JULY, by=declared.chung)
    assert _settled()["An", JULY] is None
    _pay(declared, "an", {JULY: 5_000}, on=date(2026, 7, 20))
    draw_up_roll(of(declared.commune), JULY, by=declared.an)
    assert _settled()["An", JULY] == date(2026, 7, 20)
    _agree()


def test_many_at_once_and_months_that_have_no_roll_yet(declared: World) -> None:
    roll(declared), roll(declared, AUGUST)
    people = declared.people
    given = [
        Paid(people["chung"], date(2026, 8, 5), {JULY: 11_100, AUGUST: 11_000, SEPTEMBER: 11_100}),
        Paid(people["dung"], date(2026, 8, 6), {AUGUST: 20_000}),
    ]
    record_payments(declared.tren, given, by=declared.chung)
    told = _settled()
    assert [told["Chung", JULY], told["Chung", AUGUST]] == [date(2026, 8, 5), None]
    assert [told["Dung", JULY], told["Dung", AUGUST]] == [None, date(2026, 8, 6)]
    roll(declared, SEPTEMBER)
    assert _settled()["Chung", SEPTEMBER] == date(2026, 8, 5)
    _agree()


def test_older_books_are_told_the_same_days(declared: World) -> None:
    """What the migration writes is what the actions keep."""
    roll(declared), roll(declared, AUGUST)
    _pay(declared, "an", {JULY: 40_000}, on=date(2026, 7, 10))
    _pay(declared, "an", {JULY: 45_000, AUGUST: 85_000}, on=date(2026, 8, 2))
    taken_back = _pay(declared, "dung", {JULY: 11_100}, on=date(2026, 7, 11))
    cancel_payment(taken_back, date(2026, 7, 12), "Ghi nhầm", by=declared.chung)
    kept = _settled()
    Charge.objects.update(settled_on=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("chibo.dues.migrations.0004_open_months").FILL)
    assert _settled() == kept
    assert set(kept.values()) == {None, date(2026, 8, 2)}
