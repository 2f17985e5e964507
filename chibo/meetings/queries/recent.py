"""The last months of cells, told beside other things: few questions, and rolls read for few cells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from chibo.base.asking import rows_together
from chibo.base.statements import RowsOf
from chibo.meetings.models import Meeting
from chibo.meetings.queries.heat import Held, Mark, firsts, marks_of, turnouts
from chibo.organisations.queries.tree import Branch, Placed, cells_in, placed
from chibo.rulebook.queries import add_months

# Whole months looked back on; ours, for the eye. The month that runs stands beside them.
MONTHS_BACK = 6


@dataclass(frozen=True)
class Recent:
    """A cell and its last months, the running one last. When minutes were handed in is not asked."""

    cell: int
    name: str
    base_type: str
    marks: Sequence[Mark]

    @property
    def held(self) -> list[Held]:
        return [mark.held for mark in self.marks if mark.held]

    @cached_property
    def asked(self) -> int:
        """Months a meeting was held in or should have been."""
        return sum(mark.kind not in ("e", "n") for mark in self.marks)

    @property
    def past(self) -> Sequence[Mark]:
        """Without the running month."""
        return self.marks[:-1]

    @cached_property
    def missed(self) -> list[int]:
        return [mark.month for mark in self.marks if mark.kind == "x"]


def months_to(on: date) -> list[date]:
    """First days of the months told of, the running one last."""
    now = on.replace(day=1)
    return [add_months(now, -back) for back in range(MONTHS_BACK, -1, -1)]


def recent(of: Branch) -> list[Recent]:
    """Every cell of the branch up to its day, without who came. One question."""
    return _told([RowsOf(_cells, of), RowsOf(_meetings, of)], of.on)


def recent_of(cells: Collection[int], on: date) -> dict[int, Recent]:
    """As `recent`, of some cells by their keys."""
    if not cells:
        return {}
    asked = [_seen(placed(on).filter(pk__in=cells), on), _held(cells, on)]
    return {one.cell: one for one in _told(asked, on)}


def with_turnout(rows: Iterable[Recent]) -> list[Recent]:
    """The same rows with how many were due and came. One question."""
    rows = list(rows)
    keys = [one.pk for row in rows for one in row.held]
    counts = turnouts(Meeting.objects.filter(pk__in=keys)) if keys else {}
    return [replace(row, marks=[_counted(mark, counts) for mark in row.marks]) for row in rows]


def _counted(mark: Mark, counts: dict[int, tuple[int, int]]) -> Mark:
    if mark.held is None:
        return mark
    base, present = counts.get(mark.held.pk, (0, 0))
    return replace(mark, held=replace(mark.held, base=base, present=present))


def _told(asked: Sequence[QuerySet[Any, Any] | RowsOf], on: date) -> list[Recent]:
    cells, meetings = rows_together(asked)
    rows = [Held(r.pk, r.organisation_id, r.held_on, r.state, 0, 0, None) for r in meetings]
    held, months = firsts(sorted(rows, key=lambda one: (one.held_on, one.pk))), months_to(on)
    found = []
    for cell in cells:
        own = held.get(cell.pk, {})
        begun = months[0] if cell.kept_before else min(own, default=None)
        marks = marks_of(months, own, begun, on)
        found.append(Recent(cell.pk, cell.short_name, cell.base_type, marks))
    return found


def _cells(of: Branch) -> QuerySet[Any, Any]:
    return _seen(cells_in(of), of.on)


def _seen(cells: Placed, on: date) -> QuerySet[Any, Any]:
    before = Q(kind="regular", held_on__lt=months_to(on)[0])
    kept = Exists(Meeting.objects.filter(before, organisation=OuterRef("pk")))
    return cells.annotate(kept_before=kept).values("pk", "short_name", "base_type", "kept_before")


def _meetings(of: Branch) -> QuerySet[Any, Any]:
    return _held(cells_in(of).order_by().values("pk"), of.on)


def _held(cells: Any, on: date) -> QuerySet[Any, Any]:
    rows = Meeting.objects.filter(
        organisation__in=cells, kind="regular", held_on__range=(months_to(on)[0], on)
    )
    return rows.values("pk", "organisation_id", "held_on", "state")
