"""Breaking rows down by a key each of them has."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from chibo.base.figures.composing import composed_once
from chibo.base.figures.counting import Grouping, count_together, grouped, grouping
from chibo.base.figures.definition import Dimension, Group, Rows, RowsOf, Scope, Words

# The rows are asked of the scope when the question is put together; a function made for one question only
# keeps it from being put together once.
Breakdown = tuple[Dimension, RowsOf, Scope]


@dataclass(frozen=True)
class InGroups:
    """Those of the rows that stand in a group of each of these dimensions."""

    rows: RowsOf
    groups: tuple[tuple[Dimension, str], ...]

    def __call__(self, scope: Scope) -> Rows:
        found = self.rows(scope)
        for by, key in self.groups:
            found = by.narrow(found, scope, key)
        return found


class ByKey(ABC):
    """A dimension that counts the rows of each key and then names the keys; many such are counted together."""

    @abstractmethod
    def key(self, scope: Scope) -> Any:
        """The expression of a row that it is counted by."""

    @abstractmethod
    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]: ...

    def groups(self, rows: Rows, scope: Scope) -> list[Group]:
        return self.named(grouped([grouping(rows, self.key(scope))])[0], scope)


class ByOwnKeys(ABC):
    """A dimension whose groups are the keys of its figure; what falls under two of them is counted under both."""

    @abstractmethod
    def labels(self, scope: Scope) -> Mapping[str, str]:
        """By key, in print order."""

    @abstractmethod
    def groups(self, rows: Rows, scope: Scope) -> list[Group]: ...


def groups_together(asked: Sequence[Breakdown]) -> list[list[Group]]:
    """The groups of each, those of ByKey dimensions counted in one question to the database."""
    keyed = [(by, rows, scope) for by, rows, scope in asked if isinstance(by, ByKey)]
    counts = iter(grouped([_grouping(by, rows, scope) for by, rows, scope in keyed]))
    return [
        by.named(next(counts), scope) if isinstance(by, ByKey) else _alone(by, rows, scope)
        for by, rows, scope in asked
    ]


def _alone(by: Dimension, rows: RowsOf, scope: Scope) -> list[Group]:
    if scope.key or not isinstance(by, ByOwnKeys):
        return by.groups(rows(scope), scope)
    labels = by.labels(scope)
    counts = count_together([(rows, scope.keyed(key)) for key in labels])
    found = {key: int(counts[rows, scope.keyed(key)]) for key in labels}
    return [Group(key, labels[key], n) for key, n in found.items() if n]


def _grouping(by: ByKey, rows: RowsOf, scope: Scope) -> Grouping:
    def compose() -> Grouping:
        return grouping(rows(scope), by.key(scope))

    return composed_once(("grouping", by, rows, scope), [scope], compose)


@dataclass(frozen=True)
class ByField(ByKey):
    """By a column that rows carry. `names` turns the values met into labels, in print order."""

    label: Words
    column: str
    names: Callable[[Iterable[Any], Scope], Mapping[Any, str]]

    def key(self, _scope: Scope) -> F:
        return F(self.column)

    def named(self, counts: Mapping[Any, int], scope: Scope) -> list[Group]:
        names = self.names(counts, scope)
        known = [
            Group(str(value), name, counts[value])
            for value, name in names.items()
            if value in counts
        ]
        unnamed = sum(n for value, n in counts.items() if value not in names)
        return known + ([Group("", _("Chưa rõ"), unnamed)] if unnamed else [])

    def narrow(self, rows: Rows, scope: Scope, key: str) -> Rows:
        if key:
            return rows.filter(**{self.column: key})
        return rows.filter(**{f"{self.column}__in": ["", None]}) | rows.filter(
            **{f"{self.column}__isnull": True}
        )
