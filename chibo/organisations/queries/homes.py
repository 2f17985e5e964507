"""Where everything ever recorded belongs in the tree of one day: the home of each unit, and of the people
of a cell that was made of several."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q

from chibo.organisations.models import Placement, Profile, Succession
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.tree import Branch, cell_kinds, under, within

NOWHERE = ""  # the home of what came out of units that had no place in common


@dataclass(frozen=True)
class Joined:
    """People who came into a cell from another and belong elsewhere than the cell does: from a day on their
    rows in it (`into`: its paths) count where they were. `came` are the cells they were in, one after the
    other, with the last day in each; `path` is where the first of these hung."""

    into: frozenset[str]
    on: date
    came: tuple[tuple[int, date], ...]
    path: str


@dataclass(frozen=True)
class Homes:
    """The tree of a day as a map: every path ever had by a unit that it knows → the path on that day."""

    places: Mapping[str, str]
    joined: tuple[Joined, ...] = ()

    def home(self, path: str) -> str:
        """Of a row by its path: that of the lowest unit on it that is known; NOWHERE without any."""
        for end in range(len(path), 0, -SEGMENT):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return NOWHERE

    def is_at(self, top: str, path: str) -> bool:
        """Whether a row of that path belongs under `top` in the tree of the day."""
        return self.home(path).startswith(top)

    def decided(self, top: str) -> dict[str, bool]:
        """Paths that say whether what lies under them belongs under `top`, the shortest first: a longer
        one overrules what it lies under."""
        found: dict[str, bool] = {}
        for path, home in sorted(self.places.items(), key=lambda one: (len(one[0]), one[0])):
            belongs = home.startswith(top)
            if belongs != _ruled(found, path):
                found[path] = belongs
        return found

    def within(self, top: str, column: str) -> Q:
        """The condition that a row belongs under `top`, as far as its path tells."""
        condition = Q(pk__in=[])
        for path, belongs in self.decided(top).items():
            if belongs:
                condition |= under(path, column)
            else:
                condition &= Q(**{f"{column}__lt": path}) | Q(**{f"{column}__gte": path + "~"})
        return condition

    def apart(self, place: Callable[[str], Any]) -> tuple[Joined, ...]:
        """Those of cells whose people fall into several places; `place` names the one of a path."""
        split = {one.into for one in self.joined if place(one.path) != place(min(one.into))}
        return tuple(one for one in self.joined if one.into in split)

    def crossing(self, top: str) -> tuple[Joined, ...]:
        """Those of cells in which not everybody belongs on the same side of `top`."""
        return self.apart(lambda path: self.is_at(top, path))


def _ruled(found: Mapping[str, bool], path: str) -> bool:
    above = (path[:end] for end in range(len(path) - SEGMENT, 0, -SEGMENT))
    return next((found[one] for one in above if one in found), False)


class _Stood(NamedTuple):
    unit: int
    path: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class _Event(NamedTuple):
    on: date
    new: int
    old: int
    kind: str

    @property
    def eve(self) -> date:
        return self.on - timedelta(days=1)


class _Known:
    """What is read of the units that have to do with each other: where they stood, what came of them."""

    def __init__(self, units: Iterable[int], day: date) -> None:
        self.day = day
        self.units = set(units)
        self.events: list[_Event] = []
        self.stood: dict[int, list[_Stood]] = {}
        self.homes: dict[int, str] = {}

    def read(self) -> None:
        """Follows successions both ways until there is nobody new."""
        new, found = set(self.units), set(self.events)
        while new:
            rows = Succession.objects.filter(Q(predecessor__in=new) | Q(successor__in=new))
            found |= {
                _Event(*row)
                for row in rows.values_list("on", "successor_id", "predecessor_id", "kind")
            }
            self.units |= new
            new = {unit for one in found for unit in (one.old, one.new)} - self.units
        self.events = sorted(found)
        self._read_places()
        self._find_homes()

    def _read_places(self) -> None:
        rows = Placement.objects.filter(organisation__in=self.units - set(self.stood))
        for row in rows.values_list("organisation_id", "path", "started_on", "ended_on"):
            self.stood.setdefault(row[0], []).append(_Stood(*row))

    def _find_homes(self) -> None:
        self.homes = {
            unit: one.path for unit, had in self.stood.items() for one in had if one.on(self.day)
        }
        for event in reversed(self.events):
            merged = event.kind == Succession.Kind.MERGED and event.on <= self.day
            if merged and event.old not in self.homes and event.new in self.homes:
                self.homes[event.old] = self.homes[event.new]
        later = groupby([one for one in self.events if one.on > self.day], key=lambda one: one[:2])
        for (_day, new), together in later:
            if new not in self.homes:
                self.homes[new] = _shared([self._home_of(one) for one in together])

    def _home_of(self, event: _Event) -> str:
        """Of the unit that ended or was divided by it: where it belonged the day before."""
        if event.old in self.homes:
            return self.homes[event.old]
        return self.told().home(self.path_on(event.old, event.eve))

    def path_on(self, unit: int, day: date) -> str:
        return next((one.path for one in self.stood.get(unit, ()) if one.on(day)), NOWHERE)

    def paths(self, unit: int) -> frozenset[str]:
        return frozenset(one.path for one in self.stood.get(unit, ()))

    def told(self, joined: tuple[Joined, ...] = ()) -> Homes:
        places = {
            one.path: home for unit, home in self.homes.items() for one in self.stood.get(unit, ())
        }
        return Homes(places, joined)

    def strangers(self, top: str) -> set[int]:
        """Units not read yet that hung, at some time, under what belongs under `top`."""
        paths = [path for path, belongs in self.told().decided(top).items() if belongs]
        rows = Placement.objects.filter(within(paths))
        return set(rows.values_list("organisation_id", flat=True)) - self.units


def _shared(paths: Collection[str]) -> str:
    """The lowest place above all of them."""
    first, last = min(paths), max(paths)
    whole = (end for end in range(len(first), 0, -SEGMENT) if last.startswith(first[:end]))
    return first[: next(whole, 0)]


def homes_for(of: Branch) -> Homes:
    """What has to do with a branch, in the tree of the branch's own day."""
    standing = Placement.objects.on(of.on).filter(under(of.path))
    known = _Known(standing.values_list("organisation_id", flat=True), of.on)
    known.read()
    while new := known.strangers(of.path):
        known.units |= new
        known.read()
    return known.told(_joined(known))


