"""How work of other apps takes part in a reorganisation: cases, letters, reports that hang on units.

An app above registers a Carrier in its AppConfig.ready. What it writes through the trace is taken back
with the rest when the reorganisation is undone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from chibo.organisations.queries.shape import Shape

if TYPE_CHECKING:
    from chibo.accounts.models import User
    from chibo.organisations.actions.tracing import Trace


@dataclass(frozen=True)
class Consequence:
    """One line of the rehearsal: "Hồ sơ kết nạp đang mở: 3, chuyển sang chi bộ mới". `blocking` ones
    must be settled first; the sentence then says how."""

    sentence: str
    count: int = 0
    blocking: bool = False


@dataclass(frozen=True)
class Fates:
    """What became of units, once the new ones have keys. `cells`: cell that ended → the cell its members
    went to; `people`: the cell of members whose cell was divided; `units`: every unit that ended → what
    stands in its place; `heirs`: the same or, where nothing does, what stands above; `paths`: units that
    go on elsewhere in the tree → their path from the day on, and the same of all in `heirs`' values."""

    on: date
    cells: Mapping[int, int]
    people: Mapping[int, int]
    units: Mapping[int, int]
    heirs: Mapping[int, int]
    paths: Mapping[int, str]
    reason: str


class Carrier(Protocol):
    def describe(self, shape: Shape) -> list[Consequence]:
        """Reads what would be carried."""

    def carry(self, fates: Fates, trace: "Trace", *, by: "User") -> None:
        """Carries it, writing through the trace only."""


# Given the rows a reorganisation made that are about to go; raises Refusal where something builds on them that no
# key of the database ties to them, as money spent since.
UndoCheck = Callable[[Sequence[Any]], None]

_carriers: list[Carrier] = []
_undo_checks: list[UndoCheck] = []


def register(carrier: Carrier) -> None:
    """Called once per kind of carrier, when its app is ready."""
    if not any(type(one) is type(carrier) for one in _carriers):
        _carriers.append(carrier)


def register_undo_check(check: UndoCheck) -> None:
    if check not in _undo_checks:
        _undo_checks.append(check)


def check_undo(made: Sequence[Any]) -> None:
    for check in _undo_checks:
        check(made)


def carriers() -> list[Carrier]:
    return list(_carriers)
