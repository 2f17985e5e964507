"""What a unit has to reach by a day, such as the standard of the new countryside (nông thôn mới)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation


class MilestoneResult(models.TextChoices):
    REACHED = "reached", _("Đạt")
    MISSED = "missed", _("Không đạt")


class Milestone(models.Model):
    """`path` is where the unit hung on `set_on`. `decision` is the paper that recognises the result."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="milestones")
    path = BytewiseField(max_length=60)
    what = models.CharField(_("mốc phải đạt"), max_length=200)
    set_on = models.DateField(_("đặt ra ngày"))
    due_on = models.DateField(_("hạn"))
    result = models.CharField(
        _("kết quả"), max_length=8, choices=MilestoneResult.choices, blank=True
    )
    result_on = models.DateField(_("ngày có kết quả"), null=True, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=300, blank=True)
    decision = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="milestones"
    )

    class Meta:
        db_table = "milestone"
        ordering = ["due_on", "pk"]
        verbose_name = _("mốc phải đạt")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "what", "due_on"],
                name="a_milestone_is_set_once",
                violation_error_message=_("Đơn vị đã có mốc này với cùng hạn."),
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True)
                | ~Q(result="") & Q(result_on__isnull=False),
                name="a_result_of_a_milestone_has_its_day",
                violation_error_message=_("Ghi kết quả cùng ngày có kết quả."),
            ),
        ]
        indexes = [models.Index(fields=["path", "due_on"], name="milestone_by_path")]

    def __str__(self) -> str:
        return self.what
