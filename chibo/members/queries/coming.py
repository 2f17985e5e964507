"""What comes up for members of a branch: end of probation, badge rounds, ends of leaves. All computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from chibo.members.models import Membership, Movement, Status
from chibo.rulebook.queries import NoRuleOnDay, Rule, add_months, kept_with_the_book, rule

# How long before the end of probation it is spoken of; our choice, not a rule of the Party.
PROBATION_NOTICE = timedelta(days=60)


def with_probation(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Knows `began` of probationary members: the ceremony of the latest admission, or the day of joining
    while no admission is recorded (members entered with the books)."""
    ceremony = (
        Movement.objects.filter(person=OuterRef("person"), kind="admitted")
        .order_by("-happened_on")
        .values("happened_on")[:1]
    )
    began = Coalesce(Subquery(ceremony), F("person__joined_on"))
    return rows.alias(began=Case(When(status=Status.PROBATIONARY, then=began)))


def probation_ending(on: date) -> Q:
    """The condition, on rows of `with_probation`, that probation has ended or ends within the notice."""
    months = rule("probation.months", on).months
    return Q(status=Status.PROBATIONARY, began__lte=add_months(on + PROBATION_NOTICE, -months))


@dataclass(frozen=True)
class Probation:
    """`review_by` is the last day for the cell's review; None when no rule or calendar covers it."""

    began: date
    ends: date
    months: Rule
    review_by: date | None
    deadline: Rule | None

    def is_spoken_of(self, on: date) -> bool:
        return self.ends - on <= PROBATION_NOTICE


@kept_with_the_book
def probation_from(began: date) -> Probation | None:
    """Counted from the ceremony; None for days before the rulebook begins."""
    try:
        months = rule("probation.months", began)
    except NoRuleOnDay:
        return None
    ends = months.after(began)
    try:
        deadline = rule("probation.review_deadline", ends)
        return Probation(began, ends, months, deadline.after(ends), deadline)
    except NoRuleOnDay:
        return Probation(began, ends, months, None, None)


@dataclass(frozen=True)
class Round:
    """A day on which badges are given; who reaches a mark after the round before belongs to it
    (members.queries.badges says who that is)."""

    day: date
    before: date
    marks: tuple[int, ...]
    rule: Rule

    @property
    def label(self) -> str:
        return f"{self.day:%d/%m}"


def next_round(on: date) -> Round:
    """The badge round on that day or the next one after it."""
    marks = rule("badges.marks", on)
    before, day = next(pair for pair in pairwise(_rounds(on)) if pair[1] >= on)
    return Round(day, before, tuple(int(mark) for mark in marks.entries()), marks)


def round_on(day: date) -> Round | None:
    """The badge round on exactly that day; None when it is no such day."""
    found = next_round(day)
    return found if found.day == day else None


def rounds_around(day: date) -> list[date]:
    """Round days of the year before, the year and the year after, in order."""
    return list(_rounds(day))


def _rounds(on: date) -> Iterator[date]:
    days = sorted(str(day) for day in rule("badges.days", on).entries())
    for year in (on.year - 1, on.year, on.year + 1):
        for day in days:
            yield date.fromisoformat(f"{year}-{day}")
