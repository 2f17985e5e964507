"""The indented tree: only what is open is read, in a number of questions that does not grow."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from chibo.accounts.models import User
from chibo.base.text import fold, text_sort_key
from chibo.meetings.queries.recent import Recent, recent_of
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import (
    Branch,
    as_branch,
    branches,
    path_ids,
    placed,
    placed_under,
)
from chibo.rulebook.queries import code_list
from chibo.web.queries.units import Size, secretaries, sizes

OPENED = 30  # children shown under an opened node; the rest on the node's own tree
FOUND = 40


@dataclass(frozen=True)
class Node:
    """A line of the tree. `level` counts from the page's own organisation, which is 1; `months` are the last of a
    cell whose meetings the user may read."""

    unit: Branch
    level: int
    size: Size
    secretary: str
    founded: object
    has_children: bool
    is_open: bool
    months: Recent | None = None
    hidden_children: int = 0


def tree(
    user: User, root: Branch, opened: Collection[int], first: int, length: int
) -> tuple[list[Node], int]:
    """The root, a page of its children and what is open below; and how many children the root has."""
    wanted = {root.pk, *opened}
    below = _children_of(wanted, root)
    mine = below.get(root.pk, [])
    shown: list[tuple[Branch, int, int]] = [(root, 1, 0)]
    for child in mine[first : first + length]:
        _walk(child, 2, wanted, below, shown)
    return _nodes(user, shown, wanted, root), len(mine)


def _children_of(keys: Collection[int], root: Branch) -> dict[int, list[Branch]]:
    """Children of each opened node on the root's day: committees first, then by base type and name."""
    rows = placed_under(root.path, root.on).filter(placement__parent_id__in=keys)
    order = {item.code: n for n, item in enumerate(code_list("base_types").items())}
    found: dict[int, list[Branch]] = {}
    units = [as_branch(row, root.on) for row in rows]
    units.sort(key=lambda u: (u.is_cell, order.get(u.base_type, 999), text_sort_key(u.short_name)))
    for unit in units:
        if unit.parent_id:
            found.setdefault(unit.parent_id, []).append(unit)
    return found


def _walk(
    unit: Branch,
    level: int,
    wanted: Collection[int],
    below: Mapping[int, list[Branch]],
    shown: list[tuple[Branch, int, int]],
) -> None:
    mine = below.get(unit.pk, []) if unit.pk in wanted else []
    shown.append((unit, level, max(0, len(mine) - OPENED)))
    for child in mine[:OPENED]:
        _walk(child, level + 1, wanted, below, shown)


def _nodes(
    user: User,
    shown: Iterable[tuple[Branch, int, int]],
    opened: Collection[int],
    root: Branch,
) -> list[Node]:
    lines = list(shown)
    units = [unit for unit, _level, _hidden in lines]
    counted, led = sizes(units, root.on), secretaries(user, units, root.on)
    parents, months = _parents_among(units, root), _months(user, units, root)
    founded = dict(
        placed(root.on).filter(pk__in=[u.pk for u in units]).values_list("pk", "founded_on")
    )
    return [
        Node(
            unit,
            level,
            counted[unit.pk],
            led.get(unit.pk, ""),
            founded.get(unit.pk),
            unit.pk in parents,
            unit.pk in opened,
            months.get(unit.pk),
            hidden,
        )
        for unit, level, hidden in lines
    ]


def _months(user: User, units: Iterable[Branch], root: Branch) -> dict[int, Recent]:
    cells = (unit for unit in units if unit.is_cell)
    seen = [unit.pk for unit in cells if has_power(user, Power.SEE_NAMES, unit.path)]
    return recent_of(seen, root.on)


def _parents_among(units: Iterable[Branch], root: Branch) -> set[int]:
    """Which of the units have anything below them."""
    keys = [unit.pk for unit in units]
    rows = placed(root.on).filter(placement__parent_id__in=keys)
    return set(rows.order_by().values_list("placement__parent_id", flat=True).distinct())


def matches(user: User, root: Branch, text: str) -> list[Node]:
    """Organisations under the root whose name has the words, each under the line that leads to it."""
    rows = placed_under(root.path, root.on)
    for word in fold(text).split():
        rows = rows.filter(
            Q(profile__name_folded__startswith=word) | Q(profile__name_folded__contains=f" {word}")
        )
    found = {row.pk: as_branch(row, root.on) for row in rows[:FOUND]}
    line = {key for unit in found.values() for key in path_ids(unit.path)[root.depth - 1 :]}
    found |= branches(line - set(found), root.on)
    units = sorted(found.values(), key=lambda unit: unit.path)
    shown = [(unit, unit.depth - root.depth + 1, 0) for unit in units]
    return _nodes(user, shown, {unit.pk for unit in units if unit.pk in line}, root)
