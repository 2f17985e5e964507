"""Where targets stand: the live number of each on a day, read for many units together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.figures import (
    Amount,
    Figure,
    Reading,
    Scope,
    UnknownFigure,
    figure,
    number_url,
    percent,
    read_together,
)
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.organisations.queries.tree import Branch, branches_by_day, know_books
from chibo.targets.models import IndicatorValue, Measure, Target
from chibo.targets.queries.cohorts import reached_among
from chibo.targets.queries.indicators import of_years

# A question about more branches than this is asked again for the rest.
_BRANCHES_AT_ONCE = 150


@dataclass(frozen=True)
class Standing:
    """`value` is what the target measures, a share in percent where it is one; `counted` of `base` stand behind
    it. Without a value `reason` says why. `url` opens the rows."""

    on: date
    value: Decimal | None = None
    counted: Decimal | None = None
    base: Decimal | None = None
    reason: str = ""
    url: str = ""


def standings(
    targets: Sequence[Target], on: date, known: date | None = None, here: Sequence[Branch] = ()
) -> dict[int, Standing]:
    """By key of the target. The questions do not grow with the targets, but for frozen lists: one each.
    `known`: indicators of a year are told after it is over; those told by that day count. Units that are `here`
    on the day a target is counted are not read again."""
    found = {one.pk: Standing(on, reason=_not_begun(one)) for one in targets if one.first_day > on}
    begun = [one for one in targets if one.first_day <= on]
    found |= _of_indicators([one for one in begun if one.indicator], known or on)
    return found | _of_figures([one for one in begun if one.figure], on, here)


def _not_begun(target: Target) -> str:
    return _("Kỳ bắt đầu ngày {day}.").format(day=format_date(target.first_day))


def _of_indicators(targets: Sequence[Target], on: date) -> dict[int, Standing]:
    if not targets:
        return {}
    units = {one.organisation_id for one in targets}
    told = of_years(units, {one.indicator for one in targets}, on)
    return {one.pk: _told(one, told, on) for one in targets}


def _told(
    target: Target, told: Mapping[tuple[int, str, int], IndicatorValue], on: date
) -> Standing:
    """The value of the year the period ends in; of the last year told, while a longer period runs."""
    first, last = target.first_day.year, target.last_day.year
    unit, code = target.organisation_id, target.indicator
    rows = (told.get((unit, code, year)) for year in range(last, first - 1, -1))
    row = next(filter(None, rows), None)
    if row is None:
        why = _("Chưa có số liệu: chưa ghi giá trị năm {year}.").format(year=last)
        return Standing(on, reason=why)
    return Standing(row.told_on, row.value, url=reverse("targets:indicator", args=[unit, code]))


def _of_figures(targets: Sequence[Target], on: date, here: Sequence[Branch]) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    known = []
    for one in targets:
        try:
            known.append((one, figure(one.figure)))
        except UnknownFigure as problem:
            found[one.pk] = Standing(on, reason=problem.sentence)
    places = _places({(one.organisation_id, day_of(one, on)) for one, _of in known}, here)
    for few in _in_batches(places.values()):
        know_books(few)
    asked = [
        (one, of, scope_of(one, of, places[one.organisation_id, day_of(one, on)]))
        for one, of in known
        if (one.organisation_id, day_of(one, on)) in places
    ]
    plain = [one for one in asked if one[0].cohort_id is None]
    readings = _read(plain)
    found |= {one.pk: _read_as(one, reading) for (one, *_rest), reading in readings}
    found |= {
        one.pk: among(one, of, scope) for one, of, scope in asked if one.cohort_id is not None
    }
    missing = _("Đơn vị không còn trong cây tổ chức của kỳ này.")
    return {one.pk: Standing(on, reason=missing) for one, _of in known} | found


def _places(
    wanted: Set[tuple[int, date]], here: Sequence[Branch]
) -> dict[tuple[int, date], Branch]:
    known = {(one.pk, one.on): one for one in here if (one.pk, one.on) in wanted}
    return known | branches_by_day(wanted - known.keys())


def _in_batches(some: Iterable[Branch]) -> Iterator[list[Branch]]:
    places = list(some)
    for at in range(0, len(places), _BRANCHES_AT_ONCE):
        yield places[at : at + _BRANCHES_AT_ONCE]


def _read(
    asked: Sequence[tuple[Target, Figure, Scope]],
) -> list[tuple[tuple[Target, Figure, Scope], Reading | str]]:
    fit, unfit = [], []
    for one in asked:
        try:
            one[1].check_key(one[2].key, one[2].as_of)
            fit.append(one)
        except UnknownFigure as problem:
            unfit.append((one, problem.sentence))
    readings = read_together([(of, scope) for _target, of, scope in fit])
    return [*zip(fit, readings, strict=True), *unfit]


def day_of(target: Target, on: date) -> date:
    return min(on, target.last_day)


def scope_of(target: Target, of: Figure, place: Branch) -> Scope:
    scope = Scope(place, place.on, key=target.key)
    return scope.over(Period(target.first_day, place.on)) if of.takes == "period" else scope


def _read_as(target: Target, reading: Reading | str) -> Standing:
    if isinstance(reading, str):
        return Standing(target.last_day, reason=reading)
    return standing_of(reading, share=target.measure == Measure.SHARE)


def standing_of(reading: Reading, *, share: bool = False) -> Standing:
    scope = reading.scope
    value: Any = reading.percent if share else reading.value
    reason = reading.reason
    if value is None and not reason:
        reason = _("Chưa có số liệu: mẫu số bằng 0.")
    return Standing(
        scope.as_of,
        _exact(value),
        _exact(reading.value),
        _exact(reading.base),
        reason if value is None else "",
        number_url(reading.figure.id, scope),
    )


def among(target: Target, of: Figure, scope: Scope) -> Standing:
    """Of the frozen list, how many the figure's rows reach."""
    assert target.cohort is not None
    reached, whole = reached_among(target.cohort, of, scope)
    share = percent(reached, whole) if whole else None
    value = share if target.measure == Measure.SHARE else Decimal(reached)
    url = f"{target.cohort.get_absolute_url()}?chi-tieu={target.pk}"
    reason = "" if value is not None else _("Nhóm chưa có ai.")
    return Standing(scope.as_of, value, Decimal(reached), Decimal(whole), reason, url)


def _exact(value: Amount | None) -> Decimal | None:
    return None if value is None else Decimal(value)
