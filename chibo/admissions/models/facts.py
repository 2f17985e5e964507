"""The facts of admission and recognition, however they came about: entered, imported or through a case.

Two day-zeros: Party age counts from the decision, probation from the ceremony (rules of admission).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.members.models import Movement, Person


class Admission(models.Model):
    """One admission: its movement is dated by the ceremony, from which the person is a member."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="admissions")
    movement = models.OneToOneField(Movement, models.PROTECT, related_name="admission")
    decided_on = models.DateField(_("ngày quyết định kết nạp"))
    ceremony_on = models.DateField(_("ngày lễ kết nạp"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="admissions"
    )
    referees = models.CharField(_("người giới thiệu"), max_length=300, blank=True)
    is_readmission = models.BooleanField(_("kết nạp lại"), default=False)

    class Meta:
        db_table = "admission"
        verbose_name = _("kết nạp")
        constraints = [
            models.CheckConstraint(
                condition=Q(ceremony_on__gte=F("decided_on")),
                name="ceremony_after_decision",
                violation_error_message=_("Lễ kết nạp phải tổ chức từ ngày có quyết định trở đi."),
            )
        ]
        indexes = [models.Index(fields=["ceremony_on"], name="admission_by_ceremony")]

    def __str__(self) -> str:
        return f"{self.person} {self.ceremony_on:%d/%m/%Y}"


class Recognition(models.Model):
    """One recognition as an official member. It takes effect the day the 12 months end, however late decided."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="recognitions")
    movement = models.OneToOneField(Movement, models.PROTECT, related_name="recognition")
    decided_on = models.DateField(_("ngày quyết định công nhận"))
    effective_on = models.DateField(_("ngày chính thức"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="recognitions"
    )

    class Meta:
        db_table = "recognition"
        verbose_name = _("công nhận chính thức")
        indexes = [models.Index(fields=["effective_on"], name="recognition_by_day")]

    def __str__(self) -> str:
        return f"{self.person} {self.effective_on:%d/%m/%Y}"
