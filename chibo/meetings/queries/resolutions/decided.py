"""A resolution as plain values, kept whole when it is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chibo.meetings.queries.minutes.said import Task


@dataclass(frozen=True)
class Progress:
    """Work given earlier and how far it had come, in words."""

    task: Task
    state: str


@dataclass(frozen=True)
class Part:
    """One part with its words; `progress` and `works` are printed as tables under them."""

    title: str
    text: str
    progress: Sequence[Progress] = ()
    works: Sequence[Task] = ()


@dataclass(frozen=True)
class Decided:
    """`number` and `issued_on` (ISO) are given on issue; `signs` is the name, `signs_for` what stands above."""

    parent: str
    issuer: str
    place_signed: str
    symbol: str
    summary: str
    opening: str
    parts: Sequence[Part]
    recipients: Sequence[str]
    archive: str
    signs_for: str
    post: str
    signs: str
    number: int | None = None
    issued_on: str = ""


def kept(found: Mapping[str, Any]) -> Decided:
    """The resolution back from what `dataclasses.asdict` made of it."""
    return Decided(**(dict(found) | {"parts": tuple(map(_part, found["parts"]))}))


def _part(found: Mapping[str, Any]) -> Part:
    return Part(
        found["title"],
        found["text"],
        tuple(Progress(Task(**one["task"]), one["state"]) for one in found["progress"]),
        tuple(Task(**one) for one in found["works"]),
    )
