"""A record as the journal keeps it: field names and plain values, secrets left out."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import models

_PLAIN = (str, int, bool, float, list, dict, NoneType)


def snapshot(thing: models.Model) -> dict[str, Any]:
    """Values of the record's own columns. Columns in the model's `journal_hides` show only whether filled."""
    return {
        name: _hidden(thing, name) if hidden else _plain(getattr(thing, name))
        for name, hidden in _columns(type(thing))
    }


@cache
def _columns(kind: type[models.Model]) -> tuple[tuple[str, bool], ...]:
    """The columns the journal keeps, and whether their values are hidden."""
    hidden: frozenset[str] = getattr(kind, "journal_hides", frozenset())
    skipped: frozenset[str] = getattr(kind, "journal_skips", frozenset())
    names = [column.attname for column in kind._meta.concrete_fields]
    return tuple((name, name in hidden) for name in names if name not in skipped)


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before.get(name), after[name]) for name in after if before.get(name) != after[name]
    }


def _hidden(thing: models.Model, name: str) -> str:
    return "•••" if getattr(thing, name) else ""


def _plain(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
