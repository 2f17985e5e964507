"""How much work that fell due was done in time: by unit, by member, by where it was given."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from chibo.assignments.queries.works import Works, due_in
from chibo.base.periods import Period
from chibo.organisations.models import Profile

UNIT, MEMBER, SOURCE = "unit", "member", "source"
_BY: dict[str, dict[str, Any]] = {
    # Work of a member is done in the unit that gave it.
    UNIT: {"key": Coalesce(F("unit"), F("giver"))},
    MEMBER: {"key": F("person"), "name": F("person__full_name"), "sort": F("person__name_sort")},
    SOURCE: {
        "key": F("paper"),
        "name": Case(
            When(paper=None, then=F("origin")),
            default=Concat("paper__number", Value("-"), "paper__symbol"),
            output_field=CharField(),
        ),
    },
}


def results(rows: Works, by: str, span: Period) -> QuerySet[Any, Any]:
    """Groups with `key`, `name` and how much was due in the span: `due`, of it `in_time`, `late` (done after its
    day) and `open`. Those with most still open come first."""
    due = due_in(rows, span.first, span.last)
    if by == MEMBER:
        due = due.exclude(person=None)
    columns = _BY[by]
    grouped = due.order_by().values(**columns).annotate(**_counts(span))
    last = (columns.get("sort") and "sort") or "name"
    if by == UNIT:
        grouped, last = grouped.annotate(name=_unit_name(span)), "key"
    return grouped.order_by("-open", "-due", last, "key")


def _counts(span: Period) -> dict[str, Count]:
    done = Q(done_on__lte=span.last)
    in_time = Q(done_on__lte=F("due_on"))
    return {
        "due": Count("pk"),
        "in_time": Count("pk", filter=in_time),
        "late": Count("pk", filter=done & ~in_time),
        "open": Count("pk", filter=Q(done_on=None) | ~done),
    }


def _unit_name(span: Period) -> Subquery:
    names = Profile.objects.on(span.last).filter(organisation=OuterRef("key"))
    return Subquery(names.values("short_name")[:1])
