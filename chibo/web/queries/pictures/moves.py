"""The movement equation as steps from the opening to the closing number."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.web.queries.strip import Line

_WIDE = 1000
# Ends much longer than what moved are cut off, so that the movements can be seen; the page says so.
_TOO_LONG = 3


@dataclass(frozen=True)
class Step:
    """One line of the table as a bar, in thousandths of the width: it begins at `start`, is `width` long and
    takes the count from `before` to `reached`."""

    line: Line
    kind: str
    start: int
    width: int
    before: int
    reached: int


@dataclass(frozen=True)
class Waterfall:
    """`origin` is the number the scale begins at; above 0 the ends are drawn broken."""

    steps: list[Step]
    origin: int

    @property
    def balanced(self) -> bool:
        """Whether opening and movements come to the closing number."""
        amounts = [step.line.amount or 0 for step in self.steps]
        return sum(amounts[:-1]) == amounts[-1]


def waterfall(lines: Sequence[Line]) -> Waterfall | None:
    """None while the opening, the closing or what moved is not known."""
    amounts = [line.amount for line in lines]
    if not lines or any(amount is None for amount in amounts):
        return None
    reached = _running([int(amount or 0) for amount in amounts])
    origin, top = _origin(reached), max([*reached, 1])
    return Waterfall(
        [
            _step(line, before, after, origin, top)
            for line, before, after in zip(lines, [origin, *reached], reached, strict=False)
        ],
        origin,
    )


def _running(amounts: Sequence[int]) -> list[int]:
    """The count after each line; the last line is the closing number itself."""
    found = [amounts[0]]
    for amount in amounts[1:-1]:
        found.append(found[-1] + amount)
    return [*found, amounts[-1]]


def _origin(reached: Sequence[int]) -> int:
    lowest, spread = min(reached), max(reached) - min(reached)
    return lowest - spread if spread and lowest > _TOO_LONG * spread else 0


def _step(line: Line, before: int, after: int, origin: int, top: int) -> Step:
    begun = origin if line.total else before
    low, high = sorted((_at(begun, origin, top), _at(after, origin, top)))
    kind = "end" if line.total else "up" if after >= before else "down"
    return Step(
        line, kind, low, max(high - low, 2), _at(before, origin, top), _at(after, origin, top)
    )


def _at(number: int, origin: int, top: int) -> int:
    return round((number - origin) * _WIDE / max(top - origin, 1))
