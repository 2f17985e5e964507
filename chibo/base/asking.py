"""Small questions of many askers, put to the database together.

A page that gathers lines from every app would cost a trip for each kind of line. Instead an app says which
rows it needs and what it makes of them (`Ask`), and the page has all of them answered in one question
(`answered`): one more asker costs no more trips. Counts have the same in `base.figures` (`read_together`).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import (
    AutoField,
    CharField,
    Count,
    ForeignKey,
    IntegerField,
    JSONField,
    QuerySet,
    TextField,
    Value,
)

from chibo.base.statements import STATEMENTS, Kept, RowsOf, Statement, looks_up, statement_of

_AS_SENT = frozenset(one.to_python for one in (CharField, TextField, IntegerField, AutoField))
_ARRAYS = {"sqlite": "json_array", "postgresql": "json_build_array"}

Line = TypeVar("Line")


@dataclass(frozen=True)
class Ask(Generic[Line]):
    """`rows` is a query of `values(…)`: keys, texts, whole numbers, booleans, days, lists and objects, so few that
    they may be read whole; as `RowsOf` it is put together once. `told` is handed them as objects with those
    columns, in no order, and makes the lines."""

    rows: QuerySet[Any, Any] | RowsOf
    told: Callable[[list[Any]], list[Line]]


def answered(asks: Sequence[Ask[Line]]) -> list[Line]:
    """The lines of all, in one question; none where nobody asks."""
    found = rows_together([ask.rows for ask in asks])
    return [line for ask, rows in zip(asks, found, strict=True) for line in ask.told(rows)]


def told_together(
    rows: Sequence[QuerySet[Any, Any] | RowsOf], told: Callable[[list[list[Any]]], list[Line]]
) -> list[Ask[Line]]:
    """Asks whose rows are told of when all have come."""
    came: list[list[Any]] = []

    def keep(found: list[Any]) -> list[Line]:
        came.append(found)
        return told(came) if len(came) == len(rows) else []

    return [Ask(one, keep) for one in rows]


def how_many(*asked: QuerySet[Any, Any]) -> list[int]:
    """The number of rows of each, none of them `distinct`."""
    counted = [rows.order_by().values(in_all=Value(1)).annotate(n=Count("pk")) for rows in asked]
    found = rows_together([rows.values("n") for rows in counted])
    return [sum(row.n for row in rows) for rows in found]


def objects_together(*asked: QuerySet[Any]) -> list[list[Any]]:
    """The objects of each query in one question, in no order, as their own table has them: nothing annotated and
    nothing related."""
    columns = [[one.attname for one in rows.model._meta.concrete_fields] for rows in asked]
    found = rows_together(
        [rows.order_by().values(*names) for rows, names in zip(asked, columns, strict=True)]
    )
    return [
        [rows.model.from_db(rows.db, names, [getattr(row, name) for name in names]) for row in came]
        for rows, names, came in zip(asked, columns, found, strict=True)
    ]


def rows_together(
    asked: Sequence[QuerySet[Any, Any] | RowsOf], kept: Kept = STATEMENTS
) -> list[list[Any]]:
    """The rows of each query, which travel as JSON because their columns differ."""
    made = [_statement(rows, kept) for rows in asked]
    able = [(place, one) for place, one in enumerate(made) if one.sql]
    able.sort(key=lambda one: -looks_up(one[1].sql))
    lines = [_line(place, list(one.columns), one.sql) for place, one in able]
    found: list[list[Any]] = [[] for _rows in asked]
    names = [tuple(one.columns) for one in made]
    kinds = [_not_as_sent(one) for one in made]
    for place, cells in _read(lines, [value for _place, one in able for value in one.given]):
        for at, of_kind in kinds[place]:
            cells[at] = of_kind(cells[at])
        found[place].append(SimpleNamespace(**dict(zip(names[place], cells, strict=True))))
    return found


def _not_as_sent(one: Statement) -> list[tuple[int, Callable[[Any], Any]]]:
    """By its place, how a column becomes what its field holds; texts, whole numbers and keys come as they are."""
    fields = enumerate(map(_of_key, one.columns.values()))
    return [(at, _made(field)) for at, field in fields if type(field).to_python not in _AS_SENT]


def _made(field: Any) -> Callable[[Any], Any]:
    return _from_json if isinstance(field, JSONField) else field.to_python


def _from_json(sent: Any) -> Any:
    """SQLite sends lists and objects as text, PostgreSQL as they are."""
    return json.loads(sent) if isinstance(sent, str) else sent


def _of_key(field: Any) -> Any:
    return field.target_field if isinstance(field, ForeignKey) else field


def _statement(rows: QuerySet[Any, Any] | RowsOf, kept: Kept) -> Statement:
    if not isinstance(rows, RowsOf):
        return statement_of(rows)
    composed = rows
    return kept.of(rows.key, lambda: statement_of(composed.query()))


def _line(place: int, names: Sequence[str], sql: str) -> str:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    array = _ARRAYS[connection.vendor]
    return f"SELECT {place}, CAST({array}({quoted}) AS text) FROM ({sql}) AS asked"  # noqa: S608 (Django's own SQL)


def _read(lines: Sequence[str], values: Sequence[Any]) -> list[tuple[int, list[Any]]]:
    if not lines:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(lines), values)
        return [(place, json.loads(cells)) for place, cells in cursor.fetchall()]
