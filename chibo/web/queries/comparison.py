"""Units compared by several figures at once: lines, their order, and what lies in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chibo.base.figures import Figure, Reading, Scope, read_together
from chibo.base.text import text_sort_key
from chibo.organisations.queries.tree import Branch, know_books
from chibo.web.queries.pictures.panels import measure
from chibo.web.queries.side_by_side import Beside


@dataclass(frozen=True)
class Asked:
    """A figure with its key, as the address names it: "admitted", "cells:ban"."""

    figure: Figure
    key: str = ""

    @property
    def code(self) -> str:
        return f"{self.figure.id}:{self.key}" if self.key else self.figure.id

    @property
    def label(self) -> str:
        return str(self.figure.label) + (f": {self.key}" if self.key else "")

    @property
    def is_share(self) -> bool:
        return self.figure.base is not None or bool(
            self.key and self.figure.key_is_part and not self.figure.key_needed
        )


@dataclass(frozen=True)
class Column:
    """One figure of all units, in the order of the units, and of the branch that holds them."""

    asked: Asked
    readings: list[Reading]
    whole: Reading

    @property
    def measures(self) -> list[float | None]:
        return [measure(one) for one in self.readings]

    @property
    def known(self) -> list[float]:
        return [one for one in self.measures if one is not None]

    @property
    def spread(self) -> tuple[float, float, float] | None:
        """The least, the middle and the greatest; None while nothing is known of any unit."""
        return (min(self.known), median(self.known), max(self.known)) if self.known else None

    @property
    def longest(self) -> float:
        """What a full bar stands for: a hundred, or the greatest number."""
        return 100 if self.asked.is_share else max([*self.known, 1])


@dataclass(frozen=True)
class Comparison:
    units: Sequence[Branch]
    columns: list[Column]

    def order(self, by: str, *, rising: bool) -> list[int]:
        """Places of the units, sorted by a figure's code or, by any other word, by name. What is not known
        comes last either way; equals stand by name."""
        names = sorted(
            range(len(self.units)), key=lambda at: text_sort_key(self.units[at].short_name)
        )
        column = next((one for one in self.columns if one.asked.code == by), None)
        if column is None:
            return names if rising else names[::-1]
        numbers, sign = column.measures, 1 if rising else -1
        return sorted(names, key=lambda at: (numbers[at] is None, sign * (numbers[at] or 0)))


def compare(beside: Beside, asked: Sequence[Asked], scope: Scope) -> Comparison:
    """`scope` is that of the branch; a period is asked of figures that take one."""
    know_books([scope.branch])
    scopes = [scope_of(one, scope) for one in asked]
    wholes = read_together([(one.figure, its) for one, its in zip(asked, scopes, strict=True)])
    columns = [
        Column(one, beside.read(one.figure, its), whole)
        for one, its, whole in zip(asked, scopes, wholes, strict=True)
    ]
    return Comparison(beside.units, columns)


def scope_of(one: Asked, scope: Scope) -> Scope:
    period = scope.period if one.figure.takes == "period" else None
    return Scope(scope.branch, scope.as_of, period, one.key)
