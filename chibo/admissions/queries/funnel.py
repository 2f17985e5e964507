"""Cohorts: of those whose case was opened, or who were sent to a class, in one year, how far they had come
by a day, and how many days the stages took that they have left behind."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from chibo.admissions.models import CaseStage, CourseKind, Outcome, Recognition
from chibo.admissions.queries.board import stage_names
from chibo.admissions.queries.cases import cases_of, with_stage
from chibo.admissions.queries.courses import admitted_since, first_sent
from chibo.base.periods import Period
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Step:
    """How many of the cohort came at least as far. `days` is the median of the `passed` cases that have
    left the stage; None when none has."""

    code: str
    label: str
    reached: int
    days: float | None = None
    passed: int = 0


def introduced(of: Branch, year: int) -> QuerySet[Any]:
    """Cases of the branch opened in a year, whatever became of them, with the stage they have come to."""
    rows = cases_of(of).filter(opened_on__year=year)
    return with_stage(rows, of.on)


def years_of_introduction(of: Branch) -> list[int]:
    days = cases_of(of).order_by("-opened_on").dates("opened_on", "year", order="DESC")
    return [day.year for day in days]


def steps(cohort: QuerySet[Any], on: date) -> list[Step]:
    """Every stage somebody of the cohort has come to, in order; who is further counts for those before."""
    furthest = _furthest(cohort, on)
    spent = _days(cohort, on)
    met = _stages_met(cohort, on)
    found = []
    for at, (code, label) in enumerate(stage_names(on).items()):
        if at and code not in met:
            continue
        days = spent.get(code, [])
        reached = sum(place >= at for place in furthest.values())
        found.append(Step(code, label, reached, median(days) if days else None, len(days)))
    return found


def _stages(cohort: QuerySet[Any], on: date) -> QuerySet[CaseStage]:
    return CaseStage.objects.filter(case__in=cohort.order_by().values("pk"), started_on__lte=on)


def _furthest(cohort: QuerySet[Any], on: date) -> dict[int, int]:
    """Per case the place of the furthest stage it ever stood at by the day."""
    places = [When(stage=code, then=Value(at)) for at, code in enumerate(stage_names(on))]
    place = Case(*places, default=Value(0), output_field=IntegerField())
    rows = _stages(cohort, on).order_by().values_list("case").annotate(furthest=Max(place))
    return dict(rows)


def _stages_met(cohort: QuerySet[Any], on: date) -> set[str]:
    return set(_stages(cohort, on).order_by().values_list("stage", flat=True).distinct())


def _days(cohort: QuerySet[Any], on: date) -> dict[str, list[int]]:
    """Days spent at stages that had been left by the day."""
    rows = _stages(cohort, on).filter(ended_on__lte=on)
    found: dict[str, list[int]] = {}
    for stage, first, last in rows.values_list("stage", "started_on", "ended_on"):
        assert last is not None
        found.setdefault(stage, []).append((last - first).days)
    return found


def came_as_far(cohort: QuerySet[Any], stage: str, on: date) -> QuerySet[Any]:
    """Those of the cohort that ever stood at the stage or a later one by the day."""
    order = list(stage_names(on))
    later = order[order.index(stage) :] if stage in order else []
    stood = CaseStage.objects.filter(stage__in=later, started_on__lte=on).values("case")
    return cohort.filter(pk__in=stood)


def stopped(cohort: QuerySet[Any], on: date) -> QuerySet[Any]:
    return cohort.filter(closed_on__lte=on, outcome=Outcome.LEFT)


# ------------------------------------------------------------------ by class

CLASS_STEPS = ("sent", "certified", "admitted", "official")


def sent_in(of: Branch, year: int) -> QuerySet[Any]:
    """People sent to a class on the Party that began in a year, each once."""
    return first_sent(of, Period.year(year), CourseKind.AWARENESS)


def years_of_classes(of: Branch) -> list[int]:
    first, last = date(of.on.year - 20, 1, 1), date(of.on.year, 12, 31)
    rows = first_sent(of, Period(first, last), CourseKind.AWARENESS)
    return sorted(
        {day.year for day in rows.values_list("course__first_day", flat=True)}, reverse=True
    )


def at_class_step(rows: QuerySet[Any], step: str, on: date) -> QuerySet[Any]:
    """Those of the cohort that were certified, admitted or made official by the day."""
    if step == "certified":
        return rows.filter(certificate_on__lte=on)
    if step == "admitted":
        return rows.filter(admitted_since(on))
    if step == "official":
        official = Recognition.objects.filter(effective_on__lte=on).values("person")
        return rows.filter(admitted_since(on), person__in=official)
    return rows
