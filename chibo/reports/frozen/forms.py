"""A form as it was handed in: numbers, reasons and its own layout, and nothing of the records behind them.

    {"slug": "bieu-1", "code": "1-BTCTW", "title": …, "label_head": …, "note": …, "wide": false,
     "columns": [{"label": "Kỳ báo cáo", "group": "", "percent": false}, …],
     "lines": [{"id": "A", "mark": "A", "label": …, "look": "strong", "values": [6, 6, "100.00"]}, …],
     "guidance": {"since": "2021-12-13", "source": …, "confidence": "seen", "note": ""},
     "problems": ["…"], "unit": "Đảng bộ xã …"}

A value is a number, a decimal as text, null where the form has no cell, or {"why": "…"} where the number was not
known. This is what travels between installations: change it only by a new `VERSION` (frozen.carried).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chibo.base.text import format_decimal
from chibo.reports.content.pieces import Grid
from chibo.reports.statistics import Column, Form, Line, Version
from chibo.reports.statistics.building import Filled, grid
from chibo.reports.statistics.values import Value

Data = Mapping[str, Any]
Place = tuple[str, int]  # line, column


@dataclass(frozen=True)
class Said:
    """A failing check as it was told."""

    sentence: str
    causes: tuple[tuple[str, Value], ...] = ()


def form_as_data(filled: Filled) -> dict[str, Any]:
    form = filled.form
    return {
        "slug": form.slug,
        "code": form.code,
        "title": form.title,
        "label_head": form.label_head,
        "note": form.note,
        "wide": form.wide,
        "columns": [
            {
                "label": column.label,
                "group": column.group,
                "percent": column.percent is not None,
            }
            for column in form.columns
        ],
        "lines": [_line_data(line, filled.values[line.id]) for line in filled.lines],
        "guidance": _guidance_data(form.version),
        "problems": [problem.sentence for problem in filled.problems],
    }


def _guidance_data(version: Version) -> dict[str, Any]:
    """The version of the guidance it followed, and what is said of one that is not settled."""
    return {
        "since": version.since.isoformat(),
        "source": version.source,
        "confidence": version.confidence,
        "note": version.note,
    }


def _line_data(line: Line, values: Sequence[Value]) -> dict[str, Any]:
    look = "strong" if line.strong else "part" if line.part else ""
    return {
        "id": line.id,
        "mark": line.mark,
        "label": line.label,
        "look": look,
        "values": [_value_data(value, line) for value in values],
    }


def _value_data(value: Value, line: Line) -> Any:
    if value.number is None:
        why = value.reason or line.none
        return {"why": why} if why else None
    return str(value.number) if isinstance(value.number, Decimal) else value.number


def form_from_data(data: Data) -> Filled:
    """The form filled in as it was, without what it would need to be filled in again."""
    form = Form(
        slug=data["slug"],
        code=data["code"],
        title=data["title"],
        spans=(),
        version=_version(data["guidance"]),
        columns=tuple(
            Column(one["label"], group=one["group"], percent=(0, 0) if one["percent"] else None)
            for one in data["columns"]
        ),
        lines=(),
        checks=(),
        label_head=data["label_head"],
        note=data["note"],
        wide=data["wide"],
    )
    lines = tuple(
        Line(
            row["id"],
            row["mark"],
            row["label"],
            strong=row["look"] == "strong",
            part=row["look"] == "part",
        )
        for row in data["lines"]
    )
    values = {row["id"]: tuple(_value(one) for one in row["values"]) for row in data["lines"]}
    said = tuple(Said(sentence) for sentence in data["problems"])
    return Filled(form, lines, values, said)


def _version(data: Data) -> Version:
    since = date.fromisoformat(data["since"])
    return Version(since, None, data["source"], data["confidence"], data["note"])


def _value(data: Any) -> Value:
    if isinstance(data, Mapping):
        return Value(None, data["why"])
    return Value(Decimal(data) if isinstance(data, str) else data)


def grid_of(data: Data) -> Grid:
    return grid(form_from_data(data))


def places(data: Data) -> dict[Place, Any]:
    """Every cell that holds a number, or says why it has none."""
    return {
        (row["id"], column): value
        for row in data["lines"]
        for column, value in enumerate(row["values"])
        if value is not None
    }


def about(data: Data, place: Place) -> str:
    """ "1-BTCTW, dòng B1 Kết nạp, cột Kỳ báo cáo". Raises KeyError for a cell the form has not."""
    line, column = place
    row = next((one for one in data["lines"] if one["id"] == line), None)
    if row is None or column >= len(data["columns"]):
        raise KeyError(place)
    head = data["columns"][column]["label"]
    return f"{data['code']}, {' '.join([row['mark'], row['label']]).strip()}, {head}"


def shown(value: Any) -> str:
    """A value as printed; "" where there is no number."""
    if value is None or isinstance(value, Mapping):
        return ""
    return format_decimal(Decimal(value) if isinstance(value, str) else value)
