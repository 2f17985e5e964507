"""Meetings with all that lies in them, once people, papers and work given are in."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.imports.actions.replaying import Replay
from chibo.imports.actions.replaying_beside import BesideAgenda
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.meetings import CAME, COUNTED, HELD, ON_ROLL, REST, SAID
from chibo.meetings.actions.keeping import PastMeeting, PastPoint, PastVersion, keep_meetings
from chibo.meetings.models import AgendaItem, Attendance, Guest, Meeting, Vote

Lines = dict[str, list[Line]]


def keep_all_meetings(replay: Replay) -> dict[str, Meeting]:
    """Each meeting with the rows that name it, in the order of their sheets. What came of it, by key."""
    parts = {
        code: lines_by(replay, code, "meeting")
        for code in ("meeting_roll", "meeting_guests", "meeting_items", "meeting_minutes")
    }
    parts["meeting_works"] = lines_by(replay, "meeting_works", "item")
    lines = [
        line
        for line in replay.contents["meetings"]
        if replay.made(line, "organisation", "chair", "minute_taker")
    ]
    kept = replay.many(lines, partial(_keep, replay, parts, _beside(replay)))
    return {line["key"]: meeting for line, meeting in kept}


def _beside(replay: Replay) -> BesideAgenda:
    sheets = ("petitions", "remarks", "scores", "resolutions")
    parts = ("resolution_parts", "resolution_prints")
    return BesideAgenda(
        replay,
        {code: lines_by(replay, code, "meeting") for code in sheets},
        lines_by(replay, "score_lines", "score"),
        {code: lines_by(replay, code, "resolution") for code in parts},
    )


def lines_by(replay: Replay, code: str, name: str) -> Lines:
    """Lines of a sheet by what they refer to in a column, without those that name somebody who is missing."""
    found: Lines = {}
    for line in replay.contents[code]:
        refs = [column.name for column in line.sheet.columns if column.of in _STORES]
        if replay.made(line, *refs):
            found.setdefault(line[name], []).append(line)
    return found


_STORES = ("people", "papers", "works", "organisations")


def _keep(
    replay: Replay, parts: Mapping[str, Lines], beside: BesideAgenda, lines: Sequence[Line]
) -> list[Any]:
    past = [_past(replay, parts, beside, line) for line in lines]
    return keep_meetings(past, by=replay.by)


def _past(
    replay: Replay, parts: Mapping[str, Lines], beside: BesideAgenda, line: Line
) -> PastMeeting:
    def of(code: str) -> list[Line]:
        return parts[code].get(line["key"], [])

    people = replay.people
    facts = {name: line[name] for name in (*HELD, *REST)}
    return PastMeeting(
        replay.organisations[line["organisation"]],
        facts
        | {
            "chair": people.get(line["chair"] or ""),
            "minute_taker": people.get(line["minute_taker"] or ""),
        },
        [_attended(replay, one) for one in of("meeting_roll")],
        [Guest(**{name: one[name] for name in CAME}) for one in of("meeting_guests")],
        [_point(replay, parts["meeting_works"], one) for one in of("meeting_items")],
        _versions(replay, of("meeting_minutes")),
        beside.petitions(line["key"]),
        beside.remarks(line["key"]),
        beside.scores(line["key"]),
        beside.resolution(line["key"]),
        line.ref,
    )


def _attended(replay: Replay, line: Line) -> Attendance:
    return Attendance(
        person=replay.people[line["person"]],
        home=replay.organisation(line, "home"),
        **{name: line[name] for name in ON_ROLL},
    )


def _point(replay: Replay, works: Lines, line: Line) -> PastPoint:
    item = AgendaItem(
        paper=replay.paper(line),
        returning=replay.works.get(line["returning"] or ""),
        **{name: line[name] for name in SAID},
    )
    counts = {name: line[name] for name in COUNTED}
    known = [count is not None for count in counts.values()]
    if any(known) and not all(known):
        raise Refusal(_("Biểu quyết phải ghi đủ cả bảy số, hoặc để trống cả."))
    given = [replay.works[one["work"]] for one in works.get(line["key"], ())]
    return PastPoint(item, Vote(**counts) if all(known) else None, given)


def _versions(replay: Replay, lines: Sequence[Line]) -> list[PastVersion]:
    """Lines of one number are pieces of one content."""
    told: dict[int, tuple[Any, list[str]]] = {}
    for line in lines:
        told.setdefault(line["number"], (line["handed_in_on"], []))[1].append(line["content"] or "")
    return [
        PastVersion(day, _content(replay, "".join(pieces)))
        for _number, (day, pieces) in sorted(told.items())
    ]


def _content(replay: Replay, text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:
        raise Refusal(_("Nội dung biên bản lúc nộp không đọc được; để trống ô này.")) from None
    stores: dict[str, Mapping[str, Any]] = {
        **dict.fromkeys(("organisation_id", "home_id"), replay.organisations),
        "paper_id": replay.papers,
        **dict.fromkeys(("returning_id", "assignment_id"), replay.works),
        **dict.fromkeys(("person_id", "chair_id", "minute_taker_id"), replay.people),
    }
    placed: dict[str, Any] = _placed(told, stores)
    return placed


def _placed(value: Any, stores: Mapping[str, Mapping[str, Any]]) -> Any:
    """Workbook keys become the keys that stand here."""
    if isinstance(value, list):
        return [_placed(one, stores) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: getattr(stores[name].get(one), "pk", None) if name in stores else _placed(one, stores)
        for name, one in value.items()
    }
