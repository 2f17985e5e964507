"""Units side by side: how many targets each has, and all of them by one target."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.periods import Period
from chibo.base.text import format_percent
from chibo.base.views.years import asked_year, year_segments
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.models import Measure, Target
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.listing import approved, by_unit, same_number
from chibo.targets.queries.planned_elsewhere import planned_elsewhere
from chibo.targets.queries.progress import (
    Progress,
    progress,
    share_passed,
    with_history,
)
from chibo.targets.queries.sharing import bound
from chibo.targets.queries.subjects import subject_of
from chibo.targets.views.board import day_of_board
from chibo.targets.views.fetching import FIRST_YEAR, frame, target_or_404
from chibo.targets.views.lines import line_of, plan_line, with_unit

_NONE = {"approved": 0, "waiting": 0, "closed_ones": 0, "met_ones": 0}


@require_safe
def units(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    if of.is_cell:
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    told = by_unit(of, Period.year(year))
    context = frame(user, of, "units") | {
        "year": year,
        "years": year_segments(request.path, year, ahead=1),
        "rows": [
            {
                "unit": unit,
                "url": f"{reverse('targets:board', args=[unit.pk])}?nam={year}",
                **_NONE,
                **told.get(unit.pk, {}),
            }
            for unit in of.children
        ],
        "subjects": _subjects(of, year),
        "plans": _plans(of, year),
    }
    return render(request, "targets/units.html", context)


def _subjects(of: Branch, year: int) -> list[dict[str, Any]]:
    """Each number that units right below have a target of, once a period."""
    ends = Period.year(year)
    rows = approved(
        Target.objects.filter(
            organisation__in=[one.pk for one in of.children],
            last_day__range=(ends.first, ends.last),
        )
    ).select_related("cohort")
    dictionary = indicators()
    found: dict[Any, dict[str, Any]] = {}
    for row in rows.order_by("pk"):
        one = found.setdefault(
            (*row.about, row.first_day, row.last_day),
            {
                "label": subject_of(row, dictionary).label,
                "period": "" if row.period == ends else row.period.label,
                "url": reverse("targets:compare", args=[row.pk]),
                "count": 0,
            },
        )
        one["count"] += 1
    return sorted(found.values(), key=lambda one: -one["count"])


def _plans(of: Branch, year: int) -> list[dict[str, Any]]:
    """Plans another app keeps, unit by unit."""
    on = day_of_board(of, year)
    passed = share_passed(Period.year(year), on)
    names = {one.pk: one.short_name for one in of.children}
    return [
        {"unit": names[one.organisation_id], "line": plan_line(one, passed, one.url)}
        for one in planned_elsewhere(of.children, year)
    ]


@require_safe
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """Of a committee's target: the units below by it. Of a unit's: the units beside it too."""
    user, target, of = target_or_404(request, key)
    over = _over(user, target, of)
    keys = [one.pk for one in over.children]
    rows = Target.objects.filter(same_number(target), organisation__in=[over.pk, *keys])
    on = min(timezone.localdate(), target.last_day)
    found = {
        one.target.organisation_id: one
        for one in progress(
            with_history(rows.order_by("pk")), on, timezone.localdate(), here=[over, *over.children]
        )
    }
    whole = found.pop(over.pk, None)
    ordered = sorted(found.values(), key=_rank)
    subject = subject_of(target, indicators())
    context = frame(user, over, "units", {"label": subject.label}) | {
        "subject": subject,
        "period": target.period,
        "rows": [_row(one, over) for one in ordered],
        "without": [one.short_name for one in over.children if one.pk not in found],
        "whole": line_of(whole) if whole else None,
        "sums": _sums(ordered, whole) if target.measure == Measure.AMOUNT else None,
    }
    return render(request, "targets/compare.html", context)


def _over(user: Any, target: Target, of: Branch) -> Branch:
    """The committee whose units are compared: the target's own, or the one above where the user sees it."""
    parent = of.parent_id
    has_parts = not of.is_cell and not target.whole_id
    if has_parts or parent is None:
        return of
    above = branch_visible_to(user, parent, of.on)
    if above is None:
        raise Http404
    return above


def _rank(one: Progress) -> tuple[int, Decimal]:
    """Those known first, the furthest on top."""
    if one.percent is not None:
        return (0, -one.percent)
    value = one.standing.value
    return (1, value) if value is not None else (2, Decimal(0))


def _row(one: Progress, over: Branch) -> dict[str, Any]:
    names = {unit.pk: unit.short_name for unit in over.children}
    return {"unit": names[one.target.organisation_id], "line": line_of(one)}


def _sums(ordered: list[Progress], whole: Progress | None) -> dict[str, str] | None:
    """What the units add up to beside the committee's own number; not for an indicator, which does not add."""
    if not ordered or ordered[0].target.indicator:
        return None
    unit = ordered[0].subject.unit
    wanted = sum((bound(one.version) or Decimal(0) for one in ordered), Decimal(0))
    done = sum((one.standing.value or Decimal(0) for one in ordered), Decimal(0))
    own = bound(whole.version) if whole else None
    left = ""
    if own is not None and own != wanted:
        gap = with_unit(abs(own - wanted), unit)
        left = (_("còn {n} chưa giao") if own > wanted else _("giao vượt {n}")).format(n=gap)
    return {
        "wanted": with_unit(wanted, unit),
        "done": with_unit(done, unit),
        "own": with_unit(own, unit),
        "left": left,
        "share": format_percent(done * 100 / wanted, 0) if wanted else "",
    }
