"""What a side has of ratings, for the walk."""

from datetime import date
from functools import cached_property

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import NewCycle, list_agencies, open_cycle
from chibo.appraisal.actions.deciding import Deciding, Given, decide
from chibo.appraisal.actions.following import NewAim, find_weakness, register_aims
from chibo.appraisal.models import Agency, Aim, Cycle, Kind, Rated, Weakness
from chibo.members.models import Person
from chibo.organisations.models import Organisation

SINCE = date(2026, 6, 1)


class RatedSide:
    cell: Organisation
    person: Person
    keeper: User

    @cached_property
    def rating_cycle(self) -> Cycle:
        """Held by the cell for its own members; nothing is decided yet."""
        new = NewCycle(2026, SINCE, [Kind.MEMBER])
        return open_cycle(self.cell, new, by=self.keeper)

    @property
    def rated(self) -> Rated:
        return self.rating_cycle.rows.get(person=self.person)

    @cached_property
    def rated_last_quarter(self) -> Rated:
        """Decided."""
        new = NewCycle(2026, SINCE, [Kind.MEMBER], quarter=1)
        cycle = open_cycle(self.cell, new, by=self.keeper)
        row = cycle.rows.get(person=self.person)
        decide(cycle, {row.pk: Given("good")}, Deciding(SINCE), by=self.keeper)
        return cycle.rows.get(person=self.person)

    @cached_property
    def rating_aim(self) -> Aim:
        new = NewAim(self.cell, 2026, "good", SINCE, self.person)
        return register_aims([new], by=self.keeper)[0]

    @cached_property
    def rating_weakness(self) -> Weakness:
        return find_weakness(self.rated, "Việc kín", "Lý do kín", by=self.keeper)

    @cached_property
    def rated_agency(self) -> Agency:
        return list_agencies(self.cell, ["Trường kín"], SINCE, by=self.keeper)[0]
