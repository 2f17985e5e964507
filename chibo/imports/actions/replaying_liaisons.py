"""Committee members in charge, their visits and what came of them, once work is given and meetings are in."""

from functools import partial

from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.meetings.actions.liaison import (
    Following,
    Told,
    assign_liaisons,
    end_liaison,
    link_work,
    miss_visit,
    plan_visits,
    tell_visits,
)
from chibo.meetings.models import Liaison, Visit


def follow_cells(replay: Replay) -> None:
    """Every assignment with its visits in the order of days, then its end."""
    visits: dict[str, list[Line]] = {}
    for line in replay.contents["visits"]:
        visits.setdefault(line["liaison"], []).append(line)
    for line in replay.contents["liaisons"]:
        if replay.made(line, "committee", "person", "cell", "place", "paper"):
            made = replay.one(line, partial(_assigned, replay, line))
            if made:
                _told(replay, made, visits.get(line["key"], []))
                _ended(replay, made, line)


def _assigned(replay: Replay, line: Line) -> Liaison:
    one = Following(
        replay.people[line["person"]],
        replay.organisation(line, "cell"),
        replay.places.get(line["place"] or ""),
        line["topic"] or "",
        line.ref,
    )
    committee = replay.organisations[line["committee"]]
    paper = replay.paper(line)
    return assign_liaisons(committee, [one], line["started_on"], by=replay.by, paper=paper)[0]


def _told(replay: Replay, liaison: Liaison, lines: list[Line]) -> None:
    for line in lines:
        made = replay.one(line, partial(_visited, replay, liaison, line))
        if made is None:
            continue
        for key in line["works"]:
            if work := replay.works.get(key):
                replay.one(line, partial(link_work, made, work, by=replay.by))


def _visited(replay: Replay, liaison: Liaison, line: Line) -> Visit:
    visit: Visit | None = None
    of_village = bool(line["of_village"])
    if line["planned_on"]:
        days = [line["planned_on"]]
        visit = plan_visits(liaison, days, by=replay.by, of_village=of_village)[0]
    if line["came_on"] or visit is None:
        told = Told(
            line["came_on"], of_village, line["raised"] or "", line["remark"] or "", line.ref
        )
        visit = tell_visits([(liaison, told)], by=replay.by, planned=visit)[0]
    if line["missed_on"]:
        visit = miss_visit(visit, line["missed"] or "", line["missed_on"], by=replay.by)
    return visit


def _ended(replay: Replay, liaison: Liaison, line: Line) -> None:
    if line["ended_on"]:
        reason = line["end_reason"] or ""
        replay.one(line, lambda: end_liaison(liaison, line["ended_on"], reason, by=replay.by))
