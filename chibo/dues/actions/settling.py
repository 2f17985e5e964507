"""Charges are told from which day they are paid for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from chibo.dues.models import Charge, PaidMonth

AT_ONCE = 1000
_Receipts = Sequence[tuple[date, int]]


def settle(months: Iterable[tuple[int, date]]) -> None:
    """(person, month) whose receipts changed: their charges know again from which day they are paid for."""
    pairs = set(months)
    rows = Charge.objects.filter(
        person__in={key for key, _month in pairs}, month__in={month for _key, month in pairs}
    ).only("person", "month", "amount", "settled_on")
    told = [row for row in rows if (row.person_id, row.month) in pairs]
    known = [row.settled_on for row in told]
    know_settled(told)
    changed = [row for row, was in zip(told, known, strict=True) if row.settled_on != was]
    Charge.objects.bulk_update(changed, ["settled_on"], batch_size=AT_ONCE)


def know_settled(rows: Collection[Charge]) -> None:
    """Each is told its day; nothing is saved. One question."""
    if not rows:
        return
    months = [row.month for row in rows]
    paid = _receipts({row.person_id for row in rows}, min(months), max(months))
    for row in rows:
        row.settled_on = _day(row, paid.get((row.person_id, row.month), ()))


def _receipts(people: set[int], first: date, last: date) -> Mapping[tuple[int, date], _Receipts]:
    """By person and month, what the receipts that stand paid for it, by their days."""
    rows = PaidMonth.objects.filter(
        payment__cancelled_on__isnull=True, person__in=people, month__range=(first, last)
    ).order_by("payment__paid_on")
    found: dict[tuple[int, date], list[tuple[date, int]]] = {}
    for key, month, day, amount in rows.values_list(
        "person_id", "month", "payment__paid_on", "amount"
    ):
        found.setdefault((key, month), []).append((day, amount))
    return found


def _day(row: Charge, receipts: _Receipts) -> date | None:
    left = row.amount or 0
    if left <= 0:
        return row.month
    for day, amount in receipts:
        left -= amount
        if left <= 0:
            return day
    return None
