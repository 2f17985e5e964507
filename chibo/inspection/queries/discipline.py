"""Decisions of discipline: who was disciplined in a period, what is in force on a day, when it ends.

These are asked by apps above for totals, caps and refusals; to show a decision to somebody, go through
`queries.reach`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from chibo.base.periods import Period
from chibo.inspection.models import Discipline, Violation
from chibo.inspection.queries.reach import not_cancelled
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.rulebook.queries import add_months, rule, rule_versions

# They take the member or the organisation out of the Party: nothing to end after a year.
FINAL = ("expulsion", "disband")


def took_effect(span: Period) -> Q:
    """Decisions that took effect in a period, less those cancelled by its end."""
    return not_cancelled(span.last) & Q(effective_on__range=(span.first, span.last))


def disciplined(of: Branch, span: Period) -> QuerySet[Discipline]:
    """On members and organisations standing in the branch the day they took effect."""
    return Discipline.objects.filter(took_effect(span), under_ever(of, "path"))


def ends_on(row: Discipline) -> date | None:
    """The day a decision ceases by itself, unless there is a relapse; None for what has no end."""
    if row.form in FINAL:
        return None
    return add_months(row.effective_on, 12 * _years(row.effective_on))


def _years(on: date) -> int:
    """Before the first version the first one is taken: the same year was the rule of older regulations."""
    first = rule_versions("inspection.discipline_ends_after")[0]
    return rule("inspection.discipline_ends_after", max(on, first.valid_from)).years


@dataclass(frozen=True)
class Counted:
    """`people` and `units` once each, however often; `turns` are decisions; `violations` what they rest on."""

    people: int
    units: int
    turns: int
    violations: int


def counted(rows: QuerySet[Discipline]) -> Counted:
    found: dict[str, Any] = rows.order_by().aggregate(
        people=Count("person", distinct=True),
        units=Count("unit", distinct=True),
        turns=Count("pk"),
    )
    violations = Violation.objects.filter(discipline__in=rows.order_by().values("pk")).count()
    return Counted(violations=violations, **found)
