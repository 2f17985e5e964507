"""Who followed a cell that is merged or divided follows what stands in its place."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.meetings.models import Liaison, Visit
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class LiaisonsFollow:
    """A Carrier (organisations.consequences). An assignment of before the day ends with the unit and goes
    on as a new one; where there is no one cell to go on with, or the person follows that already, it
    only ends. Visits planned from the day on go along."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk: shape.successor(unit.pk) for unit in shape.ended}
        count = _held(ended, shape.on).count()
        told = _("{n} phân công cấp ủy viên phụ trách kết thúc, hoặc chuyển sang đơn vị mới.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_held({*fates.heirs, *fates.cells}, fates.on))
        heirs = {row.pk: heir for row in rows if (heir := _heir(row, fates))}
        _keep_apart(heirs)
        since = [row for row in rows if row.pk in heirs and row.started_on >= fates.on]
        with trace.changing(since, ["committee", "cell"]):
            for row in since:
                heir = heirs.pop(row.pk)
                row.committee_id, row.cell_id = heir.committee_id, heir.cell_id
        before = [row for row in rows if row not in since]
        with trace.changing(before, ["ended_on", "end_reason"]):
            for row in before:
                row.ended_on = max(row.started_on, fates.on)
                row.end_reason = fates.reason[:200]
        trace.create(list(heirs.values()))
        _lead_visits(heirs, fates.on, trace)
        note_all(by, [Line("liaison.ended", row, reason=fates.reason) for row in before])


def _lead_visits(heirs: dict[int, Liaison], on: date, trace: Trace) -> None:
    visits = list(_ahead(heirs, on))
    with trace.changing(visits, ["liaison"]):
        for visit in visits:
            visit.liaison = heirs[visit.liaison_id]


def _held(units: Collection[int], on: date) -> QuerySet[Liaison]:
    """Assignments by or over the units, still in force on the day or made since."""
    rows = Liaison.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    among = Q(cell__in=list(units)) | Q(committee__in=list(units))
    return rows.filter(among).order_by("pk")


def _heir(row: Liaison, fates: Fates) -> Liaison | None:
    """The assignment that goes on; None when there is no one cell, or no committee, to go on with."""
    committee = fates.heirs.get(row.committee_id, row.committee_id)
    cell = row.cell_id
    if cell and cell in fates.heirs:
        cell = fates.cells.get(cell)
    if row.cell_id and cell is None:
        return None
    return Liaison(
        committee_id=committee,
        person_id=row.person_id,
        cell_id=cell,
        place_id=row.place_id,
        topic=row.topic,
        paper_id=row.paper_id,
        started_on=max(row.started_on, fates.on),
        ended_on=row.ended_on,
        end_reason=row.end_reason,
    )


def _keep_apart(heirs: dict[int, Liaison]) -> None:
    """One assignment for whoever followed several cells that became one, or follows the heir already."""
    cells = {one.cell_id for one in heirs.values()}
    there = Liaison.objects.filter(cell__in=cells, ended_on=None).exclude(pk__in=heirs)
    taken = {(one.person_id, one.cell_id, one.place_id): one for one in there}
    for pk, one in list(heirs.items()):
        key = (one.person_id, one.cell_id, one.place_id)
        if key in taken and one.ended_on is None:
            del heirs[pk]
        elif one.ended_on is None:
            taken[key] = one


def _ahead(heirs: Collection[int], on: date) -> QuerySet[Visit]:
    rows = Visit.objects.filter(liaison__in=list(heirs))
    return rows.filter(Q(planned_on__gte=on) | Q(came_on__gte=on)).order_by("pk")
