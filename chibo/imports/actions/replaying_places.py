"""The places of a workbook, once its tree stands: founded, covered by cells, ended."""

from functools import partial

from chibo.imports.actions.replaying import Replay, citation
from chibo.imports.workbook.reading import Line
from chibo.organisations.actions.places import cover_place, end_place, found_place, uncover_place
from chibo.organisations.models import (
    CellPlace,
    Organisation,
    Place,
)


def settle_places(replay: Replay) -> None:
    for line in replay.contents["places"]:
        if area := replay.organisation(line, "area"):
            place = replay.one(line, partial(_found_place, replay, area, line))
            if place:
                replay.places[line["key"]] = place
    for line in replay.contents["covers"]:
        if line["place"] in replay.places and replay.organisation(line, "cell"):
            replay.one(line, partial(_cover, replay, line))
    for line in replay.contents["places"]:
        if line["ended_on"] and line["key"] in replay.places:
            replay.one(line, partial(_end_place, replay, line))


def _found_place(replay: Replay, area: Organisation, line: Line) -> Place:
    return found_place(
        area,
        line["name"],
        line["kind"],
        line["started_on"],
        by=replay.by,
        is_difficult=line["is_difficult"],
        citation=citation(line),
    )


def _cover(replay: Replay, line: Line) -> CellPlace:
    cell, place = replay.organisations[line["cell"]], replay.places[line["place"]]
    cover = cover_place(cell, place, line["started_on"], by=replay.by)
    return uncover_place(cover, line["ended_on"], by=replay.by) if line["ended_on"] else cover


def _end_place(replay: Replay, line: Line) -> bool:
    end_place(replay.places[line["key"]], line["ended_on"], by=replay.by)
    return True
