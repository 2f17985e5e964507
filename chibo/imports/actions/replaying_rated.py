"""Ratings, once the tree, people, papers and work are in: agencies, cycles with their lists, aims."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chibo.appraisal.actions.following import NewAim, register_aims
from chibo.appraisal.actions.telling import (
    ToldAgency,
    ToldCycle,
    ToldDecision,
    ToldRow,
    tell_agencies,
    tell_cycle,
)
from chibo.appraisal.models import Agency
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.tree import FRAME

Lines = Mapping[str, Sequence[Line]]
_CYCLE = (
    "year", "quarter", "frozen_on", "cells_by", "decide_by", "told", "special_reason", "over_cap_reason",
    "cancelled_on", "cancel_reason",
)  # fmt: skip
_ROW = (
    "kind", "name", "office", "group", "unrated", "unrated_reason", "own_level", "proposed_level", "votes",
    "committee_level", "decided_level", "ground", "cause",
)  # fmt: skip
_PARTS = ("self_reviews", "rating_scores", "rating_opinions", "rating_weaknesses", "rating_praise")


def tell_appraisals(replay: Replay) -> None:
    agencies = _agencies(replay)
    decisions = _grouped(replay.contents["rating_decisions"], "cycle")
    proposals = _grouped(_made(replay, "rating_proposals", "cell"), "cycle")
    rows = _grouped(_made(replay, "rated", "unit", "person"), "cycle")
    parts = {sheet: _grouped(replay.contents[sheet], "rated") for sheet in _PARTS}
    frames = {one["key"] for one in replay.contents["organisations"] if one["part"] == FRAME}
    for line in _made(replay, "rating_cycles", "organisation"):
        told = ToldCycle(
            replay.organisations[line["organisation"]],
            _facts(line, *_CYCLE),
            _rows(
                replay, rows.get(line["key"], []), decisions.get(line["key"], []), parts, agencies
            ),
            {
                replay.organisations[one["cell"]].pk: _proposal(one)
                for one in proposals.get(line["key"], [])
            },
            [_decision(replay, one) for one in decisions.get(line["key"], [])],
            line["organisation"] not in frames,
        )
        replay.one(line, partial(tell_cycle, told, by=replay.by, ref=line.ref))
    replay.many(_made(replay, "rating_aims", "unit", "person"), partial(_aim, replay))


def _made(replay: Replay, sheet: str, *names: str) -> list[Line]:
    return [line for line in replay.contents[sheet] if replay.made(line, *names)]


def _grouped(lines: Sequence[Line], name: str) -> Lines:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line[name], []).append(line)
    return found


def _facts(line: Line, *names: str) -> dict[str, Any]:
    """Texts left out are empty; days and numbers left out are none, but the quarter is then the year."""
    kinds = {column.name: column.kind for column in line.sheet.columns}
    bare = ("day", "integer", "number")
    told = {name: line[name] if kinds[name] in bare else line[name] or "" for name in names}
    return told | {name: bool(told[name]) for name in names if kinds[name] == "yes_no"}


def _agencies(replay: Replay) -> Mapping[str, Agency]:
    lines = _made(replay, "rating_agencies", "keeper")
    return {line["key"]: row for line, row in replay.many(lines, partial(_list, replay))}


def _list(replay: Replay, lines: Sequence[Line]) -> list[Agency]:
    given = [
        ToldAgency(
            replay.organisations[line["keeper"]],
            line["name"],
            line["started_on"],
            line["ended_on"],
            line.ref,
        )
        for line in lines
    ]
    return tell_agencies(given, by=replay.by)


def _proposal(line: Line) -> dict[str, Any]:
    counts = {name: line[name] or 0 for name in ("entitled", "away", "excused_absent")}
    return counts | {"held_on": line["held_on"]}


def _decision(replay: Replay, line: Line) -> ToldDecision:
    return ToldDecision(
        line["decided_on"],
        line["decided_by"] or "",
        replay.paper(line),
        line["withdrawn_on"],
        line["withdraw_reason"] or "",
    )


def _rows(
    replay: Replay,
    lines: Sequence[Line],
    decisions: Sequence[Line],
    parts: Mapping[str, Lines],
    agencies: Mapping[str, Agency],
) -> list[ToldRow]:
    place = {line["key"]: at for at, line in enumerate(decisions)}
    there = [line for line in lines if not line["agency"] or line["agency"] in agencies]
    return [
        ToldRow(
            replay.organisations[line["unit"]],
            _facts(line, *_ROW),
            replay.people.get(line["person"] or ""),
            agencies.get(line["agency"] or ""),
            place.get(line["decision"] or ""),
            **_told(replay, {sheet: rows.get(line["key"], []) for sheet, rows in parts.items()}),
        )
        for line in there
    ]


def _told(replay: Replay, parts: Lines) -> dict[str, Any]:
    """What belongs to one row, as ToldRow calls it."""
    said = {sheet: [_columns(line) for line in lines] for sheet, lines in parts.items()}
    weak = said["rating_weaknesses"]
    return {
        "review": next(iter(said["self_reviews"]), None),
        "scores": said["rating_scores"],
        "opinions": said["rating_opinions"],
        "weaknesses": [one | {"remedy": replay.works.get(one["remedy"])} for one in weak],
        "praise": next(iter(said["rating_praise"]), None),
    }


def _columns(line: Line) -> dict[str, Any]:
    names = [column.name for column in line.sheet.columns if column.name != "rated"]
    return _facts(line, *names)


def _aim(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        NewAim(
            replay.organisations[line["unit"]],
            line["year"],
            line["level"],
            line["registered_on"],
            replay.people.get(line["person"] or ""),
            line.ref,
        )
        for line in lines
    ]
    return register_aims(given, by=replay.by)
