"""What is planned: numbers to admit, and the village heads who are to become members."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place


class AdmissionTarget(models.Model):
    """How many a cell, committee or whole term plans to admit from `first_day` to `last_day`.

    `high` empty: a single number; otherwise the range from `low` to `high`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="admission_targets")
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    low = models.PositiveSmallIntegerField(_("chỉ tiêu (từ)"))
    high = models.PositiveSmallIntegerField(_("đến"), null=True, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "admission_target"
        ordering = ["first_day", "last_day"]
        verbose_name = _("chỉ tiêu kết nạp")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "first_day", "last_day"],
                name="one_target_a_period",
                violation_error_message=_("Kỳ này đã giao chỉ tiêu kết nạp."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_target_period_runs_forward",
                violation_error_message=_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gt=F("low")),
                name="a_range_goes_up",
                violation_error_message=_("Số trên của chỉ tiêu phải lớn hơn số dưới."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.low}"


class HeadCohort(models.Model):
    """Village heads of an area who were not members on a day: frozen, so that a later admission can be
    counted among them."""

    area = models.ForeignKey(Organisation, models.PROTECT, related_name="head_cohorts")
    year = models.PositiveSmallIntegerField(_("năm"))
    frozen_on = models.DateField(_("chốt ngày"))

    class Meta:
        db_table = "head_cohort"
        ordering = ["area", "-year"]
        verbose_name = _("trưởng bản chưa là đảng viên đầu năm")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"],
                name="one_head_cohort_a_year",
                violation_error_message=_("Năm này đã chốt danh sách trưởng bản."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.year}"


class HeadInCohort(models.Model):
    """One village head of a frozen list and the village headed that day."""

    cohort = models.ForeignKey(HeadCohort, models.PROTECT, related_name="heads")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    class Meta:
        db_table = "head_in_cohort"
        ordering = ["cohort", "pk"]
        verbose_name = _("trưởng bản trong danh sách chốt")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="a_head_is_listed_once",
                violation_error_message=_("Người này đã có trong danh sách."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.person_id}"
