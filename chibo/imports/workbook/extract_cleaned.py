"""What a workbook carries of the clean-data desk: findings left as they are, what sweeps counted."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chibo.cleaning.models import Confirmation, Sweep
from chibo.cleaning.queries.desk import confirmations
from chibo.cleaning.rules.checking import confirmed_findings
from chibo.imports.workbook.keys import keys_of, order_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Cleaned:
    of: "Extract"

    @cached_property
    def confirmations(self) -> list[Confirmation]:
        """Those that hold today: what a rule said of the records of an earlier day is not known any more, and
        one whose data changed since would hide the new finding where it is brought in."""
        if self.of.as_of:
            return []
        rows = list(confirmations(self.of.branch))
        hold = confirmed_findings(self.of.branch) if rows else set()
        people, units = order_of(self.of.person_keys), order_of(self.of.organisation_keys)
        told = [
            row
            for row in rows
            if (row.rule, row.person_id, row.organisation_id) in hold
            and (row.organisation_id in units or row.person_id in people)
        ]

        def order(row: Confirmation) -> tuple[int, int, str]:
            return (
                units.get(row.organisation_id or 0, -1),
                people.get(row.person_id or 0, -1),
                row.rule,
            )

        return sorted(told, key=order)

    @cached_property
    def sweeps(self) -> list[Sweep]:
        rows = self.of.known(Sweep.objects.filter(organisation__in=self.of.own), "swept_on")
        units = order_of(self.of.organisation_keys)
        found = rows.select_related("swept_by")
        return sorted(found, key=lambda row: (units[row.organisation_id], row.swept_on))

    @cached_property
    def sweep_keys(self) -> dict[int, str]:
        return keys_of("RS", self.sweeps)
