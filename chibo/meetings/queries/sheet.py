"""The sheet of points as the rulebook has it, line by line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo.rulebook.queries import NoRuleOnDay, Rule, rule


@dataclass(frozen=True)
class Line:
    """What is given points as one. `choices` are the levels it has, as (points, label): of a criterion that
    takes one level these are its steps, of any other every number up to `most`. `fact` names what
    queries.facts knows about it; `steps` and `step` are the rulebook's rows for that."""

    key: str
    criterion: str
    label: str
    most: int
    choices: tuple[tuple[int, str], ...]
    fact: str
    steps: tuple[Any, ...]


@dataclass(frozen=True)
class Criterion:
    code: str
    label: str
    most: int
    lines: tuple[Line, ...]


def sheet_on(day: date) -> Rule | None:
    try:
        return rule("meetings.score_sheet", day)
    except NoRuleOnDay:
        return None


def criteria(sheet: Rule) -> list[Criterion]:
    return [
        Criterion(row["code"], row["label"], row["max"], tuple(_lines(row)))
        for row in sheet.entries()
    ]


def _lines(row: Any) -> list[Line]:
    """A criterion that takes one of its steps is one line, and one for each bonus; else a line a step."""
    if not row.get("choose"):
        return [_line(row, n, step) for n, step in enumerate(row["steps"], start=1)]
    levels = [step for step in row["steps"] if not step.get("bonus")]
    bonuses = [step for step in row["steps"] if step.get("bonus")]
    chosen = Line(
        f"{row['code']}-0",
        row["code"],
        row["label"],
        max(step["points"] for step in levels),
        tuple((step["points"], step["label"]) for step in levels),
        row.get("fact", ""),
        tuple(levels),
    )
    return [chosen, *(_line(row, n, step) for n, step in enumerate(bonuses, start=1))]


def _line(row: Any, n: int, step: Any) -> Line:
    most = step["points"]
    return Line(
        f"{row['code']}-{n}",
        row["code"],
        step["label"],
        most,
        tuple((points, str(points)) for points in range(most, -1, -1)),
        step.get("fact", ""),
        (step,),
    )


def level_of(levels: Rule, total: int, most: int) -> str:
    """The code of the level `total` of `most` reaches on a sheet of a hundred."""
    rows = sorted(levels.entries(), key=lambda row: -row["from"])
    return next(str(row["code"]) for row in rows if total * 100 >= row["from"] * most)
