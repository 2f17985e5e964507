"""What a workbook carries of dues: of units of the branch, and of people who belong there last.

What somebody declared goes out only with whoever may collect there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from chibo.dues.models import (
    Charge,
    Declaration,
    DuesTerms,
    FundEntry,
    PaidMonth,
    Payment,
    Relief,
    Remittance,
)
from chibo.members.queries.reach import all_stood_in
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Collected:
    of: "Extract"

    @cached_property
    def _units(self) -> dict[int, int]:
        return _order(self.of.organisation_keys)

    @cached_property
    def _people(self) -> dict[int, int]:
        return _order(self.of.person_keys)

    @cached_property
    def _here(self) -> list[int]:
        """People whose latest stay is in the branch, where the user may read declared incomes."""
        stood = all_stood_in(self.of.people)
        paths = {path for some in stood.values() for path in some[:1]}
        may = {
            path
            for path in paths
            if any(path.startswith(own) for own in self.of.branch.own_paths)
            and has_power(self.of.by, Power.COLLECT_DUES, path)
        }
        return [key for key, some in stood.items() if may.intersection(some[:1])]

    @property
    def may_read(self) -> bool:
        return has_power(self.of.by, Power.COLLECT_DUES, self.of.branch.path)

    @cached_property
    def terms(self) -> list[DuesTerms]:
        rows = self.of.known(DuesTerms.objects.filter(organisation__in=self.of.own))
        return sorted(
            rows, key=lambda row: (self._units[row.organisation_id], row.started_on, row.pk)
        )

    @cached_property
    def declarations(self) -> list[Declaration]:
        rows = self.of.known(Declaration.objects.filter(person__in=self._here))
        lasting = rows.exclude(ended_on=F("started_on"))
        return sorted(
            lasting, key=lambda row: (self._people[row.person_id], row.started_on, row.pk)
        )

    @cached_property
    def reliefs(self) -> list[Relief]:
        rows = self.of.known(Relief.objects.filter(person__in=self._here), "decided_on")
        return sorted(rows, key=lambda row: (self._people[row.person_id], row.started_on, row.pk))

    @cached_property
    def charges(self) -> list[Charge]:
        rows = Charge.objects.filter(cell__in=self.of.own, person__in=list(self._people))
        known = self.of.known(rows, "month") if self.may_read else rows.none()
        return sorted(known, key=lambda row: (row.month, self._people[row.person_id]))

    @cached_property
    def payments(self) -> list[Payment]:
        rows = Payment.objects.filter(cell__in=self.of.own, person__in=list(self._people))
        known = self.of.known(rows, "paid_on") if self.may_read else rows.none()
        return sorted(known, key=lambda row: (self._units[row.cell_id], row.year, row.number))

    @cached_property
    def payment_keys(self) -> dict[int, str]:
        return self.of.keys_for("DP", self.payments)

    @cached_property
    def paid_months(self) -> list[PaidMonth]:
        place = _order(self.payment_keys)
        rows = PaidMonth.objects.filter(payment__cell__in=self.of.own)
        known = [row for row in rows if row.payment_id in place]
        return sorted(known, key=lambda row: (place[row.payment_id], row.month))

    @cached_property
    def remittances(self) -> list[Remittance]:
        rows = self.of.known(Remittance.objects.filter(unit__in=self.of.own), "handed_on")
        return sorted(
            rows, key=lambda row: (row.handed_on, self._units[row.unit_id], row.year, row.number)
        )

    @cached_property
    def fund(self) -> list[FundEntry]:
        """In the order of days, so that what came stands before what was spent of it."""
        rows = self.of.known(FundEntry.objects.filter(unit__in=self.of.own), "on")
        return sorted(rows, key=lambda row: (row.on, self._units[row.unit_id], row.year, row.pk))


def _order(keys: Iterable[int]) -> dict[int, int]:
    return {key: number for number, key in enumerate(keys)}
