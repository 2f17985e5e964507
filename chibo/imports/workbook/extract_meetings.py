"""What a workbook carries of meetings: each with its roll, guests, points, and the minutes as handed in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from chibo.meetings.models import (
    AgendaItem,
    Attendance,
    Guest,
    ItemWork,
    Meeting,
    MinutesVersion,
    State,
)
from chibo.meetings.queries.content import Parts, written_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract

# What a cell of a sheet holds at most, with room to spare.
_LONGEST = 30_000
# What minutes kept as plain values always hold; the rest only where there is some.
_CORE = ("meeting", "roll", "guests", "items", "votes", "works")
# Names of rows in minutes kept as plain values that mean nothing in another installation.
_OWN_KEYS = ("client_id", "meeting_id", "path")


@dataclass(frozen=True)
class Gathered:
    of: "Extract"

    @property
    def _rows(self) -> Any:
        return self.of.known(Meeting.objects.filter(organisation__in=self.of.own), "held_on")

    @cached_property
    def meetings(self) -> list[Meeting]:
        place = {key: number for number, key in enumerate(self.of.organisation_keys)}
        found = self._rows.prefetch_related(
            Prefetch("roll", Attendance.objects.order_by("pk")),
            Prefetch("guests", Guest.objects.order_by("pk")),
            Prefetch("items", self._items()),
            Prefetch("versions", self.of.known(MinutesVersion.objects.all(), "handed_in_on")),
        )
        return sorted(
            found, key=lambda row: (row.held_on, place[row.organisation_id], row.kind, row.pk)
        )

    @staticmethod
    def _items() -> Any:
        links = Prefetch("works", ItemWork.objects.order_by("pk"))
        return AgendaItem.objects.select_related("vote").prefetch_related(links)

    @cached_property
    def keys(self) -> dict[int, str]:
        return self.of.keys_for("SH", self.meetings)

    @cached_property
    def items(self) -> list[AgendaItem]:
        return [item for meeting in self.meetings for item in meeting.items.all()]

    @cached_property
    def item_keys(self) -> dict[int, str]:
        return self.of.keys_for("ND", self.items)

    def organisations(self) -> set[int]:
        """Cells of those who were here for a time."""
        rows = Attendance.objects.filter(meeting__in=self._rows).exclude(home=None)
        return set(rows.values_list("home", flat=True))

    def papers(self) -> set[int]:
        """Asked apart: the order of meetings is that of organisations, which papers name."""
        rows = AgendaItem.objects.filter(meeting__in=self._rows).exclude(paper=None)
        return set(rows.values_list("paper", flat=True))

    def state(self, meeting: Meeting) -> str:
        """What was handed in later than the workbook's day was still being written."""
        return str(meeting.state) if meeting.versions.all() else State.DRAFT.value

    def contents(self, meeting: Meeting) -> Iterator[tuple[MinutesVersion, list[str]]]:
        """Each version with its content in pieces that fit a cell; none for minutes as they stand."""
        stands = _plain(_written(meeting))
        for version in meeting.versions.all():
            if _plain(version.content) == stands:
                yield version, [""]
            else:
                text = json.dumps(self._portable(version.content), ensure_ascii=False)
                pieces = range(0, len(text), _LONGEST)
                yield version, [text[at : at + _LONGEST] for at in pieces]

    def _portable(self, content: Mapping[str, Any]) -> Any:
        """With the workbook's keys in place of the database's; points are numbered."""
        points = {item["id"]: n for n, item in enumerate(content.get("items", ()), start=1)}
        keys: dict[str, Mapping[int, Any]] = {
            **dict.fromkeys(("organisation_id", "home_id"), self.of.organisation_keys),
            "paper_id": self.of.paper_keys,
            "item_id": points,
            **dict.fromkeys(("returning_id", "assignment_id"), self.of.honours.work_keys),
            **dict.fromkeys(("person_id", "chair_id", "minute_taker_id"), self.of.person_keys),
        }
        told = _renamed(content, keys)
        told["items"] = [item | {"id": n} for n, item in enumerate(told.get("items", ()), start=1)]
        return told


def _written(meeting: Meeting) -> dict[str, Any]:
    items = list(meeting.items.all())
    votes = [item.vote for item in items if hasattr(item, "vote")]
    works = [link for item in items for link in item.works.all()]
    return written_of(meeting, Parts(meeting.roll.all(), meeting.guests.all(), items, votes, works))


def _plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """Without what handing in and deciding change, and without keys of rows."""
    told = _renamed({name: one for name, one in content.items() if one or name in _CORE}, {})
    told.pop("said", None)
    return told | {"meeting": told["meeting"] | {"state": "", "said": ""}}


def _renamed(value: Any, keys: Mapping[str, Mapping[int, Any]]) -> Any:
    if isinstance(value, list | tuple):
        return [_renamed(one, keys) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: keys[name].get(one) if name in keys else _renamed(one, keys)
        for name, one in value.items()
        if name not in (*_OWN_KEYS, "id")
    }
