"""Money a unit keeps: brought forward, granted, spent; numbered, and never more spent than there is."""

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
from chibo.dues.models import BY_HAND, EntryKind, FundEntry
from chibo.dues.queries.fund import may_spend
from chibo.dues.rules.permits import may_collect
from chibo.dues.rules.rates import money
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class NewEntry:
    """`number` is told by an older book only."""

    kind: str
    on: date
    amount: int
    what: str
    purpose: str = ""
    voucher: str = ""
    number: int | None = None
    ref: str = ""


@transaction.atomic
def record_entries(unit: Organisation, given: Sequence[NewEntry], *, by: User) -> list[FundEntry]:
    """All or none, in the order given; what is spent must have been there on its day and since."""
    check_has_come((one.on for one in given), _("ghi khi đã thu, đã chi"))
    made = []
    for one in given:
        where = branch(unit, one.on)
        require(by, may_collect, where.path)
        row = FundEntry(
            unit=unit,
            path=where.path,
            kind=one.kind,
            year=one.on.year,
            number=one.number or _next_number(unit, one.on.year),
            on=one.on,
            amount=one.amount,
            purpose=one.purpose,
            what=clean(one.what),
            voucher=clean(one.voucher),
        )
        _check(row)
        row.save()
        made.append(row)
    note_all(
        by,
        [
            Line("dues.fund_entered", row, row.path, after=snapshot(row), ref=one.ref)
            for one, row in zip(given, made, strict=True)
        ],
    )
    return made


def _next_number(unit: Organisation, year: int) -> int:
    rows = FundEntry.objects.filter(unit=unit, year=year)
    return int(rows.aggregate(n=Max("number"))["n"] or 0) + 1


def _check(row: FundEntry) -> None:
    if row.purpose and row.purpose not in code_list("dues_spending"):
        raise Refusal(_("Chọn nội dung chi trong danh sách."))
    row.full_clean(exclude=["unit"])
    if row.kind != EntryKind.SPENT:
        return
    there = min(may_spend(row.unit_id, row.on), may_spend(row.unit_id))
    if row.amount > there:
        raise Refusal(
            _(
                "Chi {amount} ngày {day} vượt số được giữ lại còn {there}. Số giữ lại tính từ các phiếu "
                "nộp cấp trên: lập phiếu nộp các tháng đã thu, hoặc ghi dư mang sang trước."
            ).format(amount=money(row.amount), day=format_date(row.on), there=money(there))
        )


@transaction.atomic
def cancel_entry(row: FundEntry, on: date, reason: str, *, by: User) -> FundEntry:
    """The entry keeps its number. Money that was spent since cannot be made never to have come."""
    hold(row)
    require(by, may_collect, row.path)
    check_has_come([on], _("ghi khi đã hủy"))
    if row.kind not in BY_HAND:
        raise Refusal(_("Dòng này do sắp xếp tổ chức ghi; hoàn tác phương án sắp xếp để bỏ."))
    if row.cancelled_on:
        raise Refusal(_("Dòng này đã hủy ngày {day}.").format(day=format_date(row.cancelled_on)))
    if on < row.on:
        raise Refusal(_("Ngày hủy phải từ ngày {day} trở đi.").format(day=format_date(row.on)))
    if row.kind != EntryKind.SPENT and row.amount > may_spend(row.unit_id):
        raise Refusal(
            _("Khoản này đã chi một phần; hủy khoản chi trước. Còn lại {there}.").format(
                there=money(may_spend(row.unit_id))
            )
        )
    before = snapshot(row)
    row.cancelled_on, row.cancel_reason = on, clean(reason)
    row.full_clean(exclude=["unit"])
    row.save()
    note(by, "dues.fund_cancelled", row, path=row.path, before=before, reason=clean(reason))
    return row
