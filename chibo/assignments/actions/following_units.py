"""Work that is under way when units end: who stands in their place gives it, and does it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.audit.actions import Line, note_all
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import latest_paths

_UNITS = ["giver", "unit"]


class WorkFollows:
    """A Carrier (organisations.consequences)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk for unit in shape.ended}
        gone = {key for key in ended if not shape.successor(key)}
        under_way = _under_way(ended, shape.on)
        stopped = under_way.filter(unit__in=gone, done_on__isnull=True).count()
        carried = under_way.count() - stopped
        found = []
        if carried:
            told = _("{n} việc được giao đang làm chuyển sang đơn vị mới.").format(n=carried)
            found.append(Consequence(told, carried))
        if stopped:
            told = _("{n} việc giao cho đơn vị kết thúc mà không có đơn vị kế tục: thôi giao.")
            found.append(Consequence(told.format(n=stopped), stopped))
        return found

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_under_way(fates.heirs, fates.on))
        ended = [row for row in rows if _nobody_does(row, fates)]
        moves = [_move(row, fates) for row in rows if row.given_on < fates.on]
        with trace.changing(rows, _UNITS):
            for row in rows:
                row.giver_id = fates.heirs.get(row.giver_id, row.giver_id)
                row.unit_id = fates.heirs.get(row.unit_id or 0, row.unit_id)
        trace.create(moves)
        _note(by, "work.moved", rows, fates.reason)
        _take_back(ended, fates, trace, by)


def _under_way(units: Collection[int], on: date) -> QuerySet[Assignment]:
    """Given by or to these units and, on the day, neither verified nor taken back."""
    theirs = Q(giver__in=list(units)) | Q(unit__in=list(units))
    not_verified = Q(verified_on__isnull=True) | Q(verified_on__gt=on)
    not_taken = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on)
    return Assignment.objects.filter(theirs & not_verified & not_taken).order_by("pk")


def _nobody_does(row: Assignment, fates: Fates) -> bool:
    ended = row.unit_id in fates.heirs and row.unit_id not in fates.units
    return ended and row.is_open


def _move(row: Assignment, fates: Fates) -> WorkStep:
    """Work given since the day itself belongs to the new unit from the start and has none."""
    return WorkStep(
        assignment=row,
        kind=Step.MOVED,
        on=fates.on,
        text=fates.reason,
        giver_before_id=row.giver_id,
        unit_before_id=row.unit_id,
    )


def _take_back(rows: list[Assignment], fates: Fates, trace: Trace, by: User) -> None:
    reason = _("Đơn vị được giao đã kết thúc: {why}").format(why=fates.reason)
    with trace.changing(rows, ["cancelled_on", "cancel_reason"]):
        for row in rows:
            row.cancelled_on, row.cancel_reason = _last(row, fates), reason
    trace.create(
        [
            WorkStep(assignment=row, kind=Step.CANCELLED, on=_last(row, fates), text=reason)
            for row in rows
        ]
    )
    _note(by, "work.cancelled", rows, reason)


def _note(by: User, verb: str, rows: Sequence[Assignment], reason: str) -> None:
    paths = latest_paths(row.giver_id for row in rows)
    note_all(by, [Line(verb, row, paths[row.giver_id], reason=reason) for row in rows])


def _last(row: Assignment, fates: Fates) -> date:
    return max(fates.on, row.given_on)
