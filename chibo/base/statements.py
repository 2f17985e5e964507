"""SQL put together once. For rows that few can be asked for, Django takes longer to compose a query than the
database to answer it: a page that asks for the same rows again should not pay that twice.

What is kept is the statement and what it was given, never what was found: an answer is read anew each time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import singledispatch
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, QuerySet
from django.utils import timezone

# About 4 kB each: those of some forty users' days.
MOST_KEPT = 1500


@dataclass(frozen=True)
class Statement:
    """`columns` by alias, in the order of the SELECT; `sql` is "" when no row can answer."""

    sql: str
    given: tuple[Any, ...]
    columns: dict[str, "Field[Any, Any]"]


@singledispatch
def plainly(one: Any) -> tuple[Hashable, Any]:
    """What a query may be put together from, and one like it that knows this and nothing more. What
    remembers things it once read (a branch, a user) says here which of them count."""
    return one, one


class RowsOf:
    """The query that `compose` makes of its arguments, the rulebook and today alone."""

    def __init__(self, compose: Callable[..., QuerySet[Any, Any]], *args: Any) -> None:
        self._compose, told = compose, [plainly(one) for one in args]
        self.key = (compose, timezone.localdate(), *(key for key, _plain in told))
        self._args = [plain for _key, plain in told]

    def query(self) -> QuerySet[Any, Any]:
        return self._compose(*self._args)


class Statements:
    """Those used last. What had to ask the database while it was put together is not kept: it may be put
    together differently tomorrow."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, Statement] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()

    def of(self, rows: RowsOf) -> Statement:
        with self._lock:
            if found := self._kept.get(rows.key):
                self._kept.move_to_end(rows.key)
                return found
        asked: list[str] = []
        with connection.execute_wrapper(_noting(asked)):
            made = statement_of(rows.query())
        if not asked:
            self._keep(rows.key, made)
        return made

    def _keep(self, key: Hashable, made: Statement) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _noting(asked: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    return note


def statement_of(rows: QuerySet[Any, Any]) -> Statement:
    """Of a query of `values(…)`, in no order."""
    compiler = rows.order_by().query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, given = compiler.as_sql()
    except EmptyResultSet:
        return Statement("", (), {})
    columns = {alias: column.output_field for column, _sql, alias in compiler.select}
    return Statement(sql, tuple(given), columns)
