"""What happens to one member, as plain facts, before any of it is told to the system."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chibo.members.actions.files import Level
from chibo.members.models import Person
from chibo.rulebook.queries import add_months

LEAVING = frozenset({"died", "moved_out", "removed", "expelled", "left"})


@dataclass(frozen=True)
class Happening:
    """One event; `kind` is a movement kind or recognised, exempted, suspended, stays_elsewhere, excused_again.

    `cell` is where a transfer or a temporary stay leads, `until` a leave's last day.
    """

    on: date
    kind: str
    cell: str = ""
    decided: date | None = None
    reason: str = ""
    unit: str = ""
    scope: str = ""
    until: date | None = None


@dataclass
class Life:
    """One person. `cell` is a key of the commune's cells; `came` says how they entered the books there."""

    name: str
    sex: str
    ethnicity: str
    born: date
    cell: str
    came: str = "registered"
    came_on: date = date.min
    status: str = "official"
    decided: date | None = None
    unit: str = ""
    scope: str = ""
    referees: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    lacks: set[str] = field(default_factory=set)
    later: list[Happening] = field(default_factory=list)
    stays: bool = False  # holds office: nothing takes them away
    named: bool = False
    person: Person | None = None

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    @property
    def gone(self) -> date | None:
        last = self.happenings()[-1] if self.later else None
        return last.on if last and last.kind in LEAVING else None

    def here(self, on: date) -> bool:
        return self.came_on <= on and (self.gone is None or on < self.gone)

    def cell_on(self, on: date) -> str:
        moves = [one for one in self.happenings() if one.kind == "moved_within" and one.on <= on]
        return moves[-1].cell if moves else self.cell

    def happenings(self) -> list[Happening]:
        return sorted(self.later, key=lambda one: one.on)

    def official_from(self) -> date | None:
        """The day they are official here; None while or if probation does not end in recognition."""
        if self.status == "official":
            return self.came_on
        return next((one.on for one in self.later if one.kind == "recognised"), None)

    def is_free(self, on: date) -> bool:
        """Whether something new may happen to them after that day."""
        quiet = on - timedelta(days=1)
        last = self.happenings()[-1].on if self.later else self.came_on
        return self.gone is None and not self.stays and last <= quiet and self.came_on <= quiet

    def admit(self, ceremony: date, until: date) -> None:
        """Admitted that day, the decision a fortnight before; recognised a year later if that has come."""
        self.came, self.came_on, self.status = "admitted", ceremony, "probationary"
        self.decided = ceremony - timedelta(days=14)
        ends = add_months(ceremony, 12)
        if ends <= until:
            self.later.append(Happening(ends, "recognised", decided=ends + timedelta(days=18)))
