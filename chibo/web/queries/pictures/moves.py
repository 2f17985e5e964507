"""The movement equation as steps from the opening to the closing number."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.base.stepping import Span, stepped
from chibo.web.queries.strip import Line

_WIDE = 1000


@dataclass(frozen=True)
class Step(Span):
    """One line of the table as a bar, in thousandths of the width."""

    line: Line


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
    spans, origin = stepped([int(amount or 0) for amount in amounts], _WIDE)
    return Waterfall(
        [Step(**vars(span), line=line) for span, line in zip(spans, lines, strict=True)], origin
    )
