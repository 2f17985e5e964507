"""A long condition about one column, put into SQL once and used again.

A condition of dozens of subqueries costs more to put together than to answer. Where it depends on nothing but
a column of the row (and, say, a day), its SQL is made once and only the column is set into it.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, Expression, F, QuerySet
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


def any_of(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """SQL and values of the condition that there are such rows; keep it for as long as the rows mean the same,
    by the kind of database."""
    sql, values = rows.order_by().values("pk").query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return f"EXISTS({sql})", tuple(values)
