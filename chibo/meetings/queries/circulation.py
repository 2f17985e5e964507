"""Papers sent round to cells: who made them known at a meeting, and who has not yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from chibo.documents.models import CirculatedTo, Circulation
from chibo.documents.queries import goes_on
from chibo.meetings.models import AgendaItem, PlannedItem, State
from chibo.organisations.models import Placement, Profile

# Rows with the columns `with_state` adds; the checker of types knows the model's own only.
Cells = QuerySet[Any]

_HANDED_IN = (State.HANDED_IN, State.APPROVED)


def with_state(rows: QuerySet[CirculatedTo], on: date) -> Cells:
    """Annotates what became of the paper in the cell by a day: `told_on` and `told_at`, the meeting whose
    minutes, handed in, have it on the agenda; `written_at`, one still being written; `planned_on` of the
    agenda to come; `stands`, whether the cell is there on the day."""
    points = AgendaItem.objects.filter(
        paper=OuterRef("circulation__paper"),
        organisation=OuterRef("cell"),
        meeting__held_on__lte=on,
    ).order_by("meeting__held_on", "pk")
    told = points.filter(meeting__state__in=_HANDED_IN)
    planned = PlannedItem.objects.filter(
        paper=OuterRef("circulation__paper"),
        plan__organisation=OuterRef("cell"),
        plan__cancelled_on=None,
        plan__meeting=None,
        plan__planned_on__gte=on,
    ).order_by("plan__planned_on")
    return rows.annotate(
        told_on=Subquery(told.values("meeting__held_on")[:1]),
        told_at=Subquery(told.values("meeting")[:1]),
        written_at=Subquery(points.exclude(meeting__state__in=_HANDED_IN).values("meeting")[:1]),
        planned_on=Subquery(planned.values("plan__planned_on")[:1]),
        stands=Exists(Placement.objects.on(on).filter(organisation=OuterRef("cell"))),
    )


def named_then(rows: Cells) -> Cells:
    """Annotates `cell_name`, the cell's short name on the day it was asked, or the first it had since."""
    names = Profile.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=OuterRef("circulation__asked_on")),
        organisation=OuterRef("cell"),
    ).order_by("started_on")
    return rows.annotate(cell_name=Subquery(names.values("short_name")[:1]))


def owing(on: date, *, standing: bool = True) -> QuerySet[CirculatedTo]:
    """Asked for by the day and not made known by then; of cells that stand, unless all are wanted."""
    rows = CirculatedTo.objects.filter(goes_on(on, "circulation__"), ~Exists(_told_by(on)))
    there = Placement.objects.on(on).filter(organisation=OuterRef("cell"))
    return rows.filter(Exists(there)) if standing else rows


def _told_by(on: date) -> QuerySet[AgendaItem]:
    """Of the paper of a row, in minutes of its cell handed in."""
    return AgendaItem.objects.filter(
        paper=OuterRef("circulation__paper"),
        organisation=OuterRef("cell"),
        meeting__held_on__lte=on,
        meeting__state__in=_HANDED_IN,
    )


def asked_of(cell: int, on: date) -> Cells:
    """Everything a cell was ever asked to make known and is still asked, the first due first."""
    rows = CirculatedTo.objects.filter(goes_on(on, "circulation__"), cell=cell)
    shown = with_state(rows, on).select_related("circulation__paper")
    return shown.order_by("circulation__due_on", "pk")


@dataclass(frozen=True)
class Told:
    """Of the cells asked: how many made the paper known, how many are gone without having done so."""

    asked: int
    told: int
    gone: int

    @property
    def owing(self) -> int:
        return self.asked - self.told - self.gone


def told_of(circulations: list[Circulation], on: date) -> dict[int, Told]:
    """By key of a circulation, in one question."""
    rows = CirculatedTo.objects.filter(circulation__in=circulations).order_by()
    there = Placement.objects.on(on).filter(organisation=OuterRef("cell"))
    stated = rows.annotate(done=Exists(_told_by(on)), stands=Exists(there))
    counted = stated.values("circulation").annotate(
        asked=Count("pk"),
        told=Count("pk", filter=Q(done=True)),
        gone=Count("pk", filter=Q(done=False, stands=False)),
    )
    return {row["circulation"]: Told(row["asked"], row["told"], row["gone"]) for row in counted}
