"""A record as the journal keeps it: field names and plain values, secrets left out."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models


def snapshot(thing: models.Model) -> dict[str, Any]:
    """Values of the record's own columns. Columns in the model's `journal_hides` show only whether filled."""
    hidden: frozenset[str] = getattr(thing, "journal_hides", frozenset())
    return {
        column.attname: _hidden(thing, column)
        if column.attname in hidden
        else _plain(thing, column)
        for column in thing._meta.concrete_fields
        if column.attname not in getattr(thing, "journal_skips", frozenset())
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before.get(name), after[name]) for name in after if before.get(name) != after[name]
    }


def _hidden(thing: models.Model, column: models.Field[Any, Any]) -> str:
    return "•••" if getattr(thing, column.attname) else ""


def _plain(thing: models.Model, column: models.Field[Any, Any]) -> Any:
    value = getattr(thing, column.attname)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
