"""Targets of admission: given, changed and taken back, many at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.admissions.models import AdmissionTarget
from chibo.admissions.rules.targets import may_set_targets, places_in_period
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.periods import Period
from chibo.base.rules import require
from chibo.base.saving import saved
from chibo.documents.models import Paper


@dataclass(frozen=True)
class Target:
    """What an organisation (its key) plans for a period; `low` None takes the target back."""

    organisation: int
    first_day: date
    last_day: date
    low: int | None
    high: int | None = None
    paper: Paper | None = None
    ref: str = ""

    @property
    def key(self) -> tuple[int, date, date]:
        return (self.organisation, self.first_day, self.last_day)


@transaction.atomic
def set_targets(given: Sequence[Target], *, by: User) -> list[AdmissionTarget]:
    """Give, change or take back targets, all or none; those that already say so are left alone."""
    paths = _paths(given)
    for path in set(paths.values()):
        require(by, may_set_targets, path)
    there = _existing({one.organisation for one in given})
    lines = [line for one in given if (line := _set(one, there.get(one.key), paths[one.key]))]
    note_all(by, lines)
    return [line.thing for line in lines if isinstance(line.thing, AdmissionTarget)]


def _paths(given: Sequence[Target]) -> dict[tuple[int, date, date], str]:
    found: dict[tuple[int, date, date], str] = {}
    for first, last in {(one.first_day, one.last_day) for one in given}:
        keys = {one.organisation for one in given if (one.first_day, one.last_day) == (first, last)}
        stood = places_in_period(keys, Period(first, last))
        found |= {(key, first, last): path for key, path in stood.items()}
    return found


def _existing(keys: Collection[int]) -> dict[tuple[int, date, date], AdmissionTarget]:
    rows = AdmissionTarget.objects.filter(organisation__in=keys)
    return {(row.organisation_id, row.first_day, row.last_day): row for row in rows}


def _set(one: Target, there: AdmissionTarget | None, path: str) -> Line | None:
    before = snapshot(there) if there else None
    if one.low is None:
        return _withdrawn(there, path) if there else None
    target = there or AdmissionTarget(
        organisation_id=one.organisation, first_day=one.first_day, last_day=one.last_day
    )
    target.low, target.high = one.low, one.high
    target.paper = one.paper or target.paper
    if there and snapshot(target) == before:
        return None
    saved(target)
    verb = "target.changed" if there else "target.set"
    return Line(verb, target, path, before, snapshot(target), ref=one.ref)


def _withdrawn(there: AdmissionTarget, path: str) -> Line:
    line = Line("target.withdrawn", there, path, before=snapshot(there))
    AdmissionTarget.objects.filter(pk=there.pk).delete()
    return line
