"""Cases with their parts, once people and their movements are in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chibo.admissions.actions.keeping import PastCase, keep_cases
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.cases import CASE_END, CASE_PLAIN, PARTS, Part


def keep_all_cases(replay: Replay) -> None:
    """Closed ones first, as a person may have one open case only."""
    parts = _parts(replay)
    lines = [line for line in replay.contents["cases"] if replay.made(line, "person", "decision")]
    lines.sort(key=lambda line: line["closed_on"] is None)
    moves = {line["key"]: line["happened_on"] for line in replay.contents["movements"]}
    replay.many(lines, partial(_keep, replay, parts, moves))


def _parts(replay: Replay) -> dict[str, list[tuple[Part, Line]]]:
    found: dict[str, list[tuple[Part, Line]]] = {}
    for part in PARTS:
        for line in replay.contents[part.code]:
            if replay.made(line, *part.refs):
                found.setdefault(line["case"], []).append((part, line))
    return found


def _keep(
    replay: Replay,
    parts: dict[str, list[tuple[Part, Line]]],
    moves: dict[str, Any],
    lines: Sequence[Line],
) -> list[Any]:
    cases = [
        PastCase(
            replay.people[line["person"]],
            _filled(line, CASE_PLAIN + CASE_END)
            | {"decision": replay.papers.get(line["decision"] or "")},
            [_row(replay, part, one) for part, one in parts.get(line["key"], [])],
            moves.get(line["admission"] or ""),
            moves.get(line["recognition"] or ""),
            line.ref,
        )
        for line in lines
    ]
    return keep_cases(cases, by=replay.by)


def _row(replay: Replay, part: Part, line: Line) -> Any:
    stores: dict[str, dict[str, Any]] = {
        "people": replay.people,
        "organisations": replay.organisations,
        "papers": replay.papers,
    }
    named = {
        name: stores[sheet].get(line[name] or "") for name, (sheet, _heading) in part.refs.items()
    }
    dated = ("started_on", "ended_on") if part.is_dated else ()
    return part.model(**_filled(line, part.plain + dated), **named)


def _filled(line: Line, names: Sequence[str]) -> dict[str, Any]:
    """Columns of a row that say something; a model's own defaults stand for the others."""
    return {name: line[name] for name in names if line[name] is not None}
