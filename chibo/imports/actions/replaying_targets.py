"""Indicators, frozen lists and targets, once the tree, places, people and papers are in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chibo.base.periods import Period
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.targets.actions.cohorts import tell_cohort
from chibo.targets.actions.indicators import Told, add_indicator, tell_values, withdraw_value
from chibo.targets.actions.telling import (
    ToldResult,
    ToldTarget,
    ToldVersion,
    tell_targets,
)
from chibo.targets.models import Cohort, Target
from chibo.targets.queries.dictionary import indicators

_VERSION = ("number", "least", "most", "proposed_on", "approved_on", "returned_on")
_RESULT = (
    "moment", "on", "value", "base", "least", "most", "met", "recorded_on", "replaced_on",
)  # fmt: skip


def tell_aims(replay: Replay) -> None:
    _own_indicators(replay)
    _values(replay)
    _targets(replay, _cohorts(replay))


def _own_indicators(replay: Replay) -> None:
    known = indicators()
    for line in replay.contents["own_indicators"]:
        if line["code"] not in known:
            replay.one(line, partial(_add, replay, line))


def _add(replay: Replay, line: Line) -> Any:
    return add_indicator(
        line["label"],
        line["unit"],
        line["places"] or 0,
        by=replay.by,
        up=bool(line["up"]),
        meaning=line["meaning"] or "",
        code=line["code"],
    )


def _values(replay: Replay) -> None:
    lines = [
        one
        for one in replay.contents["indicator_values"]
        if replay.made(one, "organisation", "place")
    ]
    # What was withdrawn makes room for what was told after it.
    for line in (one for one in lines if one["withdrawn_on"]):
        found = replay.one(line, partial(_tell, replay, [line]))
        if found:
            day, why = line["withdrawn_on"], line["withdraw_reason"] or ""
            replay.one(line, partial(withdraw_value, found[0], day, why, by=replay.by))
    replay.many([one for one in lines if not one["withdrawn_on"]], partial(_tell, replay))


def _tell(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        Told(
            replay.organisations[line["organisation"]],
            line["indicator"],
            line["year"],
            line["value"],
            line["told_on"],
            line["source"],
            replay.places.get(line["place"] or ""),
            line["note"] or "",
            line.ref,
        )
        for line in lines
    ]
    return tell_values(given, by=replay.by)


def _cohorts(replay: Replay) -> Mapping[str, Cohort]:
    listed: dict[str, list[Any]] = {}
    for line in replay.contents["watched_people"]:
        if replay.made(line, "person"):
            listed.setdefault(line["watched"], []).append(replay.people[line["person"]])
    made = {}
    for line in replay.contents["watched_lists"]:
        if replay.made(line, "organisation"):
            row = replay.one(line, partial(_freeze, replay, line, listed.get(line["key"], [])))
            if row is not None:
                made[line["key"]] = row
    return made


def _freeze(replay: Replay, line: Line, people: Sequence[Any]) -> Cohort:
    where = replay.organisations[line["organisation"]]
    of = (line["figure"], line["figure_key"] or "")
    return tell_cohort(where, line["name"], of, line["frozen_on"], list(people), by=replay.by)


def _targets(replay: Replay, cohorts: Mapping[str, Cohort]) -> None:
    versions = _by_target(replay, "target_versions")
    results = _by_target(replay, "target_results")
    made: dict[str, Target] = {}
    for line in replay.contents["registered_targets"]:
        named = (line["watched"] or "") in {"", *cohorts} and (line["whole"] or "") in {"", *made}
        if named and replay.made(line, "organisation", "setter"):
            told = versions.get(line["key"], []), results.get(line["key"], [])
            found = replay.one(line, partial(_told, replay, line, made, cohorts, told))
            if found:
                made[line["key"]] = found[0]


def _by_target(replay: Replay, sheet: str) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in replay.contents[sheet]:
        found.setdefault(line["target"], []).append(line)
    return found


def _told(
    replay: Replay,
    line: Line,
    made: Mapping[str, Target],
    cohorts: Mapping[str, Cohort],
    told: tuple[Sequence[Line], Sequence[Line]],
) -> list[Target]:
    versions, results = told
    one = ToldTarget(
        replay.organisations[line["organisation"]],
        line["span"],
        Period(line["first_day"], line["last_day"]),
        line["measure"],
        [_version(replay, row) for row in versions],
        line["figure"] or "",
        line["figure_key"] or "",
        line["indicator"] or "",
        cohorts.get(line["watched"] or ""),
        replay.organisation(line, "setter"),
        made.get(line["whole"] or ""),
        line["ended_on"],
        line["end_reason"] or "",
        [
            ToldResult(**{name: row[name] for name in _RESULT}, note=row["note"] or "")
            for row in results
        ],
        line.ref,
    )
    return tell_targets([one], by=replay.by)


def _version(replay: Replay, row: Line) -> ToldVersion:
    facts = {name: row[name] for name in _VERSION}
    return ToldVersion(
        **facts, reason=row["reason"] or "", said=row["said"] or "", paper=replay.paper(row)
    )
