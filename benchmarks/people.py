"""Rows of people and of their Party lives, as the actions would write them.

A life is: entered in the books when they begin, admitted or moved in later; recognised twelve months
after admission; sometimes moved to another cell; sometimes ended. Every boundary is a movement.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.names import Names
from benchmarks.rows import Row, Rows
from benchmarks.shape import BOOKS, MEASURED, SEED, TODAY, Commune, Country, segment
from chibo.base.secrets import encrypt, keyed_hash

START, END = BOOKS.toordinal(), TODAY.toordinal()
DAYS = [date.fromordinal(day).isoformat() for day in range(END - 45_000, END + 1)]
PERIODS, MOVES, LEVELS = 4, 5, 3  # keys reserved for each person in those tables

_OCCUPATIONS = ["farmer", "retired", "public_unit", "commune_official", "village_cadre", "state_official",
                "enterprise_worker", "armed_forces", "other"]  # fmt: skip
_OCCUPATION_WEIGHTS = list(accumulate([30, 27, 14, 6, 5, 6, 5, 4, 3]))
_RELIGIONS = ["none", "buddhism", "catholicism", "hoa_hao", "protestantism", "cao_dai"]
_RELIGION_WEIGHTS = list(accumulate([960, 20, 12, 3, 3, 2]))
_ENDINGS = ["died", "moved_out", "removed", "left", "expelled"]
_ENDING_WEIGHTS = list(accumulate([78, 8, 7, 6, 1]))
_SCHOOLING = [("lower_secondary", 3), ("upper_secondary", 4)]
_PROFESSIONAL = [("elementary", 1), ("intermediate", 2), ("college", 3), ("university", 4)]
_PROFESSIONAL_WEIGHTS = list(accumulate([12, 26, 14, 48]))
_THEORY = [("elementary", 1), ("intermediate", 2), ("advanced", 3)]
_THEORY_WEIGHTS = list(accumulate([60, 30, 10]))
_POSTS = ["secretary", "standing_deputy_secretary", "people_committee_chair", "commune_officer"]


def iso(day: int) -> str:
    return DAYS[day - END - 1]


@dataclass(frozen=True)
class Place:
    cell: int
    path: str
    commune: int
    province: int


@dataclass
class Stay:
    place: Place
    status: str
    start: int
    opened_by: int


def place(commune: Commune, number: int) -> Place:
    key = commune.first_cell + number
    path = commune.path + segment(key)
    return Place(key, path, commune.key, commune.province_key)


@cache
def tail_hash(digits: str) -> str:
    return keyed_hash(digits)


class Generator:
    """Makes the rows of one commune after another; any order, any number of processes, same rows."""

    def __init__(self, country: Country, qualified: float) -> None:
        self.country = country
        self.qualified = qualified
        self.names = Names()
        self.peoples = {p.key: _mix(p.peoples) for p in country.provinces}
        self.province_names = {p.key: p.name for p in country.provinces}

    def rows(self, commune: Commune) -> Rows:
        return _Census(self, commune).rows


def _mix(peoples: dict[str, int]) -> tuple[list[str], list[int]]:
    codes = [*peoples, "kinh"]
    return codes, list(accumulate([*peoples.values(), 100 - sum(peoples.values())]))


class _Census:
    def __init__(self, of: Generator, commune: Commune) -> None:
        self.of, self.commune = of, commune
        self.chance = Random(f"{SEED} people {commune.key}")
        self.rows: Rows = {name: [] for name in _FILLED}
        self.share = 1.0 if commune.name == MEASURED else of.qualified
        key = commune.first_person
        for number, people in enumerate(commune.cells):
            home = place(commune, number)
            for position in range(people):
                self._person(key, home, position)
                key += 1

    def _person(self, key: int, home: Place, position: int) -> None:
        chance = self.chance
        sex = "female" if chance.random() < 0.34 else "male"
        codes, weights = self.of.peoples[self.commune.province_key]
        ethnicity = codes[bisect(weights, chance.random() * 100)]
        religion = chance.choices(_RELIGIONS, cum_weights=_RELIGION_WEIGHTS)[0]
        fate = 0.5 if position == 0 else chance.random()
        entered = START if fate < 0.84 else START + 1 + int(chance.random() * (END - START - 1))
        admitted = fate >= 0.85
        age = 18 + int(chance.random() * (18 if admitted else 62))
        born = entered - age * 365 - int(chance.random() * 365) - 5
        joined = entered if admitted else entered - 400 - int(chance.random() * (age - 17) * 300)
        carried = (sex, iso(born), ethnicity, religion)
        life = _Life(self, key, carried)
        official = life.live(home, entered, "admitted" if admitted else _entry(fate), joined)
        self.rows["person"].append(
            self._file(key, carried, born, joined, official, life.occupation(age))
        )
        if chance.random() < self.share:
            self.rows["qualification"] += self._levels(key)
        if position < len(_POSTS) and home.cell == self.commune.first_cell:
            self._post(key, self.commune.key, _POSTS[position])
        if position == 0:
            self._post(key, home.cell, "cell_secretary")

    def _file(
        self,
        key: int,
        carried: tuple[str, str, str, str],
        born: int,
        joined: int,
        official: int | None,
        occupation: str,
    ) -> Row:
        sex, born_on, ethnicity, religion = carried
        names = self.of.names.draw(self.chance, sex, ethnicity)
        number = _identity(key, sex, born_on, self.commune.province_number)
        province = self.of.province_names[self.commune.province_key]
        return (
            key, *names, sex, born_on, ethnicity, religion,
            encrypt(number), keyed_hash(number), tail_hash(number[-4:]),
            province, province, f"xã {self.commune.name}", occupation,
            iso(joined), None if official is None else iso(official), f"{key:012}",
        )  # fmt: skip

    def _levels(self, key: int) -> Iterator[Row]:
        chance, first = self.chance, key * LEVELS
        level, rank = _SCHOOLING[chance.random() < 0.8]
        yield first, key, "schooling", level, rank, None
        if chance.random() < 0.6:
            level, rank = chance.choices(_PROFESSIONAL, cum_weights=_PROFESSIONAL_WEIGHTS)[0]
            yield first + 1, key, "professional", level, rank, None
        if chance.random() < 0.4:
            level, rank = chance.choices(_THEORY, cum_weights=_THEORY_WEIGHTS)[0]
            yield first + 2, key, "theory", level, rank, iso(START + int(chance.random() * 2000))

    def _post(self, person: int, organisation: int, position: str) -> None:
        key = person * 2 + (position == "cell_secretary")
        row = (key, person, position, organisation, "2025-2030", "elected", "2025-07-01")
        self.rows["post"].append(row)


_FILLED = ["person", "movement", "membership", "qualification", "exemption", "admission",
           "recognition", "post"]  # fmt: skip


def _entry(fate: float) -> str:
    return "registered" if fate < 0.84 else "moved_in"


def _identity(key: int, sex: str, born_on: str, province: int) -> str:
    """12 digits: province, century and sex, two digits of the year, six of a sequence."""
    century = (0 if born_on < "2000" else 2) + (sex == "female")
    return f"{province:03}{century}{born_on[2:4]}{key % 1_000_000:06}"


class _Life:
    """One person's movements and the periods between them."""

    def __init__(self, census: _Census, key: int, carried: tuple[str, str, str, str]) -> None:
        self.census, self.key, self.carried = census, key, carried
        self.chance = census.chance
        self.next_move, self.next_period = key * MOVES, key * PERIODS
        self.entered = START

    def live(self, home: Place, entered: int, kind: str, joined: int) -> int | None:
        """Write the whole life; returns the day of becoming official, None while probationary."""
        self.entered = entered
        status = "probationary" if kind == "admitted" else "official"
        stay = Stay(home, status, entered, self._move(kind, entered, None, (home, status)))
        official: int | None = joined + 365
        if kind == "admitted":
            self._admission(stay)
            official = _a_year_after(entered)
            if official > END:
                return self._close_books(stay, None)
            stay = self._next(stay, "recognised", official, (home, "official"))
            self._recognition(stay, official)
        if self.chance.random() < 0.07 and stay.start < END - 60:
            on = stay.start + 1 + int(self.chance.random() * (END - stay.start - 40))
            stay = self._next(stay, "moved_within", on, (self._elsewhere(home), stay.status))
        if self.chance.random() < 0.05 and stay.start < END - 1:
            on = stay.start + 1 + int(self.chance.random() * (END - stay.start))
            kind = self.chance.choices(_ENDINGS, cum_weights=_ENDING_WEIGHTS)[0]
            return self._close_books(stay, (kind, on), official)
        return self._close_books(stay, None, official)

    def occupation(self, age: int) -> str:
        if age > 60:
            self._exempt_some()
            return "retired"
        return self.chance.choices(_OCCUPATIONS, cum_weights=_OCCUPATION_WEIGHTS)[0]

    def _exempt_some(self) -> None:
        if self.chance.random() < 0.25:
            day = self.entered + int(self.chance.random() * (END - self.entered))
            self.census.rows["exemption"].append((self.key, self.key, "old_weak", iso(day), None))

    def _close_books(
        self, stay: Stay, end: tuple[str, int] | None, official: int | None = None
    ) -> int | None:
        if end is None:
            self._period(stay, None, None)
        else:
            kind, on = end
            self._period(stay, on, self._move(kind, on, (stay.place, stay.status), None))
        return official

    def _next(self, stay: Stay, kind: str, on: int, to: tuple[Place, str]) -> Stay:
        move = self._move(kind, on, (stay.place, stay.status), to)
        self._period(stay, on, move)
        return Stay(to[0], to[1], on, move)

    def _move(
        self, kind: str, on: int, left: tuple[Place, str] | None, to: tuple[Place, str] | None
    ) -> int:
        move, self.next_move = self.next_move, self.next_move + 1
        out, into = _side(left), _side(to)
        self.census.rows["movement"].append((move, self.key, kind, iso(on), *out, *into))
        return move

    def _period(self, stay: Stay, end: int | None, closed_by: int | None) -> None:
        key, self.next_period = self.next_period, self.next_period + 1
        where = stay.place
        self.census.rows["membership"].append(
            (
                key,
                self.key,
                where.cell,
                stay.status,
                where.path,
                where.commune,
                where.province,
                *self.carried,
                iso(stay.start),
                None if end is None else iso(end),
                stay.opened_by,
                closed_by,
            )
        )

    def _admission(self, stay: Stay) -> None:
        decided = iso(stay.start - int(self.chance.random() * 25))
        row = (self.key, self.key, stay.opened_by, decided, iso(stay.start))
        self.census.rows["admission"].append(row)

    def _recognition(self, stay: Stay, effective: int) -> None:
        row = (self.key, self.key, stay.opened_by, iso(effective), iso(effective))
        self.census.rows["recognition"].append(row)

    def _elsewhere(self, home: Place) -> Place:
        """Mostly the same commune, sometimes the same province, rarely anywhere."""
        country, where = self.census.of.country, self.chance.random()
        commune = self.census.commune
        if where >= 0.7:
            communes = country.inhabited if where > 0.9 else country.inhabited_of[home.province]
            commune = communes[int(self.chance.random() * len(communes))]
        number = int(self.chance.random() * len(commune.cells))
        found = place(commune, number)
        return (
            found if found.cell != home.cell else place(commune, (number + 1) % len(commune.cells))
        )


def _side(at: tuple[Place, str] | None) -> tuple[Any, str, str]:
    return (None, "", "") if at is None else (at[0].cell, at[0].path, at[1])


def _a_year_after(day: int) -> int:
    """Probation is twelve months: the same day of the next year."""
    begun = date.fromordinal(day)
    try:
        return begun.replace(year=begun.year + 1).toordinal()
    except ValueError:  # 29 February
        return (begun.replace(year=begun.year + 1, day=28) + timedelta(days=1)).toordinal()
