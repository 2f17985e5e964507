"""Decisions of discipline: who was disciplined in a period, what is in force on a day, when it ends.

These are asked by apps above for totals, caps and refusals; to show a decision to somebody, go through
`queries.reach`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from chibo.base.periods import Period
from chibo.inspection.models import Discipline, Violation
from chibo.inspection.queries.reach import not_cancelled
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.rulebook.queries import add_months, rule, rule_versions

# They take the member or the organisation out of the Party: nothing to end after a year.
FINAL = ("expulsion", "disband")


def disciplined(of: Branch, span: Period) -> QuerySet[Discipline]:
    """Decisions that took effect in a period on members and organisations standing in the branch that day,
    less those cancelled by its end."""
    rows = Discipline.objects.filter(under_ever(of, "path"), not_cancelled(span.last))
    return rows.filter(effective_on__range=(span.first, span.last))


def disciplined_people(people: Collection[int], span: Period) -> dict[int, list[Discipline]]:
    """By key of a person, their decisions that took effect in a period, the first first."""
    rows = Discipline.objects.filter(
        not_cancelled(span.last), person__in=people, effective_on__range=(span.first, span.last)
    )
    return _grouped(rows.order_by("effective_on", "pk"), "person_id")


def disciplined_units(units: Collection[int], span: Period) -> dict[int, list[Discipline]]:
    """By key of an organisation, decisions on the organisation itself in a period."""
    rows = Discipline.objects.filter(
        not_cancelled(span.last), unit__in=units, effective_on__range=(span.first, span.last)
    )
    return _grouped(rows.order_by("effective_on", "pk"), "unit_id")


def _grouped(rows: Iterable[Discipline], column: str) -> dict[int, list[Discipline]]:
    found: dict[int, list[Discipline]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return dict(found)


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
