"""Who holds which office: committees over their terms, cells, the commune's authorities, villages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.cli.demo.lives import Life
from chibo.members.actions.files import Level, register_non_member
from chibo.members.actions.posts import Holding, enter_posts
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place


@dataclass(frozen=True)
class Office:
    """One person in one office from a day, to a day when it ended. `at` is a cell's key or "" for the
    committee; `village` the place a village office names."""

    position: str
    since: date
    until: date | None = None
    at: str = ""
    village: str = ""
    term: str = ""
    gained: str = ""
    seconded_from: str = ""
    end_reason: str = "Hết nhiệm kỳ"


@dataclass
class Holder:
    """A member (by life) or somebody outside the Party (by facts) with the offices they hold."""

    offices: list[Office] = field(default_factory=list)
    life: Life | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    levels: Sequence[Level] = ()
    known_since: date = date.min
    person: Person | None = None


@dataclass
class Appointing:
    """Tells the system about offices, each begun in its time."""

    commune: Organisation
    cells: Mapping[str, Organisation]
    villages: Mapping[str, Place]
    office: User
    holders: list[Holder] = field(default_factory=list)

    def tell(self, first: date, last: date) -> None:
        """Offices begun from first to last; those over by then are entered with their end."""
        begun = [
            (one, holder)
            for holder in self.holders
            for one in holder.offices
            if first <= one.since <= last
        ]
        begun.sort(key=lambda pair: pair[0].since)
        held = [self._holding(one, holder) for one, holder in begun]
        if held:
            enter_posts(held, by=self.office)

    def _person(self, holder: Holder) -> Person:
        if holder.life:
            if holder.life.person is None:  # in office before being admitted
                holder.life.person = self._registered(holder, plain_facts(holder.life))
            return holder.life.person
        if holder.person is None:
            holder.person = self._registered(holder, holder.facts)
        return holder.person

    def _registered(self, holder: Holder, facts: Mapping[str, object]) -> Person:
        return register_non_member(
            facts, self.commune, holder.known_since, by=self.office, levels=holder.levels
        )

    def _holding(self, one: Office, holder: Holder) -> Holding:
        return Holding(
            self._person(holder),
            one.position,
            self.cells[one.at] if one.at else self.commune,
            one.since,
            one.until,
            one.end_reason if one.until else "",
            self.villages[one.village] if one.village else None,
            term=one.term,
            gained=one.gained,
            seconded_from=one.seconded_from,
        )


def plain_facts(life: Life) -> dict[str, object]:
    """What a committee knows of somebody outside the Party who holds an office or may join."""
    return {
        "full_name": life.name,
        "sex": life.sex,
        "ethnicity": life.ethnicity,
        "religion": "none",
        "born": PartialDate(life.born),
    }


def of_working_age(lives: Sequence[Life], on: date, rng: Random) -> list[Life]:
    """Official members between 30 and 56, in an order of chance, who can take office that day."""
    fit = [
        life
        for life in lives
        if life.here(on) and life.official_on(on) and 30 <= life.age(on) <= 56 and not life.gone()
    ]
    rng.shuffle(fit)
    return fit
