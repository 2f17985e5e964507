"""What units registered for a year and what came of it: for whoever judges them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from chibo.base.periods import Period
from chibo.organisations.queries.tree import Branch, branches
from chibo.targets.models import Moment, Span, Target, TargetResult
from chibo.targets.queries.planned_elsewhere import planned_elsewhere
from chibo.targets.queries.progress import Progress, of_units, progress, with_history
from chibo.targets.queries.subjects import wanted_text


@dataclass(frozen=True)
class Result:
    """`met` and `percent` are None while not known, `reason` then says why. `frozen`: recorded at the close of
    the year, else as it stands on the day `on`. `target` is None for a plan another app keeps."""

    organisation_id: int
    label: str
    span: str
    wanted: str
    unit: str
    value: Decimal | None
    met: bool | None
    percent: Decimal | None
    reason: str
    frozen: bool
    on: date
    url: str
    target: Target | None = None


def results(
    units: Collection[int], year: int, on: date | None = None, here: Sequence[Branch] = ()
) -> dict[int, list[Result]]:
    """Approved targets of the year, and of its halves, by key of the organisation, those without any left out.
    Constant questions for however many units (one more a frozen list of people). Units that are `here` on the
    day they are counted are not read again."""
    period = Period.year(year)
    known = on or timezone.localdate()
    day = min(known, period.last)
    rows = of_units(units, period).filter(ended_on=None).exclude(span=Span.TERM)
    asked = with_history(rows.filter(versions__approved_on__lte=known).distinct())
    standing = {one.pk: one for one in here if one.on == day}
    if missing := set(units) - standing.keys():
        standing |= branches(missing, day)
    places = [standing[key] for key in units if key in standing]
    found: dict[int, list[Result]] = {}
    for one in progress(
        asked.order_by("organisation", "first_day", "pk"), day, known, closed_too=False, here=places
    ):
        found.setdefault(one.target.organisation_id, []).append(_result(one))
    for plan in planned_elsewhere(places, year):
        found.setdefault(plan.organisation_id, []).append(
            Result(
                plan.organisation_id,
                plan.label,
                Span.YEAR,
                wanted_text(plan.wanted, None, plan.unit),
                plan.unit,
                plan.value,
                plan.value >= plan.wanted,
                plan.value * 100 / plan.wanted if plan.wanted else None,
                "",
                False,
                day,
                plan.url,
            )
        )
    return found


def _result(one: Progress) -> Result:
    assert one.version is not None
    closed = next((row for row in one.closed if row.moment == Moment.END), None)
    if closed:
        return _frozen(one, closed)
    return Result(
        one.target.organisation_id,
        one.subject.label,
        one.target.span,
        one.wanted,
        one.subject.unit,
        one.standing.value,
        one.met,
        one.percent,
        one.standing.reason,
        False,
        one.standing.on,
        one.target.get_absolute_url(),
        one.target,
    )


def _frozen(one: Progress, row: TargetResult) -> Result:
    return Result(
        one.target.organisation_id,
        one.subject.label,
        one.target.span,
        wanted_text(row.least, row.most, one.subject.unit),
        one.subject.unit,
        row.value,
        row.met,
        row.value * 100 / row.least if row.least else None,
        "",
        True,
        row.on,
        one.target.get_absolute_url(),
        one.target,
    )
