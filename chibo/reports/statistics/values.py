"""The values of a form's cells: all figures in one question, all breakdowns in another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

from chibo.base.figures import ByKey, Group, InGroups, Scope, figure, groups_together
from chibo.base.figures.definition import Rows
from chibo.base.figures.links import number_address
from chibo.members.queries.ages import CompletedYears
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers

FEW, YEARS = "sex", "years"
Condition = tuple[str, str]  # dimension, group


@dataclass(frozen=True)
class Cell:
    """A figure on a day or over a period, narrowed by groups of its dimensions one after another."""

    ask: Ask
    narrowed: tuple[Condition, ...] = ()

    @classmethod
    def parse(cls, text: str, when: str = "now") -> Self:
        head, *conditions = text.split("*")
        ask = Ask.parse(head)
        if when == "before":
            ask = ask.a_year_before()
        parts = [condition.partition("=") for condition in conditions]
        # One question answers all groups of the last dimension: that with two of them stands before the others.
        pairs = sorted(((by, group) for by, _equals, group in parts), key=lambda one: one[0] != FEW)
        return cls(ask, tuple(pairs))


@dataclass(frozen=True)
class Value:
    """`number` None with a `reason` where it is not known; 0 is a number."""

    number: int | Decimal | None
    reason: str = ""
    url: str = ""
    ask: Ask | None = None


@dataclass
class Values:
    numbers: Numbers
    _groups: dict[Cell, Mapping[str, Group]] = field(default_factory=dict)

    def prepare(self, cells: Iterable[Cell]) -> None:
        wanted = list(cells)
        self.numbers.prepare([cell.ask for cell in wanted])
        broken = {breakdown_of(cell) for cell in wanted if cell.narrowed} - set(self._groups)
        asked = {cell: scope for cell in broken if (scope := self._scope(cell)) is not None}
        for cell, groups in self._break_down(asked).items():
            self._groups[cell] = {group.key: group for group in groups}

    def _break_down(self, asked: Mapping[Cell, Scope]) -> dict[Cell, list[Group]]:
        found = groups_together(
            [(last_dimension(cell), _rows_of(cell), scope) for cell, scope in asked.items()]
        )
        return dict(zip(asked, found, strict=True))

    def value(self, cell: Cell) -> Value:
        whole = self.numbers.reading(cell.ask)
        scope = self._scope(cell)
        if whole.value is None or scope is None:
            return Value(None, whole.reason)
        url = _address(cell, scope)
        if not cell.narrowed:
            return Value(whole.value, "", url, cell.ask)
        group = self._groups[breakdown_of(cell)].get(cell.narrowed[-1][1])
        return Value(group.value if group else 0, "", url, cell.ask)

    def mean_age(self, ask: Ask) -> Value:
        """Mean completed years of a figure's people on the last day, to one decimal."""
        scope = self.numbers.scope_of(ask)
        if isinstance(scope, str):
            return Value(None, scope)
        ages = [(int(one.key), one.value) for one in self._groups[in_years(ask)].values()]
        if not ages:
            return Value(None)
        mean = Decimal(sum(years * n for years, n in ages)) / sum(n for _years, n in ages)
        return Value(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))

    def _scope(self, cell: Cell) -> Scope | None:
        scope = self.numbers.scope_of(cell.ask)
        return None if isinstance(scope, str) else scope


def _address(cell: Cell, scope: Scope) -> str:
    return number_address(
        cell.ask.figure,
        scope.branch.pk,
        day=scope.as_of,
        period=scope.period,
        key=scope.key,
        where=[f"{by}:{group}" for by, group in cell.narrowed],
        tree=scope.tree,
    )


def breakdown_of(cell: Cell) -> Cell:
    """The question that answers a cell and its neighbours: the last group left open."""
    if not cell.narrowed:
        return cell
    return replace(cell, narrowed=(*cell.narrowed[:-1], (cell.narrowed[-1][0], "")))


def last_dimension(cell: Cell) -> Any:
    """What its rows fall apart by; None for a cell that is its figure whole."""
    by = cell.narrowed[-1][0] if cell.narrowed else ""
    if by == YEARS:
        return _ByYears()
    return figure(cell.ask.figure).dimension(by) if by else None


@dataclass(frozen=True)
class _ByYears(ByKey):
    """By completed years; whose day of birth is not known falls into no group."""

    def key(self, scope: Scope) -> CompletedYears:
        return CompletedYears("person__born_on", scope.as_of)

    def named(self, counts: Mapping[Any, int], _scope: Scope) -> list[Group]:
        return [Group(str(years), "", n) for years, n in counts.items() if years is not None]


def in_years(ask: Ask) -> Cell:
    """A figure's people by their age, which its mean is told from."""
    return Cell(ask, ((YEARS, ""),))


def narrowed_rows(cell: Cell, scope: Scope) -> Rows:
    """The rows of a cell's figure in all its groups but the last."""
    return _rows_of(cell)(scope)


def _rows_of(cell: Cell) -> InGroups:
    one = figure(cell.ask.figure)
    groups = tuple((one.dimension(by), group) for by, group in cell.narrowed[:-1])
    return InGroups(one.rows, groups)
