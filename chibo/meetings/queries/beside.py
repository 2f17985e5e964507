"""What stands beside the agenda of a meeting: guests, petitions, words about members, sheets of points."""

from dataclasses import dataclass

from chibo.base.asking import rows_together
from chibo.meetings.models import Guest, Meeting, Petition, Remark, Score
from chibo.members.models import Person


@dataclass(frozen=True)
class Beside:
    """To be read, not to be saved: each knows only what pages and minutes tell of it. In the order written;
    of the sheets, the cell's own first."""

    guests: list[Guest]
    petitions: list[Petition]
    remarks: list[Remark]
    scores: list[Score]


_POINTS = ("total", "most", "level", "levels", "lines", "by_committee")
_PETITION = ("asked", "place", "due_on", "passed_to", "answered_on")


def beside(meeting: Meeting) -> Beside:
    """All of it in one question."""
    asked = [
        meeting.guests.values("id", "name", "post", "unit", "is_in_charge"),
        meeting.petitions.values("id", *_PETITION),
        meeting.remarks.values("id", "person_id", "person__full_name", "kind", "words"),
        meeting.scores.values("id", *_POINTS),
    ]
    found = rows_together([rows.order_by() for rows in asked])
    guests, petitions, remarks, scores = ([vars(row) for row in rows] for rows in found)
    return Beside(
        sorted((Guest(**row) for row in guests), key=_written),
        sorted((Petition(**row) for row in petitions), key=_written),
        sorted((_remark(**row) for row in remarks), key=_written),
        sorted((Score(**row) for row in scores), key=lambda one: one.by_committee),
    )


def _written(one: Guest | Petition | Remark) -> int:
    return one.pk


def _remark(person_id: int, person__full_name: str, **row: object) -> Remark:
    return Remark(person=Person(pk=person_id, full_name=person__full_name), **row)
