"""Programmes, discipline, inspections, letters, once the tree, people, papers and work are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chibo.assignments.models import Assignment
from chibo.imports.actions.replaying import Replay, facts
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.disciplined import DECISION, LETTER, SETTLED
from chibo.imports.workbook.sheets.inspected import (
    CANCELLED,
    CONCLUDED,
    DROPPED,
    ITEM,
    OBJECT,
    OPENED,
    PAUSE,
    PROGRAMME,
    RECHECKED,
    RESUMED,
    STEP,
    VIOLATION,
)
from chibo.inspection.actions.telling import (
    ToldComplaint,
    ToldDiscipline,
    ToldInspection,
    ToldObject,
    ToldProgramme,
    tell_complaints,
    tell_disciplines,
    tell_inspections,
    tell_programmes,
)
from chibo.inspection.models import Discipline, Inspection, ProgrammeItem
from chibo.members.models import Person

_Parts = Mapping[str, Sequence[Line]]


@dataclass
class _Told:
    """What the rows told so far became, by their keys."""

    items: dict[str, ProgrammeItem] = field(default_factory=dict)
    disciplines: dict[str, Discipline] = field(default_factory=dict)
    inspections: dict[str, Inspection] = field(default_factory=dict)


def tell_overseen(replay: Replay) -> None:
    told = _Told()
    _programmes(replay, told)
    lines = _made(replay, "disciplines", "keeper", "person", "unit", "stood", "decided_by", "paper")
    violations = _by(replay, "discipline_violations", "discipline")
    for line, row in replay.many(lines, partial(_disciplines, replay, violations)):
        told.disciplines[line["key"]] = row
    lines = _made(replay, "inspections", "keeper", "unit")
    for line, row in replay.many(lines, partial(_inspections, replay, told, _parts(replay))):
        told.inspections[line["key"]] = row
    lines = _made(replay, "complaints", "keeper", "person", "unit")
    replay.many(lines, partial(_complaints, replay, told))


def _made(replay: Replay, sheet: str, *names: str) -> list[Line]:
    return [line for line in replay.contents[sheet] if replay.made(line, *names)]


def _by(replay: Replay, sheet: str, name: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in replay.contents[sheet]:
        found.setdefault(line[name], []).append(line)
    return found


def _programmes(replay: Replay, told: _Told) -> None:
    items = _by(replay, "inspection_items", "programme")
    lines = _made(replay, "inspection_programmes", "keeper", "unit")
    for line, row in replay.many(lines, partial(_adopted, replay, items)):
        rows = row.items.order_by("pk")
        told.items |= {
            one["key"]: item for one, item in zip(items.get(line["key"], ()), rows, strict=True)
        }


def _adopted(replay: Replay, items: _Parts, lines: Sequence[Line]) -> list[Any]:
    given = [
        ToldProgramme(
            replay.organisations[line["keeper"]],
            replay.organisations[line["unit"]],
            facts(line, *PROGRAMME),
            [_item(one) for one in items.get(line["key"], ())],
            line.ref,
        )
        for line in lines
    ]
    return tell_programmes(given, by=replay.by)


def _item(line: Line) -> dict[str, Any]:
    planned = line["objects_planned"]
    return facts(line, *ITEM, *DROPPED) | {"objects_planned": 1 if planned is None else planned}


def _disciplines(replay: Replay, violations: _Parts, lines: Sequence[Line]) -> list[Any]:
    given = [
        ToldDiscipline(
            replay.organisations[line["keeper"]],
            replay.organisations[line["stood"]],
            replay.organisations[line["decided_by"]],
            facts(line, *DECISION, *CANCELLED) | {"paper": replay.paper(line)},
            [facts(one, *VIOLATION) for one in violations.get(line["key"], ())],
            replay.people.get(line["person"] or ""),
            replay.organisation(line, "unit"),
            line.ref,
        )
        for line in lines
    ]
    return tell_disciplines(given, by=replay.by)


def _parts(replay: Replay) -> dict[str, dict[str, list[Line]]]:
    own = (
        "inspected",
        *(f"inspection_{part}" for part in ("teams", "steps", "pauses", "remedies")),
    )
    parts = {sheet: _by(replay, sheet, "inspection") for sheet in own}
    return parts | {
        "violations": _by(replay, "inspection_violations", "inspected"),
        "postponed": _by(replay, "inspection_pauses", "inspected"),
    }


def _inspections(
    replay: Replay, told: _Told, parts: Mapping[str, _Parts], lines: Sequence[Line]
) -> list[Any]:
    given = [_inspection(replay, told, parts, line) for line in lines]
    return tell_inspections(given, by=replay.by)


def _inspection(
    replay: Replay, told: _Told, parts: Mapping[str, _Parts], line: Line
) -> ToldInspection:
    own = {sheet: rows.get(line["key"], ()) for sheet, rows in parts.items()}
    inspected = [
        _object(replay, one, parts)
        for one in own["inspected"]
        if replay.made(one, "unit", "person", "stood")
    ]
    return ToldInspection(
        replay.organisations[line["keeper"]],
        replay.organisations[line["unit"]],
        facts(line, *OPENED, *CONCLUDED, *RECHECKED, "archived_on", *CANCELLED),
        inspected,
        told.items.get(line["item"] or ""),
        _team(replay, own["inspection_teams"]),
        [facts(one, *STEP) for one in own["inspection_steps"]],
        _remedies(replay, own["inspection_remedies"]),
        _pauses([one for one in own["inspection_pauses"] if not one["inspected"]]),
        line.ref,
    )


def _team(replay: Replay, lines: Sequence[Line]) -> list[tuple[Person, str]]:
    """Those of the team whose files came in."""
    known = replay.people
    return [(known[one["person"]], one["role"]) for one in lines if one["person"] in known]


def _remedies(replay: Replay, lines: Sequence[Line]) -> list[Assignment]:
    return [replay.works[one["work"]] for one in lines if one["work"] in replay.works]


def _pauses(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [facts(one, *PAUSE, *RESUMED) for one in lines]


def _object(replay: Replay, line: Line, parts: Mapping[str, _Parts]) -> ToldObject:
    return ToldObject(
        replay.organisations[line["stood"]],
        facts(line, *OBJECT),
        replay.organisation(line, "unit"),
        replay.people.get(line["person"] or ""),
        [facts(one, *VIOLATION) for one in parts["violations"].get(line["key"], ())],
        _pauses(parts["postponed"].get(line["key"], ())),
    )


def _complaints(replay: Replay, told: _Told, lines: Sequence[Line]) -> list[Any]:
    given = [
        ToldComplaint(
            replay.organisations[line["keeper"]],
            facts(line, *LETTER, *SETTLED),
            told.disciplines.get(line["discipline"] or ""),
            replay.people.get(line["person"] or ""),
            replay.organisation(line, "unit"),
            told.inspections.get(line["inspection"] or ""),
            line.ref,
        )
        for line in lines
    ]
    return tell_complaints(given, by=replay.by)
