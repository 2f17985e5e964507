"""A running count drawn as steps: where each bar begins and ends on a line of a given length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# Ends much longer than what moved are cut off, so that the movements can be seen.
_TOO_LONG = 3
_THINNEST = 2


@dataclass(frozen=True)
class Span:
    """A bar that begins at `start`, is `width` long and takes the count from `before` to `reached`."""

    kind: Literal["end", "up", "down"]
    start: int
    width: int
    before: int
    reached: int


def stepped(amounts: Sequence[int], length: int) -> tuple[list[Span], int]:
    """The first and last amount are ends, the others added one after another; also the number the scale begins
    at, above 0 where the ends are cut off."""
    reached = _running(amounts)
    origin, top = _origin(reached), max([*reached, 1])
    last = len(amounts) - 1
    spans = []
    for place, (before, after) in enumerate(zip([origin, *reached], reached, strict=False)):
        is_end = place in (0, last)
        begun = origin if is_end else before
        low, high = sorted(_at(n, origin, top, length) for n in (begun, after))
        kind: Literal["end", "up", "down"] = (
            "end" if is_end else "up" if after >= before else "down"
        )
        ends = (_at(n, origin, top, length) for n in (before, after))
        spans.append(Span(kind, low, max(high - low, _THINNEST), *ends))
    return spans, origin


def _running(amounts: Sequence[int]) -> list[int]:
    """The count after each; the last amount is the closing number itself."""
    found = [amounts[0]]
    for amount in amounts[1:-1]:
        found.append(found[-1] + amount)
    return [*found, amounts[-1]]


def _origin(reached: Sequence[int]) -> int:
    lowest, spread = min(reached), max(reached) - min(reached)
    return lowest - spread if spread and lowest > _TOO_LONG * spread else 0


def _at(number: int, origin: int, top: int, length: int) -> int:
    return round((number - origin) * length / max(top - origin, 1))