def _joined(known: _Known) -> tuple[Joined, ...]:
    """The last change first, and of one change those first who came the longest way."""
    told = known.told()
    later = [one for one in known.events if one.on > known.day]
    cells = _cells({one.old for one in later})
    found: dict[int, list[Joined]] = {}
    for event in later:
        if event.old in cells:
            found.setdefault(event.new, []).extend(_brought(event, known, told, found))
    everybody = [one for many in found.values() for one in many]
    return tuple(sorted(everybody, key=lambda one: (-one.on.toordinal(), -len(one.came))))


def _brought(
    event: _Event, known: _Known, told: Homes, before: Mapping[int, list[Joined]]
) -> list[Joined]:
    """Who has to be told apart in the cell that an event led people into."""
    into, way = known.paths(event.new), (event.old, event.eve)
    there = told.home(known.path_on(event.new, event.on))
    path = known.path_on(event.old, event.eve)
    elsewhere = told.home(path) != there
    found = [Joined(into, event.on, (way,), path)] if elsewhere else []
    return found + [
        Joined(into, event.on, (*one.came, way), one.path)
        for one in before.get(event.old, ())
        if elsewhere or told.home(one.path) != there
    ]


def _cells(units: Collection[int]) -> set[int]:
    rows = Profile.objects.filter(organisation__in=units, kind__in=cell_kinds())
    return set(rows.values_list("organisation_id", flat=True))
