"""Targets of periods not over when units end: numbers that add up go on at the unit in their place."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape
from chibo.targets.models import Measure, Target, TargetVersion
from chibo.targets.queries.progress import in_force, with_history

_Key = tuple[Any, ...]


class AimsFollow:
    """A Carrier (organisations.consequences). Shares, indicators and frozen lists of two units do not add up:
    the unit in their place registers anew. What was registered stays to be read where it was."""

    def describe(self, shape: Shape) -> list[Consequence]:
        count = _running([unit.pk for unit in shape.ended], shape.on).count()
        told = _("{n} chỉ tiêu của kỳ chưa hết: con số cộng vào đơn vị mới, tỷ lệ thì đăng ký lại.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(with_history(_running(list(fates.heirs), fates.on)))
        if not rows:
            return
        before = {row.pk: snapshot(row) for row in rows}
        with trace.changing(rows, ["ended_on", "end_reason"]):
            for row in rows:
                row.ended_on, row.end_reason = fates.on, _reason(fates)
        ended = [
            Line("target.given_up", row, row.path, before[row.pk], snapshot(row), row.end_reason)
            for row in rows
        ]
        note_all(by, [*ended, *_add_up(rows, fates, trace)])


def _reason(fates: Fates) -> str:
    return (fates.reason or _("Sắp xếp tổ chức"))[:300]


def _running(units: Collection[int], on: Any) -> QuerySet[Target]:
    rows = Target.objects.filter(organisation__in=units, ended_on=None, last_day__gte=on)
    return rows.order_by("organisation", "first_day", "pk")


def _add_up(rows: Iterable[Target], fates: Fates, trace: Trace) -> list[Line]:
    """Sums go into the successor's own target of the same number, or make it one."""
    sums: dict[_Key, tuple[Target, Decimal | None, Decimal | None]] = {}
    for row in rows:
        version = in_force(row, fates.on)
        if version is None or row.organisation_id not in fates.units or not _adds_up(row):
            continue
        key = _key(row, fates.units[row.organisation_id])
        _first, least, most = sums.get(key, (row, None, None))
        sums[key] = (row, _plus(least, version.least), _plus(most, version.most))
    there = {
        _key(row, row.organisation_id): row
        for row in with_history(_running(list(fates.units.values()), fates.on))
    }
    new = {key: _heir(key[0], row, fates) for key, (row, *_n) in sums.items() if key not in there}
    trace.create(list(new.values()))
    versions = [
        _version(there.get(key) or new[key], least, most, fates)
        for key, (_row, least, most) in sums.items()
    ]
    trace.create(versions)
    return [
        Line("target.changed_from_above", one.target, one.target.path, after=snapshot(one),
             reason=one.reason)
        for one in versions
    ]  # fmt: skip


def _adds_up(row: Target) -> bool:
    return bool(row.figure) and row.measure == Measure.AMOUNT and row.cohort_id is None


def _key(row: Target, unit: int) -> _Key:
    return (unit, *row.about, row.first_day, row.last_day)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one + (other or 0)


def _heir(unit: int, row: Target, fates: Fates) -> Target:
    return Target(
        organisation_id=unit,
        path=fates.paths[unit],
        figure=row.figure,
        key=row.key,
        measure=row.measure,
        span=row.span,
        first_day=row.first_day,
        last_day=row.last_day,
        whole_id=row.whole_id,
        setter_id=row.setter_id,
    )


def _version(
    target: Target, least: Decimal | None, most: Decimal | None, fates: Fates
) -> TargetVersion:
    """In force from the day of the reorganisation, beside what the successor had bound itself to."""
    known = in_force(target, fates.on) if target.pk else None
    numbers = [one.number for one in target.versions.all()]
    return TargetVersion(
        target=target,
        number=max(numbers, default=0) + 1,
        least=_plus(known.least, least) if known else least,
        most=_plus(known.most, most) if known else most,
        proposed_on=fates.on,
        approved_on=fates.on,
        reason=_reason(fates),
    )
