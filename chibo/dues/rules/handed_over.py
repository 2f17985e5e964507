"""Money a unit took over from one that ended is given back while it is there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.dues.models import EntryKind, FundEntry
from chibo.dues.queries.fund import called_on, may_spend
from chibo.dues.queries.money import covering
from chibo.dues.queries.months import month_of, next_month
from chibo.dues.rules.rates import money


def check_money_is_there(made: Sequence[Any]) -> None:
    """What a unit took over may have been spent or handed on since: then it cannot be given back."""
    taken = [row for row in made if isinstance(row, FundEntry)]
    for unit, amount in _per_unit(taken, EntryKind.IN_KEPT).items():
        if may_spend(unit) < amount:
            told = _("{unit} đã chi trong số nhận bàn giao {amount}: hủy khoản chi trước.")
            _refuse_undo(unit, told, amount)
    for unit, amount in _per_unit(taken, EntryKind.IN_DUES).items():
        month = month_of(next(row.on for row in taken if row.unit_id == unit))
        if covering(unit, month, next_month(month)):
            told = _("{unit} đã nộp cấp trên đảng phí nhận bàn giao {amount}: hủy phiếu nộp trước.")
            _refuse_undo(unit, told, amount)


def _per_unit(rows: Sequence[FundEntry], kind: EntryKind) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        if row.kind == kind:
            found[row.unit_id] = found.get(row.unit_id, 0) + row.amount
    return found


def _refuse_undo(unit: int, told: str, amount: int) -> None:
    why = told.format(unit=called_on([unit], date.max).get(unit, ""), amount=money(amount))
    raise Refusal(_("Không hoàn tác được: {why}").format(why=why))
