"""Minutes as plain values. They are kept with every version handed in, so that what is printed of it later
does not follow the books."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Named:
    """A person with the office held that day ("Bí thư chi bộ"), empty when none."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class Missing:
    """Who did not come, with the reason; or who was outside, with what the books say."""

    name: str
    state: str
    why: str = ""


@dataclass(frozen=True)
class Ballot:
    """Counts of one vote as `meetings.models.Vote` has them."""

    entitled: int
    away: int
    excused_absent: int
    absent: int
    in_favour: int
    against: int
    other: int

    @property
    def base(self) -> int:
        return self.entitled - self.away - self.excused_absent


@dataclass(frozen=True)
class Task:
    """Work given; `due_on` as an ISO date."""

    what: str
    who: str
    due_on: str


@dataclass(frozen=True)
class Point:
    """`returning` is work given before that the point looked at; `progress` says how far it stood."""

    title: str
    opinions: str = ""
    conclusion: str = ""
    returning: Task | None = None
    progress: str = ""
    is_thematic: bool = False
    vote: Ballot | None = None
    works: Sequence[Task] = ()


@dataclass(frozen=True)
class Asked:
    """What people of a place asked for; `due_on` as an ISO date, empty for an opinion."""

    asked: str
    place: str
    due_on: str = ""
    passed_to: str = ""


@dataclass(frozen=True)
class Remarked:
    """Praise or criticism of a member; `kind` in words."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Minutes:
    """Days as ISO dates, times as "19:30"; `ends_at` is empty while it is not known.

    `score` is in words ("92/100 điểm, mức Tốt"), empty until the cell has scored the meeting itself.
    `visiting` are members of other cells who live their cell life here for a time, counted in `total`.
    `official` and `total` count the whole frozen roll, `base` those due, as on screen.
    """

    parent: str
    issuer: str
    place_signed: str
    symbol: str
    body: str
    kind: str
    kind_label: str
    theme: str
    held_on: str
    starts_at: str
    ends_at: str
    place: str
    chair: Named | None
    minute_taker: Named | None
    guests: Sequence[Named]
    in_charge: Sequence[Named]
    total: int
    official: int
    base: int
    present: int
    with_reason: int
    without_reason: int
    outside: Mapping[str, int]
    absent: Sequence[Missing]
    dues_status: str
    remark: str
    points: Sequence[Point] = ()
    spoke: int = 0
    petitions: Sequence[Asked] = ()
    remarks: Sequence[Remarked] = ()
    score: str = ""
    visiting: int = 0

    @property
    def probationary(self) -> int:
        return self.total - self.official

    @property
    def is_thematic_too(self) -> bool:
        """A regular meeting with a thematic part on the same day."""
        return bool(self.theme) and self.kind != "thematic"


def kept(found: Mapping[str, Any]) -> Minutes:
    """The minutes back from what `dataclasses.asdict` made of them."""
    values = dict(found)
    for name in ("chair", "minute_taker"):
        values[name] = Named(**values[name]) if values[name] else None
    for name in ("guests", "in_charge"):
        values[name] = tuple(Named(**one) for one in values[name])
    values["absent"] = tuple(Missing(**one) for one in values["absent"])
    values["petitions"] = tuple(Asked(**one) for one in values.get("petitions", ()))
    values["remarks"] = tuple(Remarked(**one) for one in values.get("remarks", ()))
    values["points"] = tuple(map(_point, values["points"]))
    return Minutes(**values)


def _point(found: Mapping[str, Any]) -> Point:
    values = dict(found)
    values["vote"] = Ballot(**values["vote"]) if values["vote"] else None
    values["returning"] = Task(**values["returning"]) if values["returning"] else None
    values["works"] = tuple(Task(**one) for one in values["works"])
    return Point(**values)
