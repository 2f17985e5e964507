"""Targets of admission of periods not over when units are merged: added up at the one in their place."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import AdmissionTarget
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape

_Key = tuple[int, date, date]


class TargetsFollow:
    """A Carrier (organisations.consequences). What was given to the old units stays known; figures count
    it once (`admissions.queries.targets.cell_targets`)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        merged = [unit.pk for unit in shape.ended if shape.successor(unit.pk)]
        count = _not_over(merged, shape.on).count()
        told = _("{n} chỉ tiêu kết nạp của kỳ chưa hết cộng vào chỉ tiêu của đơn vị mới.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        added = _added_up(_not_over(fates.units, fates.on), fates)
        there = _not_over(set(fates.units.values()), fates.on).filter(
            organisation__in={key for key, *_days in added}
        )
        known = {_key(row): row for row in there if _key(row) in added}
        before = {key: snapshot(row) for key, row in known.items()}
        with trace.changing(list(known.values()), ["low", "high"]):
            for key, row in known.items():
                row.low, row.high = _sum([row, added[key]])
        new = [row for key, row in added.items() if key not in known]
        trace.create(new)
        changed = [
            Line(
                "target.changed", row, fates.paths[row.organisation_id], before[key], snapshot(row)
            )
            for key, row in known.items()
        ]
        made = [
            Line("target.set", row, fates.paths[row.organisation_id], after=snapshot(row))
            for row in new
        ]
        note_all(by, [*changed, *made])


def _not_over(units: Collection[int], on: date) -> QuerySet[AdmissionTarget]:
    rows = AdmissionTarget.objects.filter(organisation__in=list(units), last_day__gte=on)
    return rows.order_by("organisation", "first_day", "last_day")


def _key(row: AdmissionTarget) -> _Key:
    return (row.organisation_id, row.first_day, row.last_day)


def _added_up(rows: Iterable[AdmissionTarget], fates: Fates) -> dict[_Key, AdmissionTarget]:
    """One target a successor and period, not saved."""
    found: dict[_Key, list[AdmissionTarget]] = {}
    for row in rows:
        key = (fates.units[row.organisation_id], row.first_day, row.last_day)
        found.setdefault(key, []).append(row)
    return {key: _target(key, same) for key, same in found.items()}


def _target(key: _Key, rows: list[AdmissionTarget]) -> AdmissionTarget:
    organisation, first, last = key
    low, high = _sum(rows)
    return AdmissionTarget(
        organisation_id=organisation, first_day=first, last_day=last, low=low, high=high
    )


def _sum(rows: list[AdmissionTarget]) -> tuple[int, int | None]:
    """Low and, where one of them is a range, high."""
    low = sum(row.low for row in rows)
    high = sum(row.high or row.low for row in rows)
    return low, high if high > low else None
