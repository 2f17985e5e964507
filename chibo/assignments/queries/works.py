"""Work given: what a user may read, how it stands on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from chibo.accounts.models import User
from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.base.dated import holds_on
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, latest_paths, under_ever

# Assignments with the columns `with_state` adds; the checker of types knows the model's own only.
Works = QuerySet[Any]

OPEN, OVERDUE, DONE, VERIFIED, CANCELLED = "open", "overdue", "done", "verified", "cancelled"


def visible_to(user: User, on: date) -> Works:
    """Work given by or to units where the user may read names, and what was given to the user's own file."""
    units = Placement.objects.filter(named_under(user, on), holds_on(on)).values("organisation")
    mine = Q(person__in=own_files(user))
    return Assignment.objects.filter(_belongs(units, on) | mine)


def work_of(of: Branch) -> Works:
    """Work given by the units of a branch by its day, or given to them from above."""
    units = Placement.objects.filter(under_ever(of, "path")).values("organisation")
    known = Assignment.objects.filter(given_on__lte=of.on)
    return known.filter(_belongs(units, of.on))


def _belongs(units: QuerySet[Any], on: date) -> Q:
    """The condition that work was given by or to one of the units, as it was on the day: what units that
    have ended since handed on was theirs until then."""
    now = Q(giver__in=units) | Q(unit__in=units)
    if on >= timezone.localdate():
        return now
    moved = WorkStep.objects.filter(kind=Step.MOVED, on__gt=on, assignment=OuterRef("pk"))
    first = moved.exclude(pk__in=_moved_again(on))
    theirs = first.filter(Q(giver_before__in=units) | Q(unit_before__in=units))
    return now & ~Q(Exists(moved)) | Q(Exists(theirs))


def _moved_again(on: date) -> QuerySet[Any]:
    """Moves after the day that were not the first since."""
    earlier = WorkStep.objects.filter(
        kind=Step.MOVED, on__gt=on, on__lt=OuterRef("on"), assignment=OuterRef("assignment")
    )
    rows = WorkStep.objects.filter(Exists(earlier), kind=Step.MOVED, on__gt=on)
    return rows.values("pk")


def as_they_were(rows: Iterable[Any], on: date) -> list[Any]:
    """The same work with the units it belonged to on the day; nothing is saved."""
    found = list(rows)
    if on >= timezone.localdate():
        return found
    moves = WorkStep.objects.filter(
        kind=Step.MOVED, on__gt=on, assignment__in=[row.pk for row in found]
    )
    last_first = moves.order_by("-on", "-pk")
    before = {one.assignment_id: one for one in last_first}
    for row in found:
        if move := before.get(row.pk):
            row.giver_id, row.unit_id = move.giver_before_id, move.unit_before_id
    return found


def open_on(on: date) -> Q:
    """The condition that work was neither done nor taken back by the close of the day."""
    not_done = Q(done_on__isnull=True) | Q(done_on__gt=on)
    not_taken = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on)
    return not_done & not_taken & Q(given_on__lte=on)


def with_state(rows: Works, on: date) -> Works:
    """Annotates `state` as of a day: open, overdue, done (not yet verified), verified, cancelled."""
    words = [
        (Q(cancelled_on__lte=on), CANCELLED),
        (Q(verified_on__lte=on), VERIFIED),
        (Q(done_on__lte=on), DONE),
        (Q(due_on__lt=on), OVERDUE),
    ]
    found = [When(condition, then=Value(word)) for condition, word in words]
    state = Case(*found, default=Value(OPEN), output_field=CharField())
    return rows.annotate(state=state)


def one_visible_to(user: User, key: int, on: date) -> Any:
    """One piece of work with its state, when the user may read it; None otherwise."""
    rows = with_state(visible_to(user, on), on).filter(pk=key)
    return rows.select_related("person", "giver", "unit", "paper").first()


def place_of(work: Assignment) -> str:
    """The latest tree path of who gave it: where the journal keeps its lines."""
    return latest_paths([work.giver_id]).get(work.giver_id, "")


def last_step_on(work: Assignment) -> date | None:
    return work.steps.order_by("on").values_list("on", flat=True).last()


def due_in(rows: Works, first: date, last: date) -> Works:
    """Work whose day fell into a period, but what was taken back by then."""
    return rows.filter(due_on__range=(first, last)).exclude(cancelled_on__lte=F("due_on"))


def with_unit_names(rows: Works, on: date) -> Works:
    """Annotates `giver_name` and `unit_name` as of the day."""
    named = Profile.objects.on(on)
    return rows.annotate(
        giver_name=Subquery(named.filter(organisation=OuterRef("giver")).values("short_name")[:1]),
        unit_name=Subquery(named.filter(organisation=OuterRef("unit")).values("short_name")[:1]),
    )
