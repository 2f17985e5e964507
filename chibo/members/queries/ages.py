"""Ages and spans of years, counted by the database and in Python alike."""

from datetime import date
from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, Q, Value

from chibo.rulebook.queries import add_months


def completed_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


class CompletedYears(Func):
    """Whole years between a day column and a given day (or another column's), as `completed_years`
    counts them."""

    output_field = IntegerField()
    arity = 2

    def __init__(self, since: str | OuterRef, on: date | F) -> None:
        begin = F(since) if isinstance(since, str) else since
        super().__init__(begin, Value(on.isoformat()) if isinstance(on, date) else on)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        years = "(strftime('%%Y', {1}) - strftime('%%Y', {0}))"
        before = "(strftime('%%m-%%d', {1}) < strftime('%%m-%%d', {0}))"
        return self._written(compiler, f"({years} - {before})", twice=True)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self._written(compiler, "date_part('year', age({1}::date, {0}))", twice=False)

    def _written(self, compiler: Any, template: str, *, twice: bool) -> Any:
        column, column_parameters = compiler.compile(self.source_expressions[0])
        day, day_parameters = compiler.compile(self.source_expressions[1])
        pair = [*day_parameters, *column_parameters]
        return template.format(column, day), tuple(pair * (2 if twice else 1))


def aged(on: date, least: int | None, most: int | None, column: str = "born_on") -> Q:
    """Born so that the age on the day is from `least` to `most`, both included."""
    condition = Q(**{f"{column}__isnull": False})
    if least is not None:
        condition &= Q(**{f"{column}__lte": add_months(on, -12 * least)})
    if most is not None:
        condition &= Q(**{f"{column}__gt": add_months(on, -12 * (most + 1))})
    return condition
