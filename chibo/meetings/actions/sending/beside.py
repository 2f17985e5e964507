"""What a phone recorded beside the agenda: petitions, praise and criticism, who spoke, the sheet of points."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.meetings.actions.roll import mark_speakers
from chibo.meetings.actions.said import Asking, Saying, raise_petition, remark_on
from chibo.meetings.actions.scoring import score_meeting
from chibo.meetings.actions.sending.settling import Settling
from chibo.meetings.models import Meeting, Presence, Remark, Score
from chibo.meetings.queries.facts import suggestions
from chibo.meetings.queries.recordings import Recording
from chibo.meetings.queries.sheet import criteria, sheet_on


def settle_beside(meeting: Meeting, sent: Recording, settling: Settling, *, by: User) -> None:
    """All but the points only adds to what there is, each once by its mark."""
    # What came from another device already is not written again, also where the minutes are handed in.
    for one in sent.petitions:
        asking = Asking(one.client_id, one.kind, one.asked, one.place)
        raise_petition(meeting, asking, by=by)
    people = {row.person_id: row.person for row in meeting.roll.select_related("person")}
    for said in sent.remarks:
        if said.person in people:
            saying = Saying(said.client_id, people[said.person], said.kind, said.words)
            remark_on(meeting, saying, by=by)
        else:
            settling.keep(str(Remark.Kind(said.kind).label), said.words, "", "")
    _spoke(meeting, sent, by)
    if sent.points:
        _score(meeting, sent.points, settling, by)


def _spoke(meeting: Meeting, sent: Recording, by: User) -> None:
    there = meeting.roll.filter(state=Presence.PRESENT)
    before = set(there.filter(spoke=True).values_list("person", flat=True))
    now = before | set(there.filter(person__in=sent.spoke).values_list("person", flat=True))
    if now != before:
        mark_speakers(meeting, now, by=by)


def _score(meeting: Meeting, mine: Mapping[str, int], settling: Settling, by: User) -> None:
    """Lines the books know are filled from them, as the screen does; a line scored here already is settled."""
    sheet = sheet_on(meeting.held_on) if meeting.kind == "regular" else None
    if sheet is None:
        settling.keep(_("Bảng chấm điểm"), _("{n} mục").format(n=len(mine)), "", "")
        return
    lines = [line for one in criteria(sheet) for line in one.lines]
    known = suggestions(meeting, lines)
    before = _scored(meeting)
    points: dict[str, int | None] = {}
    for line in lines:
        suggested = known[line.key].points if line.key in known else None
        theirs = before[line.key]["points"] if line.key in before else None
        phone = mine.get(line.key) if suggested is None else None
        values = (theirs if phone is None else phone, None, theirs)
        settled = settling.settle(f"points:{line.key}", line.label, values, _words)
        points[line.key] = suggested if settled is None else settled
    for key in mine.keys() - {line.key for line in lines}:
        settling.keep(_("Bảng chấm điểm, mục {key}").format(key=key), _words(mine[key]), "", "")
    if points == {key: line["points"] for key, line in before.items()}:
        return
    notes = {line["criterion"]: line["note"] for line in before.values() if line["note"]}
    score_meeting(meeting, points, notes, by=by)


def _scored(meeting: Meeting) -> dict[str, Any]:
    score = Score.objects.filter(meeting=meeting, by_committee=False).first()
    return {line["key"]: line for line in score.lines} if score else {}


def _words(points: int | None) -> str:
    return "" if points is None else _("{n} điểm").format(n=points)
