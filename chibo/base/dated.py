"""Facts with dates: half-open periods [started_on, ended_on). An open fact has no end.

A fact holds on a day when it started on or before that day and had not ended by its close:
what ends on 30/06 no longer counts on 30/06, what starts on 30/06 does.
"""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.periods import Period


def holds_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row reached through `prefix` (such as "placements__") holds on `day`."""
    still = Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})
    return Q(**{f"{prefix}started_on__lte": day}) & still


M = TypeVar("M", bound="Dated")


class DatedQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        return self.filter(holds_on(day))

    def during(self, period: Period) -> Self:
        """Rows that hold on at least one day of the period."""
        still = Q(ended_on__isnull=True) | Q(ended_on__gt=period.first)
        return self.filter(still, started_on__lte=period.last)

    def open(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def not_over(self, day: date) -> Self:
        """Rows that hold on the day or on a later one: an end that was set ahead has not come yet."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Dated(models.Model):
    started_on = models.DateField(_("từ ngày"))
    ended_on = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            )
        ]

    def holds(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


class Cited(models.Model):
    """The decision behind a fact, cited as on the paper: the register of papers lives a floor above."""

    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    decided_by = models.CharField(_("cơ quan ra quyết định"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def citation(self) -> dict[str, Any]:
        return {
            "decision_number": self.decision_number,
            "decided_on": self.decided_on,
            "decided_by": self.decided_by,
        }
