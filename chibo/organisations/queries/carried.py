"""What a membership carries of the tree, so that counting a branch reads no other table."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Self

from chibo.organisations.models import Placement, Profile, Succession
from chibo.organisations.queries.tree import cell_kinds, grassroots_kinds, path_ids


@dataclass(frozen=True)
class Carried:
    """A cell's place in the tree: `grassroots_id` is the basic organisation it belongs to (or is)."""

    cell_id: int
    path: str
    grassroots_id: int | None
    province_id: int | None


@dataclass(frozen=True)
class Stretch:
    """A period over which what a cell's members carry stays the same; `ended_on` None is open."""

    carried: Carried
    started_on: date
    ended_on: date | None

    def starting(self, day: date) -> Self:
        return type(self)(self.carried, max(day, self.started_on), self.ended_on)


def stretches(cells: Collection[int], since: date) -> dict[int, list[Stretch]]:
    """Per cell, in order, the stretches that hold on or after `since`, the first cut to begin there.

    Where a cell was merged into another they go on as that one's.
    """
    found = _own_stretches(cells, since)
    gone = {cell: runs[-1].ended_on for cell, runs in found.items() if runs and runs[-1].ended_on}
    if not gone:
        return found
    merged = Succession.objects.filter(predecessor__in=gone, kind=Succession.Kind.MERGED)
    into = {
        row.predecessor_id: row
        for row in merged.filter(successor__profiles__kind__in=cell_kinds())
        if row.on == gone[row.predecessor_id]
    }
    later = stretches({row.successor_id for row in into.values()}, since) if into else {}
    for cell, row in into.items():
        runs = later[row.successor_id]
        found[cell] += [
            run.starting(row.on) for run in runs if run.ended_on is None or run.ended_on > row.on
        ]
    return found


def _own_stretches(cells: Collection[int], since: date) -> dict[int, list[Stretch]]:
    rows = list(
        Placement.objects.filter(organisation__in=cells)
        .exclude(ended_on__lte=since)
        .order_by("organisation", "started_on")
    )
    kinds = _kinds({key for row in rows for key in path_ids(row.path)})
    found: dict[int, list[Stretch]] = {cell: [] for cell in cells}
    for row in rows:
        day = max(row.started_on, since)
        carried = _carried(row.organisation_id, row.path, kinds, day)
        found[row.organisation_id].append(Stretch(carried, row.started_on, row.ended_on))
    return found


def carried_on(cells: Collection[int], day: date) -> dict[int, Carried]:
    """Cells that do not stand in the tree on that day are absent."""
    rows = Placement.objects.on(day).filter(organisation__in=cells)
    kinds = _kinds({key for row in rows for key in path_ids(row.path)})
    return {
        row.organisation_id: _carried(row.organisation_id, row.path, kinds, day) for row in rows
    }


_Kinds = dict[int, list[tuple[date, date | None, str]]]


def _kinds(keys: Collection[int]) -> _Kinds:
    found: _Kinds = {}
    rows = Profile.objects.filter(organisation__in=keys).values_list(
        "organisation_id", "started_on", "ended_on", "kind"
    )
    for key, start, end, kind in rows:
        found.setdefault(key, []).append((start, end, kind))
    return found


def _carried(cell: int, path: str, kinds: _Kinds, day: date) -> Carried:
    line = path_ids(path)
    return Carried(
        cell,
        path,
        next((key for key in reversed(line) if _kind(kinds, key, day) in grassroots_kinds()), None),
        next((key for key in line if _kind(kinds, key, day) == "province"), None),
    )


def _kind(kinds: _Kinds, key: int, day: date) -> str:
    for start, end, kind in kinds.get(key, []):
        if start <= day and (end is None or day < end):
            return kind
    return ""
