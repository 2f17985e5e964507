"""Choosing who holds office in a commune over the years."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.lives import Life
from chibo.cli.demo.offices import Holder, Office, of_working_age, plain_facts
from chibo.cli.demo.places import CellPlan
from chibo.members.actions.files import Level

COMMITTEE = [
    "secretary",
    "standing_deputy_secretary",
    "deputy_secretary",
    "standing_member",
    "standing_member",
]
AUTHORITIES = [
    "council_chair",
    "people_committee_chair",
    "people_committee_vice_chair",
    "front_chair",
    "women_union_chair",
    "youth_union_secretary",
    "farmers_union_chair",
    "veterans_chair",
    "military_commander",
    "party_office_officer",
]
VILLAGE = [
    "village_head",
    "village_front_head",
    "village_women_head",
    "village_youth_secretary",
    "village_police",
]


@dataclass
class Elections:
    growth: Growth
    holders: list[Holder] = field(default_factory=list)

    def give(self, life: Life, office: Office) -> Holder:
        """Somebody in office is nobody whom the dice take away."""
        life.stays = True
        holder = next((one for one in self.holders if one.life is life), None)
        if holder is None:
            holder = Holder(life=life)
            self.holders.append(holder)
        holder.offices.append(office)
        return holder

    def holding(self, position: str, on: date) -> list[Life]:
        return [
            holder.life
            for holder in self.holders
            for one in holder.offices
            if holder.life
            and one.position == position
            and one.since <= on
            and (one.until is None or on < one.until)
        ]

    def secretaries(self, since: date) -> dict[str, Life]:
        """By cell, those elected secretary on a day."""
        return {
            one.at: holder.life
            for holder in self.holders
            for one in holder.offices
            if holder.life and one.position == "cell_secretary" and one.since == since
        }

    def committee(
        self,
        start: date,
        until: date | None,
        size: int,
        *,
        again: Sequence[Life] = (),
        last: Sequence[Life] = (),
    ) -> list[Life]:
        """One term. About two thirds of those who sat before are elected again and lead; `last` sit last."""
        seen = max(start, self.growth.books)
        seats = [one for one in again if one.age(start) < 54 and not one.gone()][: size * 2 // 3]
        fresh = of_working_age(self.growth.lives, seen, self.growth.rng)
        others = [life for life in fresh if life not in seats and life not in last]
        seats = [*seats, *others[: size - len(seats) - len(last)], *last]
        posts = [*COMMITTEE, *["committee_member"] * (size - len(COMMITTEE))]
        term = f"{start.year}-{start.year + 5}"
        for life, position in zip(seats, posts, strict=True):
            self.give(life, Office(position, start, until, term=term, gained="elected"))
        return seats

    def cell_officers(self, start: date, until: date | None, taken: Sequence[str] = ()) -> None:
        """Secretary, deputy and, in a larger cell, a third member, from one cell congress to the next."""
        for cell in self.growth.cells:
            if cell.stands(start) and cell.key not in taken:
                self._cell(cell, start, until)

    def _cell(self, cell: CellPlan, start: date, until: date | None) -> None:
        if cell.ended and (until is None or cell.ended < until):
            until = cell.ended
        last = until or TODAY
        seen = max(start, self.growth.books)
        members = self.growth.in_cell(cell.key, seen)
        here = of_working_age(members, seen, self.growth.rng)
        fit = [life for life in here if life.cell_on(last) == cell.key or until == cell.ended]
        posts = ["cell_secretary", "cell_deputy_secretary", "cell_committee_member"]
        seats = 3 if len(members) > 9 else 2
        for life, position in zip(fit, posts[:seats], strict=False):
            term = f"{start.year}-{start.year + 5}"
            office = Office(position, start, until, cell.key, term=term, gained="elected")
            self.give(life, office)

    def authorities(
        self, since: date, officers: int, until: date | None = None, roster: Sequence[Life] = ()
    ) -> list[Life]:
        """The commune's chairs and officers, the committee's own people first; one sits in one office."""
        fresh = of_working_age(self.growth.lives, max(since, self.growth.books), self.growth.rng)
        free = [*roster[:6], *(life for life in fresh if life not in roster[:6])]
        seats = []
        for position in [*AUTHORITIES, *["commune_officer"] * officers]:
            life = next(one for one in free if _suits(position, one, since))
            free.remove(life)
            self.give(life, Office(position, since, until, gained="elected"))
            seats.append(life)
        return seats

    def villages(
        self,
        since: date,
        until: date | None,
        outside: int,
        taken: Sequence[tuple[str, str, Life]] = (),
        positions: Sequence[str] = VILLAGE,
        headed_outside: Collection[str] = (),
    ) -> list[Holder]:
        """The offices of each village; the last `outside` of them held by people who are not members,
        and in villages `headed_outside` the first."""
        chosen: list[Holder] = []
        for cell in self.growth.cells:
            if not (cell.is_village and cell.stands(since)):
                continue
            ends = cell.ended if cell.ended and (until is None or cell.ended <= until) else until
            seen = max(since, self.growth.books)
            here = of_working_age(self.growth.in_cell(cell.key, seen), seen, self.growth.rng)
            fixed = {position: life for key, position, life in taken if key == cell.key}
            free = [life for life in here if life not in fixed.values()]
            for number, position in enumerate(positions):
                office = Office(position, since, ends, village=cell.key)
                if position in fixed:
                    chosen.append(self.give(fixed[position], office))
                    continue
                fit = [life for life in free if _suits(position, life, since)]
                apart = not number and cell.key in headed_outside
                if apart or number >= len(positions) - outside or not fit:
                    chosen.append(self.outsider(cell, office))
                else:
                    free.remove(fit[0])
                    chosen.append(self.give(fit[0], office))
        return chosen

    def outsider(self, cell: CellPlan, office: Office) -> Holder:
        growth = self.growth
        life = growth.somebody(
            "female" if "women" in office.position else "male",
            growth.rng.randint(21, 30 if "youth" in office.position else 52),
            cell,
            office.since,
        )
        holder = Holder(
            [office],
            facts=plain_facts(life) | {"occupation": "village_cadre"},
            levels=[Level("schooling", growth.rng.choice(["lower_secondary", "upper_secondary"]))],
            known_since=office.since,
        )
        self.holders.append(holder)
        return holder


def _suits(position: str, life: Life, on: date) -> bool:
    """Women lead the women's union, men with a soldier's past the veterans, the young the youth union."""
    if "women" in position:
        return life.sex == "female"
    if "veterans" in position or "military" in position:
        return life.sex == "male"
    return "youth" not in position or life.age(on) < 38
