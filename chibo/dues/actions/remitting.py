"""What a unit keeps and hands on; the zone of the minimum wage and the shares that a decision sets."""

from collections.abc import Sequence
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
from chibo.dues.actions.charging import recharge
from chibo.dues.models import Charge, DuesTerms, Method, Remittance
from chibo.dues.queries.money import stood
from chibo.dues.queries.months import last_day, next_month
from chibo.dues.rules.permits import check_month, may_collect, may_set_terms
from chibo.dues.rules.remitting import check_not_covered, settle
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch, branches, latest_paths, under


@dataclass(frozen=True)
class Handed:
    """`first` and `last` are first days of months, both included. `amount` and `kept` None: as reckoned; else with
    a `reason`. `collected` and `number` are told by an older book only."""

    first: date
    last: date
    handed_on: date
    amount: int | None = None
    reason: str = ""
    method: str = Method.CASH.value
    collected: int | None = None
    kept: int | None = None
    working: str = ""
    number: int | None = None


@transaction.atomic
def remit(unit: Organisation, told: Handed, *, by: User) -> Remittance:
    """Hand on what is left of whole months; they must be over, or the day of handing on the last of them."""
    where = branch(unit, told.handed_on)
    require(by, may_collect, where.path)
    check_has_come([told.handed_on], _("ghi phiếu nộp khi đã nộp"))
    _check_months(told)
    check_not_covered(unit.pk, told.first, next_month(told.last))
    above = stood(unit.pk, [told.last]).get(told.last)
    if above is None or above.parent_id is None:
        raise Refusal(_("Đơn vị này không có cấp trên để nộp đảng phí."))
    row = _remittance(unit, told, where.path, _receiver(above.parent_id, where, told.handed_on))
    row.full_clean(exclude=["unit", "receiver"])
    row.save()
    note(by, "dues.remitted", row, path=row.path)
    return row


def _receiver(above: int, where: Branch, on: date) -> int:
    """Whoever stood above in the last of the months; merged since, whoever stands above on the day."""
    stands = above in branches([above], on)
    return above if stands or where.parent_id is None else where.parent_id


def _check_months(told: Handed) -> None:
    check_month(told.first)
    check_month(told.last)
    if told.last < told.first:
        raise Refusal(_("Tháng cuối phải từ tháng đầu trở đi."))
    if told.handed_on < last_day(told.last):
        raise Refusal(
            _("Tháng {month} chưa hết vào ngày nộp {day}; nộp cho những tháng đã thu xong.").format(
                month=f"{told.last:%m/%Y}", day=format_date(told.handed_on)
            )
        )


def _remittance(unit: Organisation, told: Handed, path: str, receiver: int) -> Remittance:
    found = settle(unit.pk, told.first, told.last)
    collected = found.collected if told.collected is None else told.collected
    kept, amount = told.kept, told.amount
    if kept is None:
        kept = found.kept if not found.unknown else None
    if amount is None and kept is None:
        raise Refusal(found.unknown)
    if amount is None:
        amount = collected - (kept or 0)
    if kept is None:
        kept = collected - amount
    return Remittance(
        unit=unit,
        receiver_id=receiver,
        path=path,
        first_month=told.first,
        until=next_month(told.last),
        year=told.handed_on.year,
        number=told.number or _next_number(unit, told.handed_on.year),
        handed_on=told.handed_on,
        collected=collected,
        kept=kept,
        amount=amount,
        working=(told.working or found.working)[:500],
        reason=clean(told.reason),
        method=told.method,
    )


def _next_number(unit: Organisation, year: int) -> int:
    rows = Remittance.objects.filter(unit=unit, year=year)
    return int(rows.aggregate(n=Max("number"))["n"] or 0) + 1


@transaction.atomic
def confirm_remittances(
    rows: Sequence[Remittance], on: date, received_by: str, *, by: User
) -> list[Remittance]:
    """The level above says that it has the money of these papers, all or none."""
    hold(*rows)
    above = latest_paths({row.receiver_id for row in rows})
    for path in above.values():
        require(by, may_collect, path)
    check_has_come([on], _("ghi khi đã nhận"))
    lines = []
    for row in rows:
        _check_not_confirmed(row)
        before = snapshot(row)
        row.confirmed_on, row.confirmed_by = on, clean(received_by)
        row.full_clean(exclude=["unit", "receiver"])
        row.save()
        lines.append(
            Line("dues.received", row, above[row.receiver_id], before, after=snapshot(row))
        )
    note_all(by, lines)
    return list(rows)


