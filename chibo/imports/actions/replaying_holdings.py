"""Offices, leaves and the lists inside files, once people and the tree are in."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.members.actions.leaves import (
    Leave,
    Request,
    begin_temporary_stay,
    end_leave,
    exempt_member,
    suspend_member,
)
from chibo.members.actions.life import record_entries
from chibo.members.actions.posts import Holding, enter_posts
from chibo.members.models import (
    Award,
    CareerEntry,
    Exemption,
    Household,
    Person,
    Relative,
    Suspension,
    TravelAbroad,
)

_LISTS: dict[str, type[Any]] = {
    "career": CareerEntry,
    "relatives": Relative,
    "awards": Award,
    "travels": TravelAbroad,
    "households": Household,
}


def give_posts(replay: Replay) -> None:
    """Offices held, present and past."""
    lines = [
        line
        for line in replay.contents["posts"]
        if replay.made(line, "person", "organisation", "place", "paper")
    ]
    replay.many(lines, partial(_give, replay))


def _give(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    texts = ("body", "term", "gained", "seconded_from", "end_reason")
    held = [
        Holding(
            replay.people[line["person"]],
            line["position"],
            replay.organisations[line["organisation"]],
            line["started_on"],
            line["ended_on"],
            place=replay.places.get(line["place"] or ""),
            paper=replay.paper(line),
            ref=line.ref,
            **{name: line[name] or "" for name in texts},
        )
        for line in lines
    ]
    return enter_posts(held, by=replay.by)


def give_leaves(replay: Replay) -> None:
    """Exemptions, suspensions and temporary stays; ended ones first, as only one may be open."""
    for code in ("exemptions", "suspensions", "stays"):
        lines = sorted(replay.contents[code], key=lambda line: line["ended_on"] is None)
        for line in lines:
            cell = ["cell"] if code == "stays" else []
            ended_by = [] if cell else ["end_paper"]
            if replay.made(line, "person", "paper", *cell, *ended_by):
                replay.one(line, partial(_leave, replay, line))


def _leave(replay: Replay, line: Line) -> Leave:
    person, on = replay.people[line["person"]], line["started_on"]
    paper, by = replay.paper(line), replay.by
    leave: Leave
    told: dict[str, Any] = {"until": line["until"], "paper": paper}
    if line.sheet.code == "exemptions":
        asked = {name: line[name] for name in ("applied_on", "resolved_on")}
        told["request"] = Request(medical_paper=line["medical_paper"] or "", **asked)
        told["extends"] = _extended(Exemption, person, on)
        leave = exempt_member(person, line["reason"], on, by=by, **told)
    elif line.sheet.code == "suspensions":
        told["extends"] = _extended(Suspension, person, on)
        leave = suspend_member(person, line["reason"], on, by=by, **told)
    else:
        leave = begin_temporary_stay(
            person,
            on,
            by=by,
            cell=replay.organisation(line, "cell"),
            outside_unit=line["outside_unit"] or "",
            until=line["until"],
            paper=paper,
        )
    if line["ended_on"]:
        end_leave(leave, line["ended_on"], by=by, **_ending(replay, line))
    return leave


def _extended(kind: type[Any], person: Person, on: date) -> Any:
    """The leave that goes on in one beginning that day."""
    return kind.objects.filter(person=person, ended_on=on, outcome="extended").first()


def _ending(replay: Replay, line: Line) -> dict[str, Any]:
    if line.sheet.code == "stays":
        return {}
    return {
        "outcome": line["outcome"] or "",
        "reason": line["end_reason"] or "",
        "paper": replay.papers.get(line["end_paper"] or ""),
    }


def fill_lists(replay: Replay) -> None:
    """Career, relatives, awards, travel, household."""
    for code, model in _LISTS.items():
        lines = [line for line in replay.contents[code] if replay.made(line, "person")]
        replay.many(lines, partial(_record, replay, model))


def _record(replay: Replay, model: type[Any], lines: Sequence[Line]) -> list[Any]:
    entries = [
        model(
            person=replay.people[line["person"]],
            **{
                name: value
                for name, value in line.values.items()
                if name != "person" and value is not None
            },
        )
        for line in lines
    ]
    return record_entries(entries, by=replay.by)
