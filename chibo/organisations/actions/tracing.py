"""Writing rows so that they can be taken back exactly: what was made, what was changed from what."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from chibo.organisations.models import Reorganisation, Touched

_AT_ONCE = 300


class Trace:
    """Every write of a reorganisation goes through one of these; others may use it and forget it."""

    def __init__(self) -> None:
        self._steps: list[tuple[Any, list[tuple[Model, dict[str, Any] | None]]]] = []

    def create(self, rows: Sequence[Any]) -> None:
        """Saves rows of one model."""
        if rows:
            type(rows[0]).objects.bulk_create(rows, batch_size=_AT_ONCE)
            self.made(rows)

    def made(self, rows: Sequence[Any]) -> None:
        """Remembers rows of one model that another action has just saved."""
        if rows:
            self._steps.append((type(rows[0]), [(row, None) for row in rows]))

    @contextmanager
    def changing(self, rows: Sequence[Any], columns: Sequence[str]) -> Iterator[None]:
        """Saves what the block changes in these columns of rows of one model."""
        before = [values_of(row, columns) for row in rows]
        yield
        changed = [
            (row, was)
            for row, was in zip(rows, before, strict=True)
            if values_of(row, columns) != was
        ]
        if changed:
            model: Any = type(changed[0][0])
            model.objects.bulk_update([row for row, _was in changed], columns, batch_size=_AT_ONCE)
            self._steps.append((model, list(changed)))

    def keep(self, of: Reorganisation) -> None:
        """Stores the trace; from now on `of` can be undone."""
        rows = [
            Touched(
                reorganisation=of,
                step=number,
                model=model._meta.label_lower,
                key=row.pk,
                before=was,
                after=values_of(row, list(was) if was is not None else all_columns(model)),
            )
            for number, (model, step) in enumerate(self._steps)
            for row, was in step
        ]
        Touched.objects.bulk_create(rows, batch_size=_AT_ONCE)


def all_columns(model: type[Model]) -> list[str]:
    return [column.name for column in model._meta.concrete_fields if not column.primary_key]


def values_of(row: Model, columns: Sequence[str]) -> dict[str, Any]:
    """Column name → plain value, as JSON keeps it."""
    kept_as = {column.name: column.attname for column in row._meta.concrete_fields}
    return {name: _plain(getattr(row, kept_as[name])) for name in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
