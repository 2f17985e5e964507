"""Classes, targets and frozen lists of village heads, once people and their movements are in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    drop_participants,
    open_course,
    send_to_course,
)
from chibo.admissions.actions.heads import FrozenList, enter_cohorts
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.models import Course, HeadCohort, Participant
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line


def tell_plans(replay: Replay) -> None:
    _courses(replay)
    _targets(replay)
    _cohorts(replay)


def _courses(replay: Replay) -> None:
    sent: dict[str, list[Line]] = {}
    for line in replay.contents["participants"]:
        if replay.made(line, "person", "sent_by"):
            sent.setdefault(line["course"], []).append(line)
    for line in replay.contents["courses"]:
        if replay.made(line, "organiser"):
            course = replay.one(line, partial(_open, replay, line))
            if course is not None:
                _fill(replay, course, sent.get(line["key"], []))


def _open(replay: Replay, line: Line) -> Course:
    names = ("kind", "name", "held_by", "first_day", "last_day")
    new = NewCourse(**{name: line[name] for name in names})
    organiser = replay.organisations[line["organiser"]]
    return open_course(new, organiser, by=replay.by, ref=line.ref)


def _fill(replay: Replay, course: Course, lines: Sequence[Line]) -> None:
    listed = replay.many(lines, partial(_send, replay, course))
    certified = {line.ref: row for line, row in listed if line["certificate_on"]}
    given = [line for line, _row in listed if line.ref in certified]
    replay.many(given, partial(_certify, replay, course, certified))
    for line, row in listed:
        if line["dropped_reason"]:
            dropped = [(row, line["dropped_reason"])]
            replay.one(line, partial(drop_participants, course, dropped, by=replay.by))


def _send(replay: Replay, course: Course, lines: Sequence[Line]) -> list[Participant]:
    sent = [
        Sending(replay.people[line["person"]], replay.organisations[line["sent_by"]].pk, line.ref)
        for line in lines
    ]
    return send_to_course(course, sent, by=replay.by)


def _certify(
    replay: Replay, course: Course, rows: dict[str, Participant], lines: Sequence[Line]
) -> list[Participant]:
    given = [
        Certificate(rows[line.ref], line["certificate_number"] or "", line["certificate_on"])
        for line in lines
    ]
    return certify(course, given, by=replay.by)


def _targets(replay: Replay) -> None:
    lines = [
        line for line in replay.contents["targets"] if replay.made(line, "organisation", "paper")
    ]
    replay.many(lines, partial(_set, replay))


def _set(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        Target(
            replay.organisations[line["organisation"]].pk,
            line["first_day"],
            line["last_day"],
            line["low"],
            line["high"],
            replay.paper(line),
            line.ref,
        )
        for line in lines
    ]
    return set_targets(given, by=replay.by)


def _cohorts(replay: Replay) -> None:
    heads: dict[str, list[Line]] = {}
    for line in replay.contents["listed_heads"]:
        if replay.made(line, "person", "place"):
            heads.setdefault(line["cohort"], []).append(line)
    lines = [line for line in replay.contents["head_cohorts"] if replay.made(line, "area")]
    replay.many(lines, partial(_freeze, replay, heads))


def _freeze(
    replay: Replay, heads: dict[str, list[Line]], lines: Sequence[Line]
) -> list[HeadCohort]:
    lists = [
        FrozenList(
            replay.organisations[line["area"]],
            line["year"],
            line["frozen_on"],
            [
                (replay.people[one["person"]], replay.places[one["place"]])
                for one in heads.get(line["key"], [])
            ],
            line.ref,
        )
        for line in lines
    ]
    return enter_cohorts(lists, by=replay.by)
