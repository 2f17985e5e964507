"""A long condition about one column, put into SQL once and used again.

A condition of dozens of subqueries costs more to put together than to answer. Where it depends on nothing but
a column of the row (and, say, a day), its SQL is made once and only the column is set into it. So is a whole
question (`Question`) in which only some values change, where marks stand. Both are kept in
`statements.STATEMENTS` (decision 0012).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, Expression, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

_MARK = "<row>"


def the_row() -> RawSQL:
    """Stands for the column of the outer row in the rows of an `AnyOf`."""
    return RawSQL(_MARK, [])  # noqa: S611 (our own mark)


class AnyOf(Expression):
    """The condition that there are some of these rows; `sql` is what `any_of` made. The mark stands in the
    outermost query of them only, so that no name within hides the column set in its place."""

    conditional = True

    def __init__(self, column: str, sql: str, values: tuple[Any, ...]) -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(column)
        self.sql, self.values = sql, values

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        [self.column] = exprs

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, _none = compiler.compile(self.column)
        return self.sql.replace(_MARK, column), self.values


class OneOf(Func):
    """The condition that a column is one of many whole numbers, which travel as one value (`one_value`) however
    many they are."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: Any, listed: Any) -> None:
        super().__init__(
            F(column) if isinstance(column, str) else column,
            Value(listed) if isinstance(listed, str) else listed,
        )

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self._among("SELECT value FROM json_each({})", compiler)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self._among("SELECT value::bigint FROM json_array_elements_text({}::json)", compiler)

    def _among(self, numbers: str, compiler: Any) -> Any:
        column, own = compiler.compile(self.source_expressions[0])
        listed, given = compiler.compile(self.source_expressions[1])
        return f"{column} IN ({numbers.format(listed)})", (*own, *given)


def one_value(numbers: Iterable[int]) -> str:
    """Whole numbers as the one value of a `OneOf`."""
    return json.dumps(list(numbers))


@dataclass(frozen=True)
class Question:
    """SQL asked again with other values in place of marks among its `values`."""

    sql: str
    values: tuple[Any, ...]

    def ask(self, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        told = [
            given.get(value, value) if isinstance(value, str) else value for value in self.values
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, told)
            return cursor.fetchall()


def any_of(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """SQL and values of the condition that there are such rows."""
    sql, values = rows.order_by().values("pk").query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return f"EXISTS({sql})", tuple(values)
