"""Frozen lists of people, and who of them the rows of a figure reach."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from chibo.base.figures import Figure, Scope
from chibo.targets.models import Cohort, CohortMember

# What a row of a figure is → where its person is. Only figures of such rows know people.
PERSON_OF = {
    "memberships": "person",
    "people": "pk",
    "movements": "person",
    "admissions": "person",
    "recognitions": "person",
    "badges": "person",
    "participants": "person",
    "cases": "person",
    "heads": "person",
    "learners": "person",
    "trainees": "person",
    "attendances": "person",
}


def tells_people(of: Figure) -> bool:
    return of.lists in PERSON_OF


def people_in(of: Figure, scope: Scope) -> QuerySet[Any]:
    """Keys of the people the rows are about."""
    column = PERSON_OF[of.lists]
    return of.rows(scope).order_by().values_list(column, flat=True)


def reached_among(cohort: Cohort, of: Figure, scope: Scope) -> tuple[int, int]:
    """(reached, all)"""
    listed = CohortMember.objects.filter(cohort=cohort)
    if not tells_people(of):
        return 0, listed.count()
    told = Q(person__in=people_in(of, scope))
    found = listed.aggregate(reached=Count("pk", filter=told), whole=Count("pk"))
    return found["reached"], found["whole"]
