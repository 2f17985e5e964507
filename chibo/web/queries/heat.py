"""Which cells the small heat-map of home shows: all where they are few, else those that missed a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.base.text import text_sort_key
from chibo.meetings.queries.recent import Recent, months_to, recent, with_turnout
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

# Ours, for the eye: so many cells are shown whole; of more, so many of those that missed a month.
FEW_CELLS, MOST_ROWS = 20, 12


@dataclass(frozen=True)
class Recorded:
    """The months, the rows shown, and how many cells there are besides: those that missed none, and those of
    which nothing is known."""

    months: Sequence[date]
    rows: Sequence[Recent]
    cells: int
    missing: int
    without_gap: int
    unknown: int

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == self.cells


def recorded(of: Branch) -> Recorded | None:
    """None where no cell has recorded a meeting in these months. Two questions."""
    cells = recent(of)
    if not any(one.held or one.missed for one in cells):
        return None
    missing = [one for one in cells if one.missed]
    known = [one for one in cells if one.asked]
    few = len(cells) <= FEW_CELLS
    shown = sorted(cells, key=_in_the_tree) if few else _worst(missing)
    return Recorded(
        months=months_to(of.on),
        rows=with_turnout(shown),
        cells=len(cells),
        missing=len(missing),
        without_gap=len(known) - len(missing),
        unknown=len(cells) - len(known),
    )


def _worst(missing: Sequence[Recent]) -> list[Recent]:
    """Those that missed most months first."""
    return sorted(missing, key=lambda one: (-len(one.missed), *_in_the_tree(one)))[:MOST_ROWS]


def _in_the_tree(one: Recent) -> tuple[int, object]:
    order = {item.code: n for n, item in enumerate(code_list("base_types").items())}
    return order.get(one.base_type, len(order)), text_sort_key(one.name)