def _check_not_confirmed(row: Remittance) -> None:
    if row.cancelled_on:
        raise Refusal(_("Phiếu này đã hủy ngày {day}.").format(day=format_date(row.cancelled_on)))
    if row.confirmed_on:
        raise Refusal(
            _("Cấp trên đã xác nhận phiếu {number} ngày {day}.").format(
                number=row.full_number, day=format_date(row.confirmed_on)
            )
        )


@transaction.atomic
def cancel_remittance(row: Remittance, on: date, reason: str, *, by: User) -> Remittance:
    """The paper keeps its number; its months may be handed on anew."""
    hold(row)
    require(by, may_collect, row.path)
    check_has_come([on], _("ghi khi đã hủy phiếu"))
    if row.cancelled_on:
        raise Refusal(_("Phiếu này đã hủy ngày {day}.").format(day=format_date(row.cancelled_on)))
    if on < row.handed_on:
        raise Refusal(
            _("Ngày hủy phải từ ngày nộp {day} trở đi.").format(day=format_date(row.handed_on))
        )
    if row.confirmed_on:
        # Who has said that the money came takes part in saying that it did not.
        require(by, may_collect, latest_paths([row.receiver_id])[row.receiver_id])
    _check_not_passed_on(row)
    before = snapshot(row)
    row.cancelled_on, row.cancel_reason = on, clean(reason)
    row.full_clean(exclude=["unit", "receiver"])
    row.save()
    note(by, "dues.remittance_cancelled", row, path=row.path, before=before, reason=clean(reason))
    return row


def _check_not_passed_on(row: Remittance) -> None:
    """What the unit above counted in a remittance of its own is not taken back under it."""
    check_not_covered(row.receiver_id, row.handed_on, row.handed_on.replace(day=28))


@dataclass(frozen=True)
class NewTerms:
    """From a month on. None leaves that part to the unit above, or to the rulebook."""

    since: date
    wage_zone: int | None = None
    keeps: int | None = None
    decision_number: str = ""
    decided_on: date | None = None
    decided_by: str = ""


def _check_terms(unit: Organisation, told: NewTerms) -> None:
    check_month(told.since)
    if told.wage_zone is None and told.keeps is None:
        raise Refusal(_("Ghi vùng lương tối thiểu hoặc tỷ lệ giữ lại."))
    if told.keeps is not None and not clean(told.decided_by):
        raise Refusal(_("Tỷ lệ giữ lại ghi kèm cấp quy định."))
    later = DuesTerms.objects.filter(organisation=unit, started_on__gt=told.since).first()
    if later:
        raise Refusal(
            _("Đã ghi mức áp dụng từ {month}; ghi từ tháng đó trở đi.").format(
                month=f"{later.started_on:%m/%Y}"
            )
        )


@transaction.atomic
def set_terms(unit: Organisation, told: NewTerms, *, by: User) -> DuesTerms:
    """End what applied at the unit before and open the new; rolls of months from then on are reckoned anew."""
    where = branch(unit, told.since)
    require(by, may_set_terms, where.path)
    _check_terms(unit, told)
    DuesTerms.objects.open().filter(organisation=unit).update(ended_on=told.since)
    row = DuesTerms(
        organisation=unit,
        started_on=told.since,
        wage_zone=told.wage_zone,
        keeps=told.keeps,
        decision_number=clean(told.decision_number),
        decided_on=told.decided_on,
        decided_by=clean(told.decided_by),
    )
    row.full_clean(exclude=["organisation"])
    row.save()
    note(by, "dues.terms_set", row, path=where.path)
    stands = Charge.objects.filter(under(where.path), month__gte=told.since)
    recharge(set(stands.values_list("person_id", flat=True)), told.since, by=by)
    return row
