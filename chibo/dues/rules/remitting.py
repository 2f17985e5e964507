"""What a unit has to hand on for a span of months, from what it took in and the shares of those months."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.dues.models import DuesTerms
from chibo.dues.queries.money import Stood, covering, stood, taken_in
from chibo.dues.queries.months import last_day, months_between
from chibo.dues.rules.rates import one_after_another
from chibo.dues.rules.shares import Kept, Unit, split


@dataclass(frozen=True)
class Settlement:
    """What was taken in over whole months and what of it is kept; `unknown` says whose share nobody knows."""

    first: date
    last: date
    collected: int
    lines: list[Kept]

    @property
    def unknown(self) -> str:
        return next((one.source for one in self.lines if one.kept is None), "")

    @property
    def kept(self) -> int:
        return sum(one.kept or 0 for one in self.lines)

    @property
    def to_hand_on(self) -> int | None:
        return None if self.unknown else self.collected - self.kept

    @property
    def working(self) -> str:
        told = "; ".join(one.working for one in self.lines)
        sources = dict.fromkeys(one.source for one in self.lines if one.kept is not None)
        return ". ".join(filter(None, [told, "; ".join(one_after_another(sources))]))


def settle(unit: int, first: date, last: date) -> Settlement:
    """`first` and `last` are first days of months, both included."""
    money = taken_in(unit, first, last_day(last))
    known = {
        month: _unit(one) for month, one in stood(unit, list(months_between(first, last))).items()
    }
    nowhere = Unit("", "")
    units = {month: known.get(month, nowhere) for month, _amount in money}
    return Settlement(first, last, sum(amount for _month, amount in money), split(units, money))


def _unit(one: Stood) -> Unit:
    return Unit(one.kind, one.base_type, one.keeps, cited_line(one.cited))


def cited_line(terms: DuesTerms | None) -> str:
    """Who decided the share of a unit; "" where none is set."""
    if terms is None:
        return ""
    named = " ".join(filter(None, [terms.decision_number, terms.decided_by]))
    return _("Theo {what}").format(what=named) if named else _("Theo tỷ lệ ghi cho đơn vị")


def check_not_covered(unit: int, first: date, until: date) -> None:
    found = covering(unit, first, until)
    if found:
        raise Refusal(
            _(
                "Phiếu nộp {number} đã gồm từ tháng {first} đến tháng {last}; chọn tháng khác."
            ).format(
                number=found.full_number,
                first=f"{found.first_month:%m/%Y}",
                last=f"{found.last_month:%m/%Y}",
            )
        )
