"""The roll of a month reckoned: facts in, what is due of everybody out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chibo.dues.queries.facts import Payer, payers_each
from chibo.dues.rules.rates import Reckoned, Situation, Tariff, reckon
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Line:
    """One member of the roll with what is due."""

    payer: Payer
    due: Reckoned

    @property
    def category(self) -> str:
        declared = self.payer.declaration
        return declared.category if declared else ""

    @property
    def volunteered(self) -> int:
        declared = self.payer.declaration
        return declared.volunteered if declared else 0


def reckoned(of: Branch, month: date) -> list[Line]:
    """Everybody of a branch for a month, by name."""
    return reckoned_each(of, [month])[month]


def reckoned_each(
    of: Branch, months: Collection[date], people: Collection[int] | None = None
) -> dict[date, list[Line]]:
    """The same for several months, of everybody or of some `people`, in no more questions."""
    tariffs = {month: Tariff(month) for month in months}
    found = payers_each(of, {month: one.full_age() for month, one in tariffs.items()}, people)
    return {month: lines(tariffs[month], roll) for month, roll in found.items()}


def lines(tariff: Tariff, roll: Iterable[Payer]) -> list[Line]:
    return [Line(one, reckon(tariff, situation(one))) for one in roll]


def situation(of: Payer) -> Situation:
    declared, relief = of.declaration, of.relief
    return Situation(
        category=declared.category if declared else "",
        base=declared.base_amount if declared else None,
        pay=declared.pay_amount if declared else None,
        zone=of.zone,
        by_hand=declared.by_hand if declared else None,
        hand_reason=declared.hand_reason if declared else "",
        exempt_case=relief.case if relief else "",
        reduction=relief.percent if relief else None,
        full_age_on=of.full_age_on,
        volunteered=declared.volunteered if declared else 0,
    )
