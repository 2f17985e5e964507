"""Many counts in one question to the database: a page of figures costs one trip, and figures that are
parts of the same rows cost one reading of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    Aggregate,
    Case,
    Count,
    F,
    Field,
    IntegerField,
    Q,
    Value,
    When,
)

from chibo.base.aggregates import Listed
from chibo.base.figures.composing import composed_once
from chibo.base.figures.definition import Amount, Part, Rows, RowsOf, Scope, Sum
from chibo.base.statements import looks_up, put_together

Counted = tuple[RowsOf, Scope]
# SQLite joins at most 500 questions into one.
_AT_ONCE = 400


def count_together(asked: Iterable[Counted]) -> dict[Counted, Amount]:
    """The number of rows each pair stands for, as `.count()` gives it, or the sum of a column of theirs."""
    wholes: dict[Counted, dict[Counted, None]] = {}
    for rows, scope in asked:
        whole = (rows.whole, rows.asked(scope)) if isinstance(rows, Part) else (rows, scope)
        wholes.setdefault(whole, {})[rows, scope] = None
    found = _counted([_counting(whole, tuple(parts)) for whole, parts in wholes.items()])
    return {
        pair: _exact(pair[0], number)
        for place, parts in enumerate(wholes.values())
        for pair, number in zip(parts, found.get(place, [0] * len(parts)), strict=False)
    }


def _exact(rows: RowsOf, number: float | Decimal) -> Amount:
    """SQLite adds decimals up as floating numbers; the column says how many of their digits are meant."""
    places = rows.places if isinstance(rows, Sum) else 0
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-places)) if places else int(number)


@dataclass(frozen=True)
class Grouping:
    """A question of groups in SQL; "" where there can be no rows. `key` is the field its groups are read by,
    `told` the columns that tell something of each."""

    key: "Field[Any, Any]"
    sql: str
    values: tuple[Any, ...]
    told: tuple[str, ...]


def grouping(rows: Rows, key: Any, **told: Aggregate) -> Grouping:
    """How many of the rows there are, or what each aggregate comes to, for each value of an expression."""
    told = told or {"n": Count("*")}
    query = rows.order_by().values(counted_by=key).annotate(**told).query
    field = query.annotations["counted_by"].output_field
    try:
        sql, values = put_together(query.get_compiler(DEFAULT_DB_ALIAS))
        return Grouping(field, sql, values, tuple(told))
    except EmptyResultSet:
        return Grouping(field, "", (), tuple(told))


def grouped(asked: Sequence[Grouping]) -> list[dict[Any, Any]]:
    """The one thing each question tells of every value, all in one question to the database."""
    return [{value: told for value, (told,) in one.items()} for one in _told(asked)]


def _told(asked: Sequence[Grouping]) -> list[dict[Any, list[Any]]]:
    """What questions with as many columns each tell of every value."""
    able = [(place, one) for place, one in enumerate(asked) if one.sql]
    able.sort(key=lambda one: -looks_up(one[1].sql))
    lines = [
        f"SELECT {place}, CAST(counted_by AS text), {', '.join(one.told)} FROM ({one.sql}) AS grouped"  # noqa: S608 (Django's own SQL)
        for place, one in able
    ]
    found: list[dict[Any, list[Any]]] = [{} for _one in asked]
    if lines:
        with connection.cursor() as cursor:
            values = [value for _place, one in able for value in one.values]
            cursor.execute(" UNION ALL ".join(lines), values)
            for place, key, *told in cursor.fetchall():
                found[place][asked[place].key.to_python(key)] = told
    return found


Tally = tuple[int, str]


def listed_together(asked: Sequence[tuple[Rows, Any, Any]]) -> list[dict[Any, Tally]]:
    """For each of rows, an expression of theirs and another that is a whole number: how many rows there are of
    each value of the first, and the numbers in them, "12,7,31", in no order."""
    found = _told(
        [grouping(rows, key, n=Count("*"), keys=Listed(number)) for rows, key, number in asked]
    )
    return [{value: (n, keys or "") for value, (n, keys) in one.items()} for one in found]


# Columns that count or add up, what they count in, its values; None when there can be no rows.
_Counting = tuple[list[str], str, tuple[Any, ...]] | None


def _counting(whole: Counted, parts: tuple[Counted, ...]) -> _Counting:
    scopes = [whole[1], *(scope for _rows, scope in parts)]
    return composed_once(("counting", whole, parts), scopes, lambda: _sql(*whole, parts))


def _sql(asked: RowsOf, scope: Scope, parts: Sequence[Counted]) -> _Counting:
    conditions = [rows.where(its) if isinstance(rows, Part) else Q() for rows, its in parts]
    marks: dict[str, Any] = {
        f"part{place}": Case(When(condition, then=Value(1)), output_field=IntegerField())
        for place, condition in enumerate(conditions)
        if condition
    }
    added = {"part0": F(asked.column)} if isinstance(asked, Sum) else {}
    try:
        rows = asked(scope).order_by().values("pk", **marks, **added)
        sql, values = put_together(rows.query.get_compiler(DEFAULT_DB_ALIAS))
    except EmptyResultSet:
        return None
    if added:
        return ["COALESCE(SUM(part0), 0)"], sql, values
    names = [f"part{place}" for place in range(len(parts))]
    return [f"COUNT({name if name in marks else '*'})" for name in names], sql, values


def _counted(questions: list[_Counting]) -> dict[int, list[Any]]:
    """Place of the question → its counts, zeros after them; empty questions are absent."""
    asked = {place: one for place, one in enumerate(questions) if one}
    if not asked:
        return {}
    width = max(len(columns) for columns, _sql, _values in asked.values())
    able = sorted(asked.items(), key=lambda one: -looks_up(one[1][1]))
    lines = [
        f"SELECT {place}, {', '.join(columns + ['0'] * (width - len(columns)))} FROM ({sql}) AS counted"  # noqa: S608 (Django's own SQL)
        for place, (columns, sql, _values) in able
    ]
    values = [given for _place, (_columns, _sql, given) in able]
    found: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        for at in range(0, len(lines), _AT_ONCE):
            few = slice(at, at + _AT_ONCE)
            cursor.execute(" UNION ALL ".join(lines[few]), [*chain.from_iterable(values[few])])
            found |= {place: counts for place, *counts in cursor.fetchall()}
    return found
