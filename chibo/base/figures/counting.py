"""Many counts in one question to the database: a page of figures costs one trip, and figures that are
parts of the same rows cost one reading of them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Aggregate, Case, Count, F, IntegerField, Q, TextField, Value, When

from chibo.base.figures.definition import Amount, Part, Rows, RowsOf, Scope, Sum

Counted = tuple[RowsOf, Scope]
# SQLite joins at most 500 questions into one.
_AT_ONCE = 400


def count_together(asked: Iterable[Counted]) -> dict[Counted, Amount]:
    """The number of rows each pair stands for, as `.count()` gives it, or the sum of a column of theirs."""
    wholes: dict[Counted, dict[Counted, Q]] = {}
    for rows, scope in asked:
        whole, condition = (rows, scope), Q()
        if isinstance(rows, Part):
            whole, condition = (rows.whole, rows.asked(scope)), rows.where(scope)
        wholes.setdefault(whole, {})[rows, scope] = condition
    found = _counted([_sql(*whole, parts) for whole, parts in wholes.items()])
    return {
        pair: _exact(pair[0], number)
        for place, parts in enumerate(wholes.values())
        for pair, number in zip(parts, found.get(place, [0] * len(parts)), strict=False)
    }


def _exact(rows: RowsOf, number: float | Decimal) -> Amount:
    """SQLite adds decimals up as floating numbers; the column says how many of their digits are meant."""
    places = rows.places if isinstance(rows, Sum) else 0
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-places)) if places else int(number)


def keys_together(asked: Sequence[tuple[Rows, Any]]) -> list[dict[Any, int]]:
    """For each pair of rows and an expression of theirs: how many rows there are of each of its values."""
    return _grouped([(rows, key, Count("*")) for rows, key in asked])


def _grouped(asked: Sequence[tuple[Rows, Any, Aggregate]]) -> list[dict[Any, Any]]:
    """What each aggregate comes to in the rows of each value of an expression."""
    lines, values, fields = [], [], []
    for place, (rows, key, told) in enumerate(asked):
        query = rows.order_by().values(counted_by=key).annotate(told=told).query
        fields.append(query.annotations["counted_by"].output_field)
        with suppress(EmptyResultSet):
            sql, given = query.sql_with_params()
            lines.append(f"SELECT {place}, CAST(counted_by AS text), told FROM ({sql}) AS grouped")  # noqa: S608 (Django's own SQL)
            values += given
    found: list[dict[Any, Any]] = [{} for _one in asked]
    if lines:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(lines), values)
            for place, key, told in cursor.fetchall():
                found[place][fields[place].to_python(key)] = told
    return found


class _Listed(Aggregate):
    """The values of a column, with commas between."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "STRING_AGG(CAST(%(expressions)s AS text), ',')"
        return super().as_sql(compiler, connection, template=template, **more)


def listed_together(asked: Sequence[tuple[Rows, Any, Any]]) -> list[dict[Any, str]]:
    """For each of rows, an expression of theirs and another that is a whole number: the numbers in the rows of
    each value of the first, "12,7,31", in no order."""
    found = _grouped([(rows, key, _Listed(number)) for rows, key, number in asked])
    return [{value: keys for value, keys in one.items() if keys} for one in found]


def _sql(
    asked: RowsOf, scope: Scope, parts: Mapping[Counted, Q]
) -> tuple[list[str], str, tuple[Any, ...]] | None:
    """Columns that count or add up, what they count in, its values; None when there can be no rows."""
    marks: dict[str, Any] = {
        f"part{place}": Case(When(condition, then=Value(1)), output_field=IntegerField())
        for place, condition in enumerate(parts.values())
        if condition
    }
    added = {"part0": F(asked.column)} if isinstance(asked, Sum) else {}
    try:
        rows = asked(scope).order_by().values("pk", **marks, **added)
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    if added:
        return ["COALESCE(SUM(part0), 0)"], sql, values
    names = [f"part{place}" for place in range(len(parts))]
    return [f"COUNT({name if name in marks else '*'})" for name in names], sql, values


def _counted(
    questions: list[tuple[list[str], str, tuple[Any, ...]] | None],
) -> dict[int, list[Any]]:
    """Place of the question → its counts, zeros after them; empty questions are absent."""
    asked = {place: one for place, one in enumerate(questions) if one}
    if not asked:
        return {}
    width = max(len(columns) for columns, _sql, _values in asked.values())
    lines = [
        f"SELECT {place}, {', '.join(columns + ['0'] * (width - len(columns)))} FROM ({sql}) AS counted"  # noqa: S608 (Django's own SQL)
        for place, (columns, sql, _values) in asked.items()
    ]
    values = [given for _columns, _sql, given in asked.values()]
    found: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        for at in range(0, len(lines), _AT_ONCE):
            few = slice(at, at + _AT_ONCE)
            cursor.execute(" UNION ALL ".join(lines[few]), [*chain.from_iterable(values[few])])
            found |= {place: counts for place, *counts in cursor.fetchall()}
    return found
