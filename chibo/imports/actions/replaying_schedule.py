"""Numbers given to papers, and the schedule of meetings, once papers and meetings are in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chibo.documents.actions import KeptNumber, keep_numbers
from chibo.imports.actions.replaying import Replay
from chibo.imports.actions.replaying_meetings import lines_by
from chibo.imports.workbook.reading import Line
from chibo.meetings.actions.planning import Planning, Point, keep_plans
from chibo.meetings.models import Meeting


def keep_given_numbers(replay: Replay) -> None:
    lines = [line for line in replay.contents["given_numbers"] if replay.made(line, "paper")]
    replay.many(lines, partial(_numbers, replay))


def _numbers(replay: Replay, lines: Sequence[Line]) -> list[Any]:
    given = [
        KeptNumber(replay.papers[line["paper"]], line["term"], line["number"], line.ref)
        for line in lines
    ]
    return keep_numbers(given, by=replay.by)


def keep_schedule(replay: Replay, meetings: Mapping[str, Meeting]) -> None:
    """`meetings` by their keys in the workbook."""
    points = lines_by(replay, "planned_items", "plan")
    lines = [
        line
        for line in replay.contents["meeting_plans"]
        if replay.made(line, "organisation", "leader")
        and (not line["meeting"] or line["meeting"] in meetings)
    ]
    replay.many(lines, partial(_plans, replay, points, meetings))


def _plans(
    replay: Replay,
    points: Mapping[str, Sequence[Line]],
    meetings: Mapping[str, Meeting],
    lines: Sequence[Line],
) -> list[Any]:
    planned = [
        Planning(
            replay.organisations[line["organisation"]],
            line["kind"],
            line["planned_on"],
            line["starts_at"],
            line["place"],
            line["theme"] or "",
            replay.people.get(line["leader"] or ""),
            line["remark"] or "",
            [
                Point(one["title"], replay.paper(one), one["is_thematic"])
                for one in points.get(line["key"], ())
            ],
            line["made_on"],
            line["first_on"],
            line["move_reason"] or "",
            (line["cancelled_on"], line["cancel_reason"] or "") if line["cancelled_on"] else None,
            meetings.get(line["meeting"] or ""),
            line.ref,
        )
        for line in lines
    ]
    return keep_plans(planned, by=replay.by)
