"""A meeting as a phone recorded it, in typed values; what it may prepare is in queries.preparing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Choice:
    """What a person chose for one field. `theirs` is the other value they saw; it counts while that stands."""

    theirs: str
    takes_mine: bool


@dataclass(frozen=True)
class MarkSent:
    """`base` is what the server last told the phone: state and reason."""

    person: int
    state: str
    reason: str
    base: tuple[str, str] | None = None


@dataclass(frozen=True)
class GuestSent:
    name: str
    post: str
    is_in_charge: bool
    unit: str | None = None


@dataclass(frozen=True)
class WorkSent:
    client_id: uuid.UUID
    what: str
    person: int
    due_on: date


Counts = tuple[int, int, int]


@dataclass(frozen=True)
class ItemSent:
    """`returning` is the key of work looked at again. `base` holds title, opinions, conclusion as last told."""

    client_id: uuid.UUID
    title: str
    opinions: str
    conclusion: str
    returning: int | None = None
    base: Mapping[str, str] = field(default_factory=dict)
    vote: Counts | None = None
    vote_base: Counts | None = None
    works: tuple[WorkSent, ...] = ()


@dataclass(frozen=True)
class PetitionSent:
    client_id: uuid.UUID
    kind: str
    asked: str
    place: str


@dataclass(frozen=True)
class RemarkSent:
    client_id: uuid.UUID
    person: int
    kind: str
    words: str


@dataclass(frozen=True)
class Recording:
    """`opening` and `opening_base` have the names of Opening, with `chair` and `minute_taker` as keys.
    `points` are those of the cell's own sheet by key of the line."""

    sending: uuid.UUID
    meeting: uuid.UUID
    sent_at: datetime
    is_clock_checked: bool
    hands_in: bool
    keeps_only: bool
    opening: Mapping[str, Any]
    opening_base: Mapping[str, Any]
    roll: tuple[MarkSent, ...]
    guests: tuple[GuestSent, ...]
    items: tuple[ItemSent, ...]
    choices: Mapping[str, Choice]
    content: Mapping[str, Any]
    petitions: tuple[PetitionSent, ...] = ()
    remarks: tuple[RemarkSent, ...] = ()
    spoke: tuple[int, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Handed:
    """A recording in a sealed file. `receipt` is the word by which the phone knows it was taken in."""

    organisation: int
    receipt: str
    recording: Recording
