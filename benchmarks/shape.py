"""The shape of a generated country: how many communes, cells and members, with which keys.

Everything follows from the size and the seed, so two loads of the same size hold the same facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random
from typing import Literal

from benchmarks.names import COUNTRY
from chibo.organisations.models import Organisation

Size = Literal["commune", "province", "nation"]
SIZES: tuple[Size, ...] = ("commune", "province", "nation")

BOOKS = date(2021, 1, 1)  # every member book begins
TODAY = date(2026, 11, 1)  # nothing is dated later
SEED = 20261121
PEOPLE_IN_NATION = 5_600_000
PEOPLE_IN_CELL = 22.4  # 5.6 million in 250,000 cells

MEASURED, EMPTY, LARGE = "Mường Đo", "Mường Trống", "Mường Đông"


@dataclass(frozen=True)
class Commune:
    """`cells[i]` has the key `first_cell + i` and that many people; people's keys begin at `first_person`."""

    key: int
    name: str
    number: int
    province_key: int
    province_number: int
    first_cell: int
    first_person: int
    cells: tuple[int, ...]

    @property
    def people(self) -> int:
        return sum(self.cells)

    @property
    def path(self) -> str:
        return segment(1) + segment(self.province_key) + segment(self.key)


@dataclass(frozen=True)
class Province:
    key: int
    number: int
    name: str
    peoples: dict[str, int]
    communes: list[Commune] = field(default_factory=list)

    @property
    def path(self) -> str:
        return segment(1) + segment(self.key)


@dataclass(frozen=True)
class Country:
    size: Size
    provinces: list[Province]

    @cached_property
    def communes(self) -> list[Commune]:
        return [commune for province in self.provinces for commune in province.communes]

    @cached_property
    def inhabited(self) -> list[Commune]:
        return [commune for commune in self.communes if commune.people]

    @cached_property
    def inhabited_of(self) -> dict[int, list[Commune]]:
        return {p.key: [c for c in p.communes if c.people] for p in self.provinces}

    @property
    def people(self) -> int:
        return sum(commune.people for commune in self.communes)

    def named(self, name: str) -> Commune | None:
        return next((commune for commune in self.communes if commune.name == name), None)


def segment(key: int) -> str:
    return Organisation(pk=key).segment


def country(size: Size) -> Country:
    chance = Random(SEED)
    known = COUNTRY["province"] if size == "nation" else COUNTRY["province"][:1]
    keys, provinces = _Keys(), []
    for number, facts in enumerate(known, start=1):
        province = Province(number + 1, number, facts["name"], facts["peoples"])
        ordinary = 0 if size == "commune" else facts["communes"]
        wanted = [*_special(province, size), *_ordinary(chance, ordinary)]
        for place, (name, cells) in enumerate(wanted, start=1):
            province.communes.append(keys.commune(province, place, name, cells))
        provinces.append(province)
    return Country(size, provinces)


@dataclass
class _Keys:
    next_commune: int = 1_000
    next_cell: int = 10_000
    next_person: int = 1

    def commune(
        self, province: Province, number: int, name: str, cells: tuple[int, ...]
    ) -> Commune:
        made = Commune(
            self.next_commune,
            name,
            number,
            province.key,
            province.number,
            self.next_cell,
            self.next_person,
            cells,
        )
        self.next_commune += 1
        self.next_cell += len(cells)
        self.next_person += sum(cells)
        return made


def _special(province: Province, size: Size) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The communes that are measured hang in the first province: 4,000 members, none, 100,000."""
    if province.number != 1:
        return
    yield MEASURED, (40,) * 100
    yield EMPTY, (0,) * 60
    if size != "commune":
        yield LARGE, (125,) * 800


def _ordinary(chance: Random, count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    communes = sum(province["communes"] for province in COUNTRY["province"])
    first, second = COUNTRY["first_words"].split(), COUNTRY["second_words"].split()
    for number in range(count):
        people = chance.gauss(PEOPLE_IN_NATION / communes, 450)
        cells = max(12, round(max(people, 300) / PEOPLE_IN_CELL))
        begins, ends = number % len(first), number // len(first)
        name = f"{first[begins]} {second[ends]}"
        yield name, tuple(max(3, round(chance.gauss(PEOPLE_IN_CELL, 8))) for _ in range(cells))
