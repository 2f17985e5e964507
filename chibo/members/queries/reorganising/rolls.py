"""Members before and after a plan: the same rows, added up by the units that stand then."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Count

from chibo.members.models import Membership, Person, Status
from chibo.organisations.plan import KEEP, MERGE, key_of
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import Branch, as_branch, cells_in, path_ids


@dataclass(frozen=True)
class Counted:
    members: int = 0
    probationary: int = 0
    cells: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.members + other.members,
            self.probationary + other.probationary,
            self.cells + other.cells,
        )


@dataclass(frozen=True)
class Side:
    """Units by name with what they have."""

    units: list[tuple[str, Counted]]

    @property
    def whole(self) -> Counted:
        return sum((one for _name, one in self.units), Counted())


@dataclass(frozen=True)
class Divided:
    """A member of a cell that is divided, and the cell chosen for them so far."""

    person: Person
    cell: int
    status: str
    to: str

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label)


@dataclass(frozen=True)
class Rolls:
    """`cells` is what each cell has afterwards and `official` how many of those are official, by
    reference. `unplaced` members have no cell yet."""

    before: Side
    after: Side
    cells: dict[str, Counted]
    official: dict[str, int]
    unplaced: int

    @property
    def balances(self) -> bool:
        return self.before.whole.members == self.after.whole.members


def rolls_of(shape: Shape) -> Rolls:
    """Members at the close of the day, by the cells they are in before and the ones they go to."""
    homes, counted = _homes(shape), _counted_cells(shape)
    before, after = _empty(shape, counted, homes)
    cells: dict[str, Counted] = {}
    official: Counter[str] = Counter()
    unplaced = 0
    for cell, status, to, members in _groups(shape, counted):
        one = Counted(members, members if status == Status.PROBATIONARY else 0)
        before[_home(_line_before(counted[cell]), homes)] += one
        if not to:
            unplaced += members
            continue
        cells[to] = cells.get(to, Counted()) + one
        official[to] += one.members - one.probationary
        after[_home(_line_after(shape, to, counted), homes)] += one
    names = [(shape.standing(ref), ref) for ref in before]
    return Rolls(
        Side([(unit.name if unit else ref, before[ref]) for unit, ref in names]),
        Side([(shape.name(ref), one) for ref, one in after.items()]),
        cells,
        dict(official),
        unplaced,
    )


def divided_in(shape: Shape) -> list[Divided]:
    """Members whose cell goes into several, one by one."""
    cells = divided_cells(shape)
    rows = Membership.objects.on(shape.on).filter(cell__in=cells).select_related("person")
    return [
        Divided(row.person, row.cell_id, row.status, _chosen(shape, row))
        for row in rows.order_by("cell", "person__name_sort", "person")
    ]


def divided_cells(shape: Shape) -> list[int]:
    """Cells whose members are chosen for one by one: the split, those raised to a committee, and those
    that end without another in their place."""
    named = {key for key in shape.plan.old if key in shape.inside and shape.inside[key].is_cell}
    return [cell.pk for cell in shape.cells if _is_divided(shape, cell.pk, named)]


def _is_divided(shape: Shape, cell: int, named: set[int]) -> bool:
    row = shape.row(cell)
    if row.do == MERGE:
        return not shape.is_cell(row.to)
    new_cells = any(shape.is_cell(ref) for ref in shape.new)
    return row.do != KEEP or (cell in named and new_cells)


def _chosen(shape: Shape, row: Membership) -> str:
    stays = "" if shape.ends(str(row.cell_id)) else str(row.cell_id)
    return shape.plan.people.get(row.person_id, stays)


def _homes(shape: Shape) -> set[str]:
    """References by which the two sides are added up: the units named and what receives them."""
    plan, homes = shape.plan, {str(key) for key in shape.plan.old}
    homes |= {row.to for row in plan.rows if row.to and row.unit in plan.old}
    homes |= {row.to for row in plan.rows if row.do == KEEP and row.to}
    of_cells = any(one.is_cell for one in map(shape.inside.get, plan.old) if one)
    homes |= set(plan.people.values()) if of_cells else set()
    return homes | {ref for ref in shape.new if of_cells or not shape.is_cell(ref)}


def _counted_cells(shape: Shape) -> dict[int, Branch]:
    """Cells inside, and those of units outside that receive some."""
    above = {key for one in shape.inside.values() for key in path_ids(one.path)}
    targets = {key_of(row.to) for row in shape.plan.rows if row.to}
    targets |= {key_of(ref) for ref in shape.plan.people.values()}
    found = {cell.pk: cell for cell in shape.cells}
    for key in sorted(key for key in targets - above if key):
        unit = shape.around.get(key)
        if unit is not None:
            found |= {row.pk: as_branch(row, shape.on) for row in cells_in(unit)}
    return found


def _empty(
    shape: Shape, cells: dict[int, Branch], homes: set[str]
) -> tuple[dict[str, Counted], dict[str, Counted]]:
    """Both sides with their cells counted, before any member is."""
    before: dict[str, Counted] = {}
    after: dict[str, Counted] = {}
    standing = [str(key) for key in cells if not shape.ends(str(key))]
    for cell in cells.values():
        home = _home(_line_before(cell), homes)
        before[home] = before.get(home, Counted()) + Counted(cells=1)
    for ref in [*standing, *(ref for ref in shape.new if shape.is_cell(ref))]:
        home = _home(_line_after(shape, ref, cells), homes)
        after[home] = after.get(home, Counted()) + Counted(cells=1)
    return before, after


def _line_before(cell: Branch) -> list[str]:
    return [str(key) for key in reversed(path_ids(cell.path))]


def _line_after(shape: Shape, ref: str, cells: dict[int, Branch]) -> list[str]:
    key = key_of(ref)
    if key is not None and key not in shape.inside:
        return _line_before(cells[key]) if key in cells else [ref]
    *own, top = shape.line(ref)
    outside = shape.around.get(key_of(top) or 0)
    return [*own, *(_line_before(outside) if outside else [top])]


def _home(line: Sequence[str], homes: set[str]) -> str:
    """The lowest unit of the line by which members are added up."""
    return next((ref for ref in line if ref in homes), line[0])


def _groups(shape: Shape, cells: Iterable[int]) -> Iterator[tuple[int, str, str, int]]:
    """Cell, status, the cell afterwards and how many, of all members on the day."""
    divided = set(divided_cells(shape))
    rows = Membership.objects.on(shape.on).filter(cell__in=[c for c in cells if c not in divided])
    counted = rows.order_by().values_list("cell_id", "status").annotate(n=Count("pk"))
    for cell, status, n in counted:
        yield cell, status, shape.final_cell(cell), n
    for one in divided_in(shape) if divided else []:
        yield one.cell, one.status, one.to, 1
