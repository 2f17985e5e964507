"""The rows that lines about meetings are made of, in as few questions as they need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, When

from chibo.meetings.models import Attendance, Meeting, MinutesVersion, Presence, State
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, cells_in, under
from chibo.rulebook.queries import add_months

# How long ago the last turnout may be that is still spoken of; ours, not a rule of the Party.
TURNOUT_SINCE = timedelta(days=62)


@dataclass(frozen=True)
class CellSeen:
    """`kept_before`: it had recorded a regular meeting before the window looked at."""

    pk: int
    path: str
    name: str
    founded_on: date
    kept_before: bool


@dataclass(frozen=True)
class MeetingSeen:
    """`came` and `base` are told of regular meetings of late (TURNOUT_SINCE) only; `handed_in_on` is known of
    minutes that wait for approval."""

    pk: int
    cell: int
    kind: str
    held_on: date
    theme: str
    state: str
    said: str
    handed_in_on: date | None
    base: int | None = None
    came: int | None = None

    @property
    def is_thematic(self) -> bool:
        return self.kind == "thematic" or bool(self.theme)


def window(on: date) -> date:
    """Meetings since then are looked at: from the first day of the quarter before."""
    return add_months(date(on.year, (on.month - 1) // 3 * 3 + 1, 1), -3)


def cell_rows(branch: Branch, on: date) -> QuerySet[Any, Any]:
    before = Meeting.objects.filter(
        organisation=OuterRef("pk"), kind="regular", held_on__lt=window(on)
    )
    rows = cells_in(branch).annotate(kept_before=Exists(before))
    return rows.values("pk", "path", "short_name", "founded_on", "kept_before")


def cells_seen(found: Iterable[Any]) -> list[CellSeen]:
    """In the order of the tree."""
    cells = [
        CellSeen(row.pk, row.path, row.short_name, row.founded_on, bool(row.kept_before))
        for row in found
    ]
    return sorted(cells, key=lambda cell: cell.path)


_COLUMNS = ("pk", "organisation_id", "kind", "held_on", "theme", "state", "said", "handed_in_on")


def meeting_rows(branch: Branch, on: date) -> QuerySet[Any, Any]:
    """Meetings of the window, the last with their turnout, and older ones whose minutes are not approved yet."""
    roll = Attendance.objects.filter(meeting=OuterRef("pk"))
    due, present = roll.exclude(state=Presence.OUTSIDE), roll.filter(state=Presence.PRESENT)
    rows = _seen(branch, on).annotate(base=_of_late(due, on), present=_of_late(present, on))
    return rows.values(*_COLUMNS, "base", "present")


def _of_late(roll: QuerySet[Attendance], on: date) -> Case:
    counted = roll.order_by().values("meeting").annotate(n=Count("pk")).values("n")
    late = When(kind="regular", held_on__gte=on - TURNOUT_SINCE, then=Subquery(counted))
    return Case(late)


def light_rows(branch: Branch, on: date) -> QuerySet[Any, Any]:
    """As `meeting_rows`, without reading the rolls."""
    return _seen(branch, on).values(*_COLUMNS)


def meetings_seen(found: Iterable[Any]) -> list[MeetingSeen]:
    """In the order of days."""
    rows = [
        MeetingSeen(
            row.pk,
            row.organisation_id,
            row.kind,
            row.held_on,
            row.theme,
            row.state,
            row.said,
            row.handed_in_on,
            getattr(row, "base", None),
            getattr(row, "present", None),
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: (row.held_on, row.pk))


def _seen(branch: Branch, on: date) -> QuerySet[Any]:
    units = Placement.objects.on(on).filter(under(branch.path)).values("organisation")
    looked_at = Q(held_on__gte=window(on)) | Q(state__in=_OPEN)
    last = MinutesVersion.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    rows = Meeting.objects.filter(looked_at, organisation__in=units, held_on__lte=on)
    handed_in = When(state=State.HANDED_IN, then=Subquery(last.values("handed_in_on")[:1]))
    return rows.annotate(handed_in_on=Case(handed_in, output_field=DateField()))


_OPEN = (State.DRAFT, State.HANDED_IN, State.RETURNED)
