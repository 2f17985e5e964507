"""Organisations of a branch as rules read them: names, places in the tree, posts, places covered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from chibo.cleaning.queries.files import row_type
from chibo.members.models import Post
from chibo.members.queries.roll import roll
from chibo.organisations.models import CellPlace, Place, Placement, Profile
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import Item, code_list


@dataclass(slots=True)
class Unit:
    """One organisation on the day. `officials` and `members` are those of its own roll (a cell's)."""

    organisation_id: int
    path: str
    parent_id: int | None
    placed_by: str
    founded_on: date
    dissolved_on: date | None
    records_from: date | None
    parent_dissolved_on: date | None
    name: str = ""
    short_name: str = ""
    kind: str = ""
    base_type: str = ""
    code: str = ""
    decision_number: str = ""
    parent_code: str = ""
    posts: list[Any] = field(default_factory=list)
    covered: list[int] = field(default_factory=list)
    children: list["Unit"] = field(default_factory=list)
    groups: int = 0
    members: int = 0
    officials: int = 0
    below: int = 0
    earliest: date | None = None
    uncovered: list[str] = field(default_factory=list)


_COLUMNS = (
    "organisation_id",
    "path",
    "parent_id",
    "decision_number",
    "organisation__founded_on",
    "organisation__dissolved_on",
    "organisation__records_from",
    "parent__dissolved_on",
)
_SEAT = ("pk", "position", "person_id", "place_id", "started_on")
_seat_of = row_type("seat", _SEAT)


class OnRoll(Protocol):
    """What units are told of a member."""

    @property
    def cell_id(self) -> int: ...

    @property
    def started_on(self) -> date: ...

    @property
    def is_official(self) -> bool: ...


class Stay(NamedTuple):
    """A member as nothing but a stay in a cell."""

    cell_id: int
    started_on: date
    status: str

    @property
    def is_official(self) -> bool:
        return self.status == "official"


def stays(of: Branch) -> list[Stay]:
    """Of everybody on the roll."""
    rows = roll(of).order_by().values_list("cell_id", "started_on", "status")
    return [Stay(*row) for row in rows]


_NAMED = ("name", "short_name", "kind", "base_type", "code")


def read_units(of: Branch, files: Iterable[OnRoll]) -> list[Unit]:
    """Every organisation standing in the branch, in the order of the tree; a constant number of questions."""
    rows = Placement.objects.on(of.on).filter(under(of.path)).order_by("path")
    units = {row[0]: Unit(*row) for row in rows.values_list(*_COLUMNS)}
    _name(units, of.on)
    _know_parents(units, of.on)
    for unit in units.values():
        if parent := units.get(unit.parent_id or 0):
            parent.children.append(unit)
    _seat(units, of)
    _cover(units, of.on)
    _count(units, files)
    return list(units.values())


def read_few_units(keys: Sequence[int], on: date) -> list[Unit]:
    """Some units with their names and where they hang."""
    rows = Placement.objects.on(on).filter(organisation__in=keys).order_by("path")
    units = {row[0]: Unit(*row) for row in rows.values_list(*_COLUMNS)}
    _name(units, on)
    return list(units.values())


def _name(units: dict[int, Unit], on: date) -> None:
    """A founding says its decision in the profile; a move of the tree in the placement."""
    named = Profile.objects.on(on).filter(organisation__in=list(units))
    for key, number, *values in named.values_list("organisation_id", "decision_number", *_NAMED):
        unit = units[key]
        unit.decision_number = number
        for name, value in zip(_NAMED, values, strict=True):
            setattr(unit, name, value)


def _know_parents(units: dict[int, Unit], on: date) -> None:
    parents = {unit.parent_id for unit in units.values() if unit.parent_id}
    named = Profile.objects.on(on).filter(organisation__in=parents)
    codes = dict(named.values_list("organisation_id", "code"))
    for unit in units.values():
        unit.parent_code = codes.get(unit.parent_id or 0, "")


def _seat(units: dict[int, Unit], of: Branch) -> None:
    posts = Post.objects.on(of.on).filter(organisation__in=list(units)).order_by("pk")
    for key, *values in posts.values_list("organisation_id", *_SEAT):
        units[key].posts.append(_seat_of(values))


def _cover(units: dict[int, Unit], on: date) -> None:
    covered = CellPlace.objects.on(on).filter(cell__in=list(units))
    for cell, place in covered.values_list("cell_id", "place_id"):
        units[cell].covered.append(place)
    villages = [item.code for item in code_list("place_kinds").items() if _is_village(item)]
    places = Place.objects.on(on).filter(area__in=list(units), kind__in=villages)
    taken = set(CellPlace.objects.on(on).filter(place__in=places).values_list("place", flat=True))
    for place, area, name in places.order_by("name_folded").values_list("pk", "area_id", "name"):
        if place not in taken:
            units[area].uncovered.append(name)


def _is_village(item: Item) -> bool:
    return item.parent == "residential" or item.code == "residential"


def _count(units: dict[int, Unit], files: Iterable[OnRoll]) -> None:
    """Members stand in cells; those of a group of a cell are the cell's."""
    began: dict[int, list[date]] = defaultdict(list)
    for file in files:
        if unit := units.get(file.cell_id):
            unit.members += 1
            unit.officials += file.is_official
            began[file.cell_id].append(file.started_on)
    for unit in units.values():
        unit.earliest = min(began[unit.organisation_id], default=None)
        unit.groups = sum(child.kind == "party_group" for child in unit.children)
    for unit in reversed(units.values()):
        unit.below = unit.members + sum(child.below for child in unit.children)
