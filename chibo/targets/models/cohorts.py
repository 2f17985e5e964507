"""Lists of people frozen on a day, so that what becomes of them is counted among them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Cohort(models.Model):
    """People taken from the rows of a figure (`figure`, `key`) as they were on `frozen_on`. Village heads who
    are no members have a list of their own on the way into the Party (admissions.HeadCohort)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts")
    path = BytewiseField(max_length=60)
    name = models.CharField(_("tên nhóm"), max_length=160)
    figure = models.CharField(_("lấy từ số liệu"), max_length=60)
    key = models.CharField(_("khóa của số liệu"), max_length=60, blank=True)
    frozen_on = models.DateField(_("chốt ngày"))

    class Meta:
        db_table = "cohort"
        ordering = ["-frozen_on", "name"]
        verbose_name = _("nhóm người chốt để theo dõi")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "frozen_on"],
                name="one_cohort_a_name_and_day",
                violation_error_message=_("Đơn vị đã chốt nhóm mang tên này cùng ngày."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:cohort", args=[self.pk])


class CohortMember(models.Model):
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        db_table = "cohort_member"
        ordering = ["cohort", "pk"]
        verbose_name = _("người trong nhóm chốt")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                name="one_is_in_a_cohort_once",
                violation_error_message=_("Người này đã có trong nhóm."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.person_id}"
