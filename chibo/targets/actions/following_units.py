"""Targets of periods not over when units end: numbers that add up go on at the unit in their place."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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
from chibo.targets.queries.subjects import wanted_of

_Key = tuple[Any, ...]
_Bounds = tuple[Decimal | None, Decimal | None]


class AimsFollow:
    """A Carrier (organisations.consequences). Numbers are added up. Shares and indicators do not add up: the same
    number goes on, different ones wait at the unit in their place for its committee to approve one. A target
    among a frozen list goes on with its list. What was registered stays to be read where it was."""

    def describe(self, shape: Shape) -> list[Consequence]:
        count = _running([unit.pk for unit in shape.ended], shape.on).count()
        told = _(
            "{n} chỉ tiêu của kỳ chưa hết: con số cộng vào đơn vị mới; tỷ lệ, chỉ số giống nhau thì giữ, khác "
            "nhau thì chờ duyệt lại; chỉ tiêu của nhóm giữ nguyên nhóm."
        )
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


@dataclass
class _Together:
    """What units ending together bound themselves to by one number: `told` their numbers as they stood."""

    row: Target
    told: list[TargetVersion]
    known: Target | None = None  # the successor's own target of the same number


def _add_up(rows: Iterable[Target], fates: Fates, trace: Trace) -> list[Line]:
    """What was in force goes into the successor's own target of the same number, or makes it one."""
    found: dict[_Key, _Together] = {}
    for row in rows:
        version = in_force(row, fates.on)
        if version is not None and row.organisation_id in fates.units:
            key = _key(row, fates.units[row.organisation_id])
            found.setdefault(key, _Together(row, [])).told.append(version)
    for row in with_history(_running(list(fates.units.values()), fates.on)):
        key = _key(row, row.organisation_id)
        if key in found:
            found[key].known = row
    versions = {key: _version(one, fates) for key, one in found.items()}
    new = {
        key: _heir(key[0], one.row, fates)
        for key, one in found.items()
        if one.known is None and versions[key]
    }
    trace.create(list(new.values()))
    made = []
    for key, version in versions.items():
        if version is not None:
            version.target = found[key].known or new[key]
            made.append(version)
    trace.create(made)
    return [
        Line("target.changed_from_above", one.target, one.target.path, after=snapshot(one),
             reason=one.reason)
        for one in made
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
        indicator=row.indicator,
        cohort_id=row.cohort_id,
        measure=row.measure,
        span=row.span,
        first_day=row.first_day,
        last_day=row.last_day,
        whole_id=row.whole_id,
        setter_id=row.setter_id,
    )


def _version(one: _Together, fates: Fates) -> TargetVersion | None:
    """From the day of the reorganisation, beside what the successor had bound itself to: in force, or waiting
    where the numbers differ. None where nothing changes, or a number waits there already."""
    known = in_force(one.known, fates.on) if one.known else None
    given = [*([known] if known else []), *one.told]
    bounds = _sum(given) if _adds_up(one.row) else _common(given)
    waits = bounds is None
    if known and (bounds == (known.least, known.most) and not _adds_up(one.row)):
        return None
    if waits and one.known and any(each.waits for each in one.known.versions.all()):
        return None
    least, most = bounds or _highest(given)
    numbers = [each.number for each in one.known.versions.all()] if one.known else []
    return TargetVersion(
        number=max(numbers, default=0) + 1,
        least=least,
        most=most,
        proposed_on=fates.on,
        approved_on=None if waits else fates.on,
        reason=_reason(fates) if not waits else _differing(given, fates),
    )


def _sum(given: Sequence[TargetVersion]) -> _Bounds:
    least, most = None, None
    for one in given:
        least, most = _plus(least, one.least), _plus(most, one.most)
    return least, most


def _common(given: Sequence[TargetVersion]) -> _Bounds | None:
    """What all of them say, if they say the same."""
    told = {(one.least, one.most) for one in given}
    return told.pop() if len(told) == 1 else None


def _highest(given: Sequence[TargetVersion]) -> _Bounds:
    """What is proposed where they differ: the highest each bound was set to."""
    least = [one.least for one in given if one.least is not None]
    most = [one.most for one in given if one.most is not None]
    return max(least, default=None), max(most, default=None)


def _differing(given: Sequence[TargetVersion], fates: Fates) -> str:
    numbers = "; ".join(dict.fromkeys(wanted_of(one, "") for one in given))
    told = _("{why}: các đơn vị đăng ký khác nhau ({numbers})")
    return told.format(why=_reason(fates)[:150], numbers=numbers)[:300]
