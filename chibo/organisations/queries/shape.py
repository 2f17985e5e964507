"""The tree a plan leads to, read from the tree as it stands: nothing is written."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.plan import END, KEEP, MERGE, NewUnit, Plan, Row, key_of
from chibo.organisations.queries.tree import (
    Branch,
    as_branch,
    branches,
    cell_kinds,
    path_ids,
    placed,
    within,
)


@dataclass(frozen=True)
class Shape:
    """What becomes of every unit the plan touches, on its day.

    `inside` are the units it names and all below them; `around` those that stand beside: parents and
    targets outside. Both as of the day, before the change. Units are asked for by reference.
    """

    plan: Plan
    on: date
    inside: Mapping[int, Branch]
    around: Mapping[int, Branch]
    new: Mapping[str, NewUnit] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {row.unit: row for row in self.plan.rows}

    def row(self, unit: int) -> Row:
        return self._rows.get(unit) or Row(unit)

    def standing(self, ref: str) -> Branch | None:
        """The unit as it stands before; None for a new one."""
        key = key_of(ref)
        return None if key is None else self.inside.get(key) or self.around.get(key)

    def name(self, ref: str) -> str:
        """What it is called afterwards."""
        if ref in self.new:
            return self.new[ref].name
        unit = self.standing(ref)
        return self.row(int(ref)).name or unit.name if unit else ""

    def short_name(self, ref: str) -> str:
        if ref in self.new:
            return self.new[ref].short_name or self.new[ref].name
        unit, row = self.standing(ref), self.row(key_of(ref) or 0)
        return row.short_name or row.name or (unit.short_name if unit else "")

    def kind(self, ref: str) -> str:
        if ref in self.new:
            return self.new[ref].kind
        unit = self.standing(ref)
        return unit.kind if unit else ""

    def is_cell(self, ref: str) -> bool:
        return self.kind(ref) in cell_kinds()

    def ends(self, ref: str) -> bool:
        key = key_of(ref)
        return key is not None and self.row(key).do in (MERGE, END)

    def successor(self, unit: int) -> str:
        """What stands in the unit's place; "" when it goes on or ends without one."""
        row = self.row(unit)
        return row.to if row.do == MERGE else ""

    def heir(self, unit: int) -> str:
        """Who keeps on what the unit kept: itself, what stands in its place or, where nothing does, above."""
        ref = str(unit)
        while (key := key_of(ref)) is not None and self.ends(ref):
            ref = self.successor(key) or str(self.inside[key].parent_id or "")
        return ref

    def parent(self, ref: str) -> str:
        """What it hangs under afterwards: a unit whose parent was merged follows it."""
        if ref in self.new:
            return self.new[ref].under
        unit = self.standing(ref)
        if unit is None:
            return ""
        row = self.row(unit.pk)
        if row.do == KEEP and row.to:
            return row.to
        above = unit.parent_id
        return (above and self.successor(above)) or str(above or "")

    def line(self, ref: str) -> list[str]:
        """From the unit up to the first one that stands outside, both included. Raises Refusal for a ring."""
        found = [ref]
        while (key := key_of(found[-1])) is None or key in self.inside:
            above = self.parent(found[-1])
            if not above:
                break
            if above in found:
                raise Refusal(
                    _("{name} không thể trực thuộc chính nhánh của mình.").format(
                        name=self.name(ref)
                    )
                )
            found.append(above)
        return found

    def path(self, ref: str, keys: Mapping[str, int]) -> str:
        """The tree path afterwards, once the new units have keys."""
        *own, top = self.line(ref)
        outside = self.around.get(key_of(top) or 0)
        path = outside.path if outside else _segment(top, keys)
        for one in reversed(own):
            path += _segment(one, keys)
        return path

    def final_cell(self, cell: int) -> str:
        """Where the cell's members are afterwards."""
        return self.successor(cell) or ("" if self.ends(str(cell)) else str(cell))

    @cached_property
    def cells(self) -> list[Branch]:
        """Cells inside, in tree order."""
        return sorted((u for u in self.inside.values() if u.is_cell), key=lambda one: one.path)

    @cached_property
    def ended(self) -> list[Branch]:
        """Units that end, the lowest first."""
        gone = [unit for key, unit in self.inside.items() if self.ends(str(key))]
        return sorted(gone, key=lambda one: (-one.depth, one.path))

    @cached_property
    def staying(self) -> list[Branch]:
        """Units inside that go on, from the top down."""
        on = [unit for key, unit in self.inside.items() if not self.ends(str(key))]
        return sorted(on, key=lambda one: one.path)

    @property
    def moved(self) -> list[Branch]:
        """Units that go on under another parent than before."""
        return [one for one in self.staying if self.parent(str(one.pk)) != str(one.parent_id or "")]

    def highest(self, units: Collection[Branch]) -> set[str]:
        """Their tree paths before, without those below another of them."""
        paths = {one.path for one in units}
        above = {path: {path[:end] for end in range(SEGMENT, len(path), SEGMENT)} for path in paths}
        return {path for path in paths if not above[path] & paths}

    def touched(self) -> Iterator[str]:
        """References to every unit that stands afterwards and is inside or new."""
        yield from self.new
        yield from (str(one.pk) for one in self.staying)


def shape_of(plan: Plan, on: date) -> Shape:
    """Reads the tree on the day; units that do not stand then are absent."""
    named = branches({*plan.old, *(row.unit for row in plan.rows)}, on)
    rows = placed(on).filter(within({one.path for one in named.values()}, "placement__path"))
    inside = {row.pk: as_branch(row, on) for row in rows} if named else {}
    around = _around(plan, inside.values())
    return Shape(
        plan,
        on,
        inside,
        branches(around - set(inside), on),
        {one.ref: one for one in plan.new},
    )


def _around(plan: Plan, inside: Collection[Branch]) -> set[int]:
    refs = [row.to for row in plan.rows] + [one.under for one in plan.new]
    refs += list(plan.people.values())
    keys = {key for ref in refs if (key := key_of(ref)) is not None}
    return keys | {key for one in inside for key in path_ids(one.path)}


def _segment(ref: str, keys: Mapping[str, int]) -> str:
    return Organisation(pk=keys.get(ref) or key_of(ref)).segment
