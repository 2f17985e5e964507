"""Plans and milestones of units that end: who stands in their place goes on with them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.consolidation.models import Milestone, Plan, PlanMove, PlanStep
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class PlansFollow:
    """A Carrier (organisations.consequences). The weaknesses of a unit are not gone when it is merged: an open
    plan goes on at its successor, in the name of whoever stands in the committee's place. Without a successor
    the plan is given up with the reason. Closed plans stay where they were."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk for unit in shape.ended}
        gone = {key for key in ended if not shape.successor(key)}
        rows = _open(ended, shape.on)
        stopped = rows.filter(unit__in=gone).count()
        carried = rows.count() - stopped
        found = []
        if carried:
            told = _("{n} kế hoạch củng cố đang thực hiện chuyển sang đơn vị kế tục.")
            found.append(Consequence(told.format(n=carried), carried))
        if stopped:
            told = _(
                "{n} kế hoạch củng cố của đơn vị kết thúc mà không có đơn vị kế tục: thôi thực hiện."
            )
            found.append(Consequence(told.format(n=stopped), stopped))
        if marks := _milestones(ended - gone).count():
            told = _("{n} mốc phải đạt chưa có kết quả chuyển sang đơn vị kế tục.")
            found.append(Consequence(told.format(n=marks), marks))
        return found

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_open(fates.heirs, fates.on))
        stopped = [
            row for row in rows if row.unit_id in fates.heirs and row.unit_id not in fates.units
        ]
        carried = [row for row in rows if row not in stopped]
        trace.create(
            [_step(row, PlanMove.MOVED, fates) for row in carried]
            + [_step(row, PlanMove.CANCELLED, fates) for row in stopped]
        )
        with trace.changing(carried, ["unit", "committee", "path"]):
            for row in carried:
                row.committee_id = fates.heirs.get(row.committee_id, row.committee_id)
                if row.unit_id in fates.units:
                    row.unit_id = fates.units[row.unit_id]
                    row.path = fates.paths.get(row.unit_id, row.path)
        with trace.changing(stopped, ["closed_on", "outcome"]):
            for row in stopped:
                row.closed_on, row.outcome = max(row.started_on, fates.on), _why(fates)
        note_all(by, [Line("plan.moved", row, row.path, reason=fates.reason) for row in carried])
        note_all(
            by, [Line("plan.cancelled", row, row.path, reason=fates.reason) for row in stopped]
        )
        _lead_milestones(fates, trace, by)


def _open(units: Collection[int], on: date) -> QuerySet[Plan]:
    theirs = Q(unit__in=list(units)) | Q(committee__in=list(units))
    return Plan.objects.filter(theirs, Q(closed_on__isnull=True) | Q(closed_on__gt=on)).order_by(
        "pk"
    )


def _milestones(units: Collection[int]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(unit__in=list(units), result="").order_by("pk")


def _step(row: Plan, kind: str, fates: Fates) -> PlanStep:
    moved = kind == PlanMove.MOVED
    return PlanStep(
        plan=row,
        kind=kind,
        on=max(row.started_on, fates.on),
        reason=_why(fates),
        unit_before_id=row.unit_id if moved else None,
        committee_before_id=row.committee_id if moved else None,
    )


def _why(fates: Fates) -> str:
    return fates.reason[:1000] or _("Sắp xếp lại tổ chức đảng")


def _lead_milestones(fates: Fates, trace: Trace, by: User) -> None:
    rows = list(_milestones(fates.units))
    with trace.changing(rows, ["unit", "path"]):
        for row in rows:
            row.unit_id = fates.units[row.unit_id]
            row.path = fates.paths.get(row.unit_id, row.path)
    note_all(by, [Line("milestone.moved", row, row.path, reason=fates.reason) for row in rows])
