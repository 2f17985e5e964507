"""A paper as plain data and back, so that what was printed once can be kept and printed again."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from chibo.base.papers.blocks import (
    Annex,
    Bullet,
    Column,
    Drawing,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Run,
    Scan,
    Signature,
    Signing,
    Table,
)
from chibo.base.papers.layout import LAYOUTS, Layout
from chibo.base.papers.paper import Paper

_PARTS = {
    part.__name__: part
    for part in (
        Annex,
        Bullet,
        Column,
        Drawing,
        Heading,
        Lines,
        PageBreak,
        Paper,
        Paragraph,
        Run,
        Scan,
        Signature,
        Signing,
        Table,
    )
}
_LAYOUTS = {layout.name: layout for layout in LAYOUTS}


def as_data(part: Any) -> Any:
    """Parts as objects that say what they are (`is`), days and layouts by name; what is left out is as usual."""
    if isinstance(part, Layout):
        return {"is": "Layout", "name": part.name}
    if isinstance(part, date):
        return {"is": "date", "day": part.isoformat()}
    if is_dataclass(part):
        usual = {field.name: field.default for field in fields(part)}
        told = {name: getattr(part, name) for name in usual}
        return {"is": type(part).__name__} | {
            name: as_data(value) for name, value in told.items() if value != usual[name]
        }
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [as_data(one) for one in part]
    return part


def from_data(data: Any) -> Any:
    """The paper, or part of one, that `as_data` was given."""
    if isinstance(data, Mapping):
        told = dict(data)
        kind = told.pop("is")
        if kind == "date":
            return date.fromisoformat(told["day"])
        if kind == "Layout":
            return _LAYOUTS[told["name"]]
        return _PARTS[kind](**{name: from_data(value) for name, value in told.items()})
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    return data
