"""The values of a form's cells: all figures in one question, all breakdowns in another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

from django.db.models import Avg, QuerySet
from django.db.models import Value as Constant

from chibo.base.asking import rows_together
from chibo.base.figures import Group, InGroups, Scope, figure, groups_together
from chibo.base.figures.definition import Rows
from chibo.base.figures.links import number_address
from chibo.members.queries.ages import CompletedYears
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers

FEW = "sex"
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


_TENTH = Decimal("0.1")


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
    _ages: dict[Ask, Value] = field(default_factory=dict)

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

    def prepare_ages(self, asks: Iterable[Ask]) -> None:
        scopes = {ask: self.numbers.scope_of(ask) for ask in asks}
        known = {ask: one for ask, one in scopes.items() if not isinstance(one, str)}
        found = rows_together([_mean_age(ask, scope) for ask, scope in known.items()])
        means = {
            ask: rows[0].mean if rows else None for ask, rows in zip(known, found, strict=True)
        }
        for ask, scope in scopes.items():
            mean = means.get(ask)
            told = None if mean is None else Decimal(str(mean)).quantize(_TENTH, ROUND_HALF_UP)
            self._ages[ask] = Value(told, scope if isinstance(scope, str) else "")

    def mean_age(self, ask: Ask) -> Value:
        """Mean completed years of a figure's people on the last day, to one decimal."""
        return self._ages[ask]

    def _scope(self, cell: Cell) -> Scope | None:
        scope = self.numbers.scope_of(cell.ask)
        return None if isinstance(scope, str) else scope


def _mean_age(ask: Ask, scope: Scope) -> QuerySet[Any, Any]:
    """A row; none where nobody's birth is known."""
    rows = figure(ask.figure).rows(scope).filter(person__born_on__isnull=False).order_by()
    ages = CompletedYears("person__born_on", scope.as_of)
    return rows.values(whole=Constant(1)).annotate(mean=Avg(ages)).values("mean")


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
    return figure(cell.ask.figure).dimension(cell.narrowed[-1][0]) if cell.narrowed else None


def narrowed_rows(cell: Cell, scope: Scope) -> Rows:
    """The rows of a cell's figure in all its groups but the last."""
    return _rows_of(cell)(scope)


def _rows_of(cell: Cell) -> InGroups:
    one = figure(cell.ask.figure)
    groups = tuple((one.dimension(by), group) for by, group in cell.narrowed[:-1])
    return InGroups(one.rows, groups)
