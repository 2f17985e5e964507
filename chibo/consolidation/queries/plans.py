"""Plans as they stood on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from chibo.consolidation.models import (
    FollowUp,
    FollowUpKind,
    ForceMember,
    Milestone,
    Plan,
    PlanMove,
    PlanStep,
    SolutionGroup,
    Weakness,
)
from chibo.consolidation.queries.reach import Rows, of_branch
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch

_ENDINGS = (PlanMove.CLOSED, PlanMove.CANCELLED)
_MOVES = (*_ENDINGS, PlanMove.REOPENED)


def plans_of(of: Branch) -> Rows:
    """Plans for units of a branch begun by its day, with `last_move`."""
    rows = Plan.objects.filter(of_branch(of), started_on__lte=of.on)
    return with_last_move(rows, of.on)


def with_last_move(rows: Rows, on: date) -> Rows:
    """Annotates `last_move`: the last closing, cancelling or reopening by the day; None of a plan never closed."""
    steps = PlanStep.objects.filter(plan=OuterRef("pk"), kind__in=_MOVES, on__lte=on)
    last = steps.order_by("-on", "-pk").values("kind")[:1]
    return rows.annotate(last_move=Subquery(last))


def with_committee(rows: Rows) -> Rows:
    """Annotates the committee's name when the plan began, and where it hangs or hung last (`kept_at`)."""
    placed = Placement.objects.filter(organisation=OuterRef("committee"))
    named = Profile.objects.filter(organisation=OuterRef("committee"))
    then = named.filter(started_on__lte=OuterRef("started_on"))
    return rows.annotate(
        committee_name=Subquery(then.order_by("-started_on").values("short_name")[:1]),
        kept_at=Subquery(placed.order_by("-started_on").values("path")[:1]),
    )


OPEN = Q(last_move__isnull=True) | Q(last_move=PlanMove.REOPENED)


def recognised_between(of: Branch, first: date, last: date) -> Rows:
    """Plans whose units were recognised as out of weakness in a period and were not taken up again by its end."""
    closed = PlanStep.objects.filter(
        plan=OuterRef("pk"), kind=PlanMove.CLOSED, on__range=(first, last)
    )
    rows = with_last_move(Plan.objects.filter(of_branch(of)), last)
    return rows.filter(Exists(closed), last_move=PlanMove.CLOSED)


def has_open_plan(unit: int) -> bool:
    return Plan.objects.filter(unit=unit, closed_on__isnull=True).exists()


def with_progress(rows: Rows, on: date) -> Rows:
    """Annotates `weak` and `cleared` (weaknesses), `measures` and `done`, `noted` (the last month noted)."""
    weak = Weakness.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    groups = SolutionGroup.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    counted = groups.annotate(n=Count("measures"))
    done = groups.annotate(n=Count("measures", filter=Q(measures__work__done_on__lte=on)))
    notes = FollowUp.objects.filter(plan=OuterRef("pk"), kind=FollowUpKind.MONTH)
    return rows.annotate(
        weak=Subquery(weak.annotate(n=Count("pk")).values("n")),
        cleared=Subquery(weak.annotate(n=Count("pk", filter=Q(cleared_on__lte=on))).values("n")),
        measures=Subquery(counted.values("n")),
        done=Subquery(done.values("n")),
        noted=Subquery(notes.order_by("-first_day").values("first_day")[:1]),
    )


def force_of(of: Branch) -> Rows:
    """Seats of task forces held on the branch's day, of plans for its units."""
    plans = Plan.objects.filter(of_branch(of), started_on__lte=of.on).values("pk")
    return ForceMember.objects.on(of.on).filter(plan__in=plans)


def groups_of(of: Branch) -> Rows:
    plans = Plan.objects.filter(of_branch(of), started_on__lte=of.on).values("pk")
    return SolutionGroup.objects.filter(plan__in=plans)


def milestones_of(of: Branch) -> Rows:
    return Milestone.objects.filter(of_branch(of), set_on__lte=of.on)


def unit_names(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """Short names on the day, the last ones of units that ended before, the first of those founded later."""
    rows = Profile.objects.filter(organisation__in={key for key in keys if key})
    found: dict[int, str] = {}
    for key, start, name in rows.order_by("started_on").values_list(
        "organisation_id", "started_on", "short_name"
    ):
        if start <= on or key not in found:
            found[key] = name
    return found


def numbered(rows: Rows, key: str, prefix: str = "") -> Rows:
    """Those of the plan a paper's number names ("49-KH/HU")."""
    number, _dash, symbol = key.partition("-")
    wanted: dict[str, Any] = {
        f"{prefix}paper__number": number,
        f"{prefix}paper__symbol__iexact": symbol,
    }
    return rows.filter(**wanted)
