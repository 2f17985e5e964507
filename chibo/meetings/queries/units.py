"""The units a year of meetings is shown by: cells, kinds of cells, grassroots organisations."""

from collections.abc import Sequence

from chibo.organisations.queries.tree import (
    Branch,
    Placed,
    as_branch,
    cells_in,
    grassroots_kinds,
    placed_under,
    within,
)
from chibo.rulebook.queries import code_list

# More cells than this are shown by kind first; ours, for the eye.
MOST_CELLS = 40


def communes_of(of: Branch) -> Placed:
    """Grassroots organisations below a branch that is none itself."""
    below = placed_under(of.path, of.on).filter(profile__kind__in=grassroots_kinds())
    return below.exclude(pk=of.pk)


def cells_by_commune(of: Branch, communes: Sequence[Branch]) -> dict[int, list[Branch]]:
    """The cells of some of a branch's grassroots organisations; one that is a cell is its own."""
    rows = cells_in(of).filter(within({one.path for one in communes}, "placement__path"))
    found: dict[int, list[Branch]] = {one.pk: [] for one in communes}
    for row in rows:
        cell = as_branch(row, of.on)
        for one in communes:
            if cell.path.startswith(one.path):
                found[one.pk].append(cell)
    return found


def cells_by_type(of: Branch) -> dict[tuple[str, str], list[Branch]]:
    """By base type, code and label."""
    types = code_list("base_types")
    found: dict[tuple[str, str], list[Branch]] = {}
    for row in cells_in(of):
        code = row.base_type
        name = types.label(code) if code in types else code
        found.setdefault((code, name), []).append(as_branch(row, of.on))
    return found
