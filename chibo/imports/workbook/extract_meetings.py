"""What a workbook carries of meetings: each with its roll, guests, points, what stands beside its agenda, its
resolution, and the minutes as handed in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from chibo.imports.workbook.keys import order_of
from chibo.imports.workbook.pieces import pieces_of
from chibo.meetings.models import (
    AgendaItem,
    Attendance,
    Guest,
    ItemWork,
    Meeting,
    MinutesVersion,
    Petition,
    Remark,
    Resolution,
    Score,
    State,
)
from chibo.meetings.queries.content import Parts, written_of
from chibo.meetings.queries.said import Beside, beside_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract

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
            Prefetch("petitions", Petition.objects.order_by("pk")),
            Prefetch("remarks", Remark.objects.order_by("pk")),
            Prefetch("scores", Score.objects.order_by("by_committee")),
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

    @cached_property
    def scores(self) -> list[Score]:
        return [score for meeting in self.meetings for score in meeting.scores.all()]

    @cached_property
    def score_keys(self) -> dict[int, str]:
        return self.of.keys_for("CD", self.scores)

    @cached_property
    def resolutions(self) -> list[Resolution]:
        place = order_of(self.keys)
        rows = Resolution.objects.filter(meeting__in=self.keys).select_related("paper")
        return sorted(rows, key=lambda row: place[row.meeting_id])

    @cached_property
    def resolution_keys(self) -> dict[int, str]:
        return self.of.keys_for("QN", self.resolutions)

    def is_issued(self, row: Resolution) -> bool:
        return row.paper is not None and self.of.until(row.paper.issued_on) is not None

    def organisations(self) -> set[int]:
        """Cells of those who were here for a time."""
        rows = Attendance.objects.filter(meeting__in=self._rows).exclude(home=None)
        return set(rows.values_list("home", flat=True))

    def papers(self) -> set[int]:
        """Asked apart: the order of meetings is that of organisations, which papers name."""
        items = AgendaItem.objects.filter(meeting__in=self._rows)
        issued = self.of.known(
            Resolution.objects.filter(meeting__in=self._rows), "paper__issued_on"
        )
        keys = {
            *items.values_list("paper", flat=True).distinct(),
            *issued.values_list("paper", flat=True),
        }
        return {key for key in keys if key}

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
                yield version, list(pieces_of(text))

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
    parts = Parts(meeting.roll.all(), meeting.guests.all(), items, votes, works)
    beside = Beside(meeting.petitions.all(), meeting.remarks.all(), meeting.scores.all())
    return written_of(meeting, parts) | beside_of(beside)


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
