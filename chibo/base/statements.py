"""SQL put together once. For rows that few can be asked for, Django takes longer to compose a query than the
database to answer it: a page that asks for the same rows again should not pay that twice (decision 0012).

What is kept is the statement and what it was given, never what was found: an answer is read anew each time.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache, singledispatch
from threading import Lock
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

# About 4 kB each, so 8 MB; a page of figures has a hundred of them, a list of what is due thirty-six.
MOST_KEPT = 2_000

_MARK, _CODE = re.compile("%%|%s"), re.compile("[a-z_]*")
# A table of the question itself, not of one inside it, narrowed to what stands under a place in the tree.
_THROUGH_A_BRANCH, _A_BRANCH = re.compile(r'"(?![A-Z]\d+")\w+"\."path" >= '), 1_000

_NOTHING: Any = object()

T = TypeVar("T")


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


class Kept:
    """What was composed and used last. What had to ask the database while it was composed is not kept: it may
    come out differently tomorrow."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._lock = most, Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def forget(self) -> None:
        with self._lock:
            self._found.clear()

    def of(self, key: Hashable, compose: Callable[[], T]) -> T:
        """`key` holds everything that `compose` looks at, but for the rulebook."""
        with self._lock:
            found: T = self._found.get(key, _NOTHING)
            if found is not _NOTHING:
                self._found.move_to_end(key)
                return found
        made, asked = _watched(compose)
        if not asked:
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: Any) -> None:
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._most:
                self._found.popitem(last=False)


# Those of this process; forgotten when a rulebook is read (rulebook.queries.book).
STATEMENTS = Kept()


def _watched(compose: Callable[[], T]) -> tuple[T, bool]:
    """What is composed, and whether the database was asked for it."""
    asked: list[bool] = []

    def notice(execute: Callable[..., Any], *given: Any) -> Any:
        asked.append(True)
        return execute(*given)

    with connection.execute_wrapper(notice):
        return compose(), bool(asked)


def statement_of(rows: QuerySet[Any, Any]) -> Statement:
    """Of a query of `values(…)`, in no order."""
    compiler = rows.order_by().query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, given = put_together(compiler)
    except EmptyResultSet:
        return Statement("", (), {})
    columns = {alias: column.output_field for column, _sql, alias in compiler.select}
    return Statement(sql, given, columns)


def put_together(compiler: SQLCompiler) -> tuple[str, tuple[Any, ...]]:
    """SQL with our own codes and empty texts written into it, and the values that are left to be given.

    SQLite plans a statement anew on each use when a value given to it may decide whether a partial index (such as
    that of notes not withdrawn: `withdrawn = ''`) serves: 8 ms of a question of eighty figures. Raises
    EmptyResultSet."""
    sql, given = compiler.as_sql()
    values, left = iter(given), list[Any]()

    def written(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%%"
        value = next(values)
        if isinstance(value, str) and _CODE.fullmatch(str(value)):
            return f"'{value}'"
        left.append(value)
        return "%s"

    return _MARK.sub(written, sql), tuple(left)


@lru_cache(MOST_KEPT)
def looks_up(sql: str) -> int:
    """How much it looks up row by row: how often it asks about a column of the row at hand, which Django writes in
    brackets, and far more where those rows are whatever stands in a branch.

    Of questions joined into one, those that do most of it go first: SQLite keeps the cursors of each until all
    are answered, and looks through the open ones whenever another is opened (what is due of 4,000 members: 20 ms
    instead of 30)."""
    return sql.count('= ("') * (_A_BRANCH if _THROUGH_A_BRANCH.search(sql) else 1)
