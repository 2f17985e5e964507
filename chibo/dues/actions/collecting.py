"""Payments are recorded, many at once, as numbered receipts; a mistake is cancelled with its reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.dues.actions.settling import settle
from chibo.dues.models import Charge, Method, PaidMonth, Payment
from chibo.dues.queries.money import covering
from chibo.dues.rules.permits import check_month, may_collect
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branches_by_day

AT_ONCE = 1000
# Nobody pays years ahead; a typed year is caught.
MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Paid:
    """What one member paid on a day; `months` by first day, đồng. `number` is told by an older book only."""

    person: Person
    paid_on: date
    months: Mapping[date, int]
    method: str = Method.CASH.value
    received_by: str = ""
    note: str = ""
    number: int | None = None
    ref: str = ""


@transaction.atomic
def record_payments(cell: Organisation, given: Sequence[Paid], *, by: User) -> list[Payment]:
    """One receipt each, numbered through the year of the cell."""
    standing = branches_by_day({(cell.pk, one.paid_on) for one in given})
    for one in given:
        where = standing.get((cell.pk, one.paid_on))
        if where is None:
            raise Refusal(
                _("Chi bộ chưa có hoặc không còn ngày {day}.").format(day=format_date(one.paid_on))
            )
        require(by, may_collect, where.path)
        _check(one)
    check_has_come((one.paid_on for one in given), _("ghi phiếu thu khi đã nộp"))
    _check_not_handed_on(cell, {one.paid_on for one in given})
    numbers = _numbers(cell, given)
    rows = [
        _payment(cell, one, number, standing[cell.pk, one.paid_on].path)
        for one, number in zip(given, numbers, strict=True)
    ]
    _keep(rows, given)
    note_all(
        by,
        [
            Line("dues.paid", row, row.path, after=snapshot(row), ref=one.ref)
            for one, row in zip(given, rows, strict=True)
        ],
    )
    return rows


def _keep(rows: Sequence[Payment], given: Sequence[Paid]) -> None:
    """The receipts, with the months each is for."""
    for row in rows:
        row.clean_fields(exclude=["person", "cell"])
    Payment.objects.bulk_create(rows, batch_size=AT_ONCE)
    parts = [
        PaidMonth(payment=row, person_id=row.person_id, month=month, amount=amount)
        for one, row in zip(given, rows, strict=True)
        for month, amount in sorted(one.months.items())
    ]
    PaidMonth.objects.bulk_create(parts, batch_size=AT_ONCE)
    settle((part.person_id, part.month) for part in parts)


def _check(one: Paid) -> None:
    if not one.months or any(amount <= 0 for amount in one.months.values()):
        raise Refusal(
            _("Phiếu thu của {name}: ghi ít nhất một tháng với số tiền lớn hơn 0.").format(
                name=one.person.full_name
            )
        )
    for month in one.months:
        check_month(month)
    ahead = max(one.months)
    if (ahead.year - one.paid_on.year) * 12 + ahead.month - one.paid_on.month > MONTHS_AHEAD:
        raise Refusal(
            _("Đóng trước nhiều nhất {n} tháng; tháng {month} quá xa ngày nộp {day}.").format(
                n=MONTHS_AHEAD, month=f"{ahead:%m/%Y}", day=format_date(one.paid_on)
            )
        )


def _check_not_handed_on(cell: Organisation, days: Collection[date]) -> None:
    """Money of a month already handed on would be missing there: that remittance is cancelled first."""
    for day in sorted({day.replace(day=1) for day in days}):
        found = covering(cell.pk, day, day.replace(day=2))
        if found:
            raise Refusal(
                _(
                    "Tiền thu tháng {month} đã nộp cấp trên theo phiếu {number}. Hủy phiếu nộp đó rồi lập lại, "
                    "hoặc ghi ngày nộp đúng."
                ).format(month=f"{day:%m/%Y}", number=found.full_number)
            )


def _numbers(cell: Organisation, given: Sequence[Paid]) -> list[int]:
    years = {one.paid_on.year for one in given}
    rows = Payment.objects.filter(cell=cell, year__in=years).order_by()
    last = dict(rows.values("year").annotate(n=Max("number")).values_list("year", "n"))
    found = []
    for one in given:
        year = one.paid_on.year
        number = one.number or last.get(year, 0) + 1
        last[year] = max(last.get(year, 0), number)
        found.append(number)
    return found


def _payment(cell: Organisation, one: Paid, number: int, path: str) -> Payment:
    return Payment(
        person=one.person,
        cell=cell,
        path=path,
        year=one.paid_on.year,
        number=number,
        paid_on=one.paid_on,
        amount=sum(one.months.values()),
        method=one.method,
        received_by=clean(one.received_by),
        note=clean(one.note),
    )


@transaction.atomic
def cancel_payment(payment: Payment, on: date, reason: str, *, by: User) -> Payment:
    """The receipt keeps its number and counts no more from the day on."""
    hold(payment)
    require(by, may_collect, payment.path)
    check_has_come([on], _("ghi khi đã hủy phiếu"))
    if payment.cancelled_on:
        raise Refusal(
            _("Phiếu này đã hủy ngày {day}.").format(day=format_date(payment.cancelled_on))
        )
    if on < payment.paid_on:
        raise Refusal(
            _("Ngày hủy phải từ ngày nộp {day} trở đi.").format(day=format_date(payment.paid_on))
        )
    _check_not_handed_on(payment.cell, {payment.paid_on})
    before = snapshot(payment)
    payment.cancelled_on, payment.cancel_reason = on, clean(reason)
    payment.full_clean(exclude=["person", "cell"])
    payment.save()
    settle((payment.person_id, part.month) for part in payment.months.all())
    note(
        by,
        "dues.payment_cancelled",
        payment,
        path=payment.path,
        before=before,
        reason=clean(reason),
    )
    return payment


@transaction.atomic
def excuse_months(charges: Collection[Charge], reason: str, *, by: User) -> list[Charge]:
    """Note the good reason why months are not paid yet (they are still owed); "" takes it back."""
    rows = list(charges)
    hold(*rows)
    for path in {row.path for row in rows}:
        require(by, may_collect, path)
    lines = []
    for row in rows:
        before = snapshot(row)
        row.good_reason = clean(reason)
        row.clean_fields(exclude=["person", "cell"])
        lines.append(Line("dues.excused", row, row.path, before, snapshot(row), clean(reason)))
    Charge.objects.bulk_update(rows, ["good_reason"], batch_size=AT_ONCE)
    note_all(by, lines)
    return rows
