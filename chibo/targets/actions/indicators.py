"""Values of indicators are told, put right, withdrawn; an administrator adds indicators."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean, slug
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import NotInTree, branches_by_day
from chibo.targets.models import IndicatorValue, OwnIndicator
from chibo.targets.queries.dictionary import Indicator, indicators
from chibo.targets.rules import may_add_indicators, may_tell


@dataclass(frozen=True)
class Told:
    """One value of a year; of the organisation, or of a place in its area."""

    organisation: Organisation
    indicator: str
    year: int
    value: Decimal
    told_on: date
    source: str
    place: Place | None = None
    note: str = ""
    ref: str = ""


@transaction.atomic
def tell_values(given: Sequence[Told], *, by: User) -> list[IndicatorValue]:
    """Enter values, all or none; a year that has one is put right with `correct_value`."""
    check_has_come((one.told_on for one in given), _("ghi khi đã công bố"))
    places = branches_by_day({(one.organisation.pk, one.told_on) for one in given})
    known = indicators()
    rows = []
    for one in given:
        where = places.get((one.organisation.pk, one.told_on))
        if where is None:
            raise NotInTree.on(one.told_on)
        _check_told(one, known)
        rows.append(_value_row(one, where.path))
    for path in {row.path for row in rows}:
        require(by, may_tell, path)
    lines = [
        Line("indicator.told", saved(row), row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(given, rows, strict=True)
    ]
    note_all(by, lines)
    return rows


def _check_told(one: Told, known: Mapping[str, Indicator]) -> None:
    if one.indicator not in known:
        raise Refusal(_("Không có chỉ số “{code}”.").format(code=one.indicator))
    if one.year > one.told_on.year:
        raise Refusal(_("Năm {year} chưa tới; ghi khi đã có số.").format(year=one.year))
    if one.place and one.place.area_id != one.organisation.pk:
        raise Refusal(_("Địa bàn này không thuộc đơn vị."))


def _value_row(one: Told, path: str) -> IndicatorValue:
    return IndicatorValue(
        organisation=one.organisation,
        path=path,
        place=one.place,
        indicator=one.indicator,
        year=one.year,
        value=one.value,
        told_on=one.told_on,
        source=clean(one.source),
        note=clean(one.note),
    )


@transaction.atomic
def withdraw_value(row: IndicatorValue, on: date, reason: str, *, by: User) -> IndicatorValue:
    """No longer said, from a day on; it stays listed with the reason."""
    hold(row)
    require(by, may_tell, row.path)
    check_has_come([on], _("ghi khi đã rút"))
    if row.withdrawn_on:
        raise Refusal(_("Giá trị này đã được thay hoặc rút."))
    if on < row.told_on:
        raise Refusal(_("Ngày rút không được trước ngày công bố."))
    before = snapshot(row)
    row.withdrawn_on, row.withdraw_reason = on, clean(reason)
    row.full_clean(exclude=["organisation", "place"])
    row.save()
    note(by, "indicator.withdrawn", row, path=row.path, before=before, reason=clean(reason))
    return row


@transaction.atomic
def correct_value(
    row: IndicatorValue, new: Decimal, source: str, on: date, reason: str, *, by: User
) -> IndicatorValue:
    """Said anew: the old value is withdrawn that day and another stands in its place."""
    hold(row)
    require(by, may_tell, row.path)
    withdraw_value(row, on, reason, by=by)
    told = Told(row.organisation, row.indicator, row.year, new, on, source or row.source, row.place)
    made = tell_values([told], by=by)[0]
    note(by, "indicator.corrected", made, path=made.path, reason=clean(reason))
    return made


@transaction.atomic
def add_indicator(
    label: str,
    unit: str,
    places: int,
    *,
    by: User,
    up: bool = True,
    meaning: str = "",
    code: str = "",
) -> OwnIndicator:
    """Beside those of the rulebook; its code comes from its name where none is given."""
    require(by, may_add_indicators)
    found = clean(code) or re.sub(r"[^a-z0-9]+", "_", slug(label)).strip("_")[:60]
    if found in indicators():
        raise Refusal(_("Đã có chỉ số mang tên hoặc mã này."))
    row = OwnIndicator(
        code=found,
        label=clean(label),
        unit=clean(unit),
        places=places,
        up=up,
        meaning=clean(meaning),
        added_on=timezone.localdate(),
    )
    row.full_clean()
    row.save()
    note(by, "indicator.added", row)
    return row
