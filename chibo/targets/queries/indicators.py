"""Values of indicators as they were known on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from chibo.organisations.queries.tree import Branch
from chibo.targets.models import IndicatorValue


def known_on(day: date) -> Q:
    return Q(told_on__lte=day) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))


def latest(of: Branch, code: str, on: date) -> QuerySet[IndicatorValue]:
    """The value of the organisation itself for the latest year known on the day: one row or none."""
    told = IndicatorValue.objects.filter(known_on(on), organisation=of.pk, place=None)
    last = told.filter(indicator=code).order_by("-year", "-told_on", "-pk").values("pk")[:1]
    return IndicatorValue.objects.filter(pk__in=Subquery(last))


def of_years(
    units: Collection[int], codes: Collection[str], on: date
) -> dict[tuple[int, str, int], IndicatorValue]:
    """By organisation, indicator and year, of the organisations themselves."""
    rows = IndicatorValue.objects.filter(
        known_on(on), organisation__in=units, indicator__in=codes, place=None
    )
    ordered = rows.order_by("told_on", "pk")
    return {(row.organisation_id, row.indicator, row.year): row for row in ordered}


def history(of: Branch, code: str) -> QuerySet[Any]:
    """Of the organisation, its places and the units right below, year by year; what was replaced stays listed."""
    below = [one.pk for one in of.children]
    rows = IndicatorValue.objects.filter(
        Q(organisation=of.pk) | Q(organisation__in=below, place=None), indicator=code
    )
    ordered = rows.filter(told_on__lte=of.on).order_by(
        "-year", F("place").asc(nulls_first=True), "-told_on", "-pk"
    )
    return ordered.select_related("place")
