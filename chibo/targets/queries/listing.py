"""Lists of targets: of a board, waiting for a decision, not yet closed."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from chibo.base.periods import Period
from chibo.organisations.figures import child_id
from chibo.organisations.queries.tree import Branch, under
from chibo.targets.models import Moment, Span, Target, TargetResult, TargetVersion

_COUNTED = ("all", "waiting", "approved", "closed_ones", "met_ones")
_WAITS = Q(approved_on__isnull=True, returned_on__isnull=True)


def of_board(unit: int, year: Period) -> QuerySet[Target]:
    """Of a unit: those ending in the year, and longer ones that run in it."""
    runs = Q(span=Span.TERM, first_day__lte=year.last, last_day__gte=year.first)
    ends = Q(last_day__range=(year.first, year.last))
    return Target.objects.filter(runs | ends, organisation=unit)


def waiting_under(path: str) -> QuerySet[TargetVersion]:
    """Numbers waiting for a decision, of the unit and all below it."""
    rows = TargetVersion.objects.filter(_WAITS, under(path, "target__path"))
    return rows.filter(target__ended_on=None)


def approved(rows: QuerySet[Target]) -> QuerySet[Target]:
    known = TargetVersion.objects.filter(target=OuterRef("pk"), approved_on__isnull=False)
    return rows.filter(Exists(known), ended_on=None)


def to_close(path: str, year: Period, moment: str) -> QuerySet[Target]:
    """Approved targets of the unit and all below it whose result of that moment is not recorded."""
    rows = approved(Target.objects.filter(under(path)))
    closed = TargetResult.objects.filter(
        target=OuterRef("pk"), moment=moment, replaced_on__isnull=True
    )
    rows = rows.filter(~Exists(closed), last_day__range=(year.first, year.last))
    if moment == Moment.HALF:  # what ends with the half is closed as a whole then
        return rows.filter(span=Span.YEAR)
    return rows


def same_number(target: Target) -> Q:
    """The condition that another target is of the same number over the same period."""
    return Q(
        figure=target.figure,
        key=target.key,
        indicator=target.indicator,
        measure=target.measure,
        cohort=target.cohort_id,
        first_day=target.first_day,
        last_day=target.last_day,
        ended_on=None,
    )


def by_unit(of: Branch, year: Period) -> dict[int, dict[str, int]]:
    """For the branch itself and each unit right below it, with all below that: targets by where they stand."""
    ends = Q(last_day__range=(year.first, year.last))
    rows = Target.objects.filter(ends, under(of.path), ended_on=None)
    found: dict[int, dict[str, int]] = {}
    for row in _counted_by_path(_marked(rows)):
        sums = found.setdefault(child_id(row["path"], of), dict.fromkeys(_COUNTED, 0))
        for name in _COUNTED:
            sums[name] += row[name]
    return found


def _marked(rows: QuerySet[Target]) -> QuerySet[Any]:
    """Where each stands: waiting for a decision, with approved numbers, closed, met."""
    waits = TargetVersion.objects.filter(_WAITS, target=OuterRef("pk"))
    known = TargetVersion.objects.filter(target=OuterRef("pk"), approved_on__isnull=False)
    closed = TargetResult.objects.filter(
        target=OuterRef("pk"), moment=Moment.END, replaced_on__isnull=True
    )
    return rows.annotate(
        waits=Exists(waits),
        known=Exists(known),
        closed=Exists(closed),
        met=Exists(closed.filter(met=True)),
    )


def _counted_by_path(marked: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return (
        marked.order_by()
        .values("path")
        .annotate(
            all=Count("pk"),
            waiting=Count("pk", filter=Q(waits=True)),
            approved=Count("pk", filter=Q(known=True)),
            closed_ones=Count("pk", filter=Q(closed=True)),
            met_ones=Count("pk", filter=Q(met=True)),
        )
    )
