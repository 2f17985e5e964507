"""Work given with its steps, once the tree, people and papers are in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chibo.assignments.actions.giving import Giving
from chibo.assignments.actions.steps import Told
from chibo.assignments.actions.telling import History, tell_work
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line


def give_all_work(replay: Replay) -> None:
    """Every piece of work through its steps, in the order of days."""
    steps: dict[str, list[Line]] = {}
    for line in sorted(replay.contents["work_steps"], key=lambda line: line["on"]):
        steps.setdefault(line["work"], []).append(line)
    lines = [
        line
        for line in replay.contents["works"]
        if replay.made(line, "giver", "person", "unit", "paper")
    ]
    for line, work in replay.many(lines, partial(_tell, replay, steps)):
        replay.works[line["key"]] = work


def _tell(replay: Replay, steps: dict[str, list[Line]], lines: Sequence[Line]) -> list[Any]:
    histories = [
        History(_given(replay, line), [_told(replay, one) for one in steps.get(line["key"], ())])
        for line in lines
    ]
    return tell_work(histories, by=replay.by)


def _given(replay: Replay, line: Line) -> Giving:
    return Giving(
        replay.organisations[line["giver"]],
        line["what"],
        line["given_on"],
        line["first_due_on"],
        replay.people.get(line["person"] or ""),
        replay.organisation(line, "unit"),
        line["helpers"] or "",
        line["origin"] or "",
        replay.paper(line),
        line.ref,
    )


def _told(replay: Replay, line: Line) -> Told:
    return Told(
        line["kind"],
        line["on"],
        line["text"] or "",
        line["evidence"] or "",
        line["progress"],
        line["due_after"],
        replay.organisation(line, "giver"),
        replay.organisation(line, "unit"),
    )
