"""Which minutes are printed: those handed in, as they were handed in; a draft while they are written on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.meetings.models import Meeting, MinutesVersion
from chibo.meetings.queries.minutes.reading import minutes_of
from chibo.meetings.queries.minutes.said import Minutes, kept


@dataclass(frozen=True)
class Printable:
    """`number` and `handed_in_on` are of the version; None for what is still being written."""

    said: Minutes
    number: int | None = None
    handed_in_on: date | None = None
    replaced: bool = False

    @property
    def is_draft(self) -> bool:
        return self.number is None


def to_print(meeting: Meeting) -> Printable:
    versions = [] if meeting.is_open else list(meeting.versions.all())
    last = versions[-1] if versions else None
    return Printable(minutes_of(meeting)) if last is None else _of(last, meeting, replaced=False)


def version_to_print(meeting: Meeting, number: int) -> Printable | None:
    """One version of those handed in, in force or not."""
    versions = list(meeting.versions.all())
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        return None
    return _of(found, meeting, replaced=meeting.is_open or found is not versions[-1])


def all_to_print(meetings: Sequence[Meeting]) -> list[Printable]:
    """Of meetings handed in, the versions in force in the same order, in one question."""
    rows = MinutesVersion.objects.filter(meeting__in=meetings).order_by("meeting", "number")
    last = {row.meeting_id: row for row in rows}
    return [_of(last[one.pk], one, replaced=False) for one in meetings if one.pk in last]


def _of(version: MinutesVersion, meeting: Meeting, *, replaced: bool) -> Printable:
    said = version.content.get("said")
    return Printable(
        kept(said) if said else minutes_of(meeting), version.number, version.handed_in_on, replaced
    )
