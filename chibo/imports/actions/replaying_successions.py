"""What came out of what, told before the members: a stay in a cell that was merged goes on in the other."""

from functools import partial
from typing import Any

from chibo.imports.actions.replaying import Replay, citation
from chibo.imports.workbook.reading import Line
from chibo.members.actions.reorganising.recording import Told, record_reorganisation
from chibo.organisations.models import Succession

Decision = tuple[Any, ...]


def keep_successions(replay: Replay) -> None:
    """Lines of one day, form and decision are one reorganisation."""
    found: dict[Decision, list[Line]] = {}
    for line in replay.contents["successions"]:
        ends = (line["predecessor"], line["successor"])
        if not all(key in replay.organisations for key in ends) or set(ends) <= replay.known:
            continue
        decision = (line["on"], line["form"], *citation(line).values())
        found.setdefault(decision, []).append(line)
    for lines in found.values():
        replay.one(lines[0], partial(_record, replay, lines))


def _record(replay: Replay, lines: list[Line]) -> list[Succession]:
    first, here = lines[0], replay.organisations
    told = [Told(here[one["predecessor"]], here[one["successor"]], one["kind"]) for one in lines]
    return record_reorganisation(
        first["form"], first["on"], told, by=replay.by, citation=citation(first)
    )
