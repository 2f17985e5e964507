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
    """One event. `kind` is a movement kind, or exempted, suspended, stays_elsewhere, and
    `resumed`, which ends whichever of those three is open.

    `cell` is where a transfer leads, `until` the last day a leave was granted for.
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
    """One person. `cell` is a key of the commune's cells; `came` says how they entered the books."""

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
    lacks: frozenset[str] = frozenset()
    schooling: Level | None = None  # instead of what the dice would say
    later: list[Happening] = field(default_factory=list)
    stays: bool = False  # holds office: nothing takes them away
    named: bool = False  # drawn by hand: not chosen for what the dice decide
    person: Person | None = None

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def happenings(self) -> list[Happening]:
        return sorted(self.later, key=lambda one: one.on)

    def gone(self) -> date | None:
        """The day they leave the books for good."""
        last = self.happenings()[-1] if self.later else None
        return last.on if last and last.kind in LEAVING else None

    def here(self, on: date) -> bool:
        gone = self.gone()
        return self.came_on <= on and (gone is None or on < gone)

    def cell_on(self, on: date) -> str:
        moves = [one for one in self.happenings() if one.kind == "moved_within" and one.on <= on]
        return moves[-1].cell if moves else self.cell

    def official_on(self, on: date) -> bool:
        recognised = any(one.kind == "recognised" and one.on <= on for one in self.later)
        return self.came_on <= on and (self.status == "official" or recognised)

    def is_free(self, on: date) -> bool:
        """Whether they may leave that day: nothing holds them and nothing is recorded later."""
        return not self.stays and self.gone() is None and self.last_on() < on - timedelta(days=1)

    def last_on(self) -> date:
        """The day of the latest thing recorded about them."""
        return max([self.came_on, *(one.on for one in self.later)])

    def is_excused(self) -> bool:
        """Excused and, as far as this tells, never back."""
        last = [one.kind for one in self.happenings() if one.kind in ("exempted", "resumed")][-1:]
        return last == ["exempted"]

    def admit(self, ceremony: date, until: date) -> None:
        """Admitted that day, decided a fortnight before; recognised a year later if that has come."""
        self.came, self.came_on, self.status = "admitted", ceremony, "probationary"
        self.decided = ceremony - timedelta(days=14)
        ends = add_months(ceremony, 12)
        if ends + timedelta(days=18) <= until:
            self.later.append(Happening(ends, "recognised", decided=ends + timedelta(days=18)))
