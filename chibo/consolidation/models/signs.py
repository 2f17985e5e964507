"""What a committee says of a sign of weakness: that it holds, or why it is set aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


class Conclusion(models.Model):
    """`criterion` is a code of weakness_criteria; `found` is what the records said that day, "" where the
    committee saw the sign itself. The latest one of a unit and criterion counts, for as long as the rule
    `consolidation.conclusion_holds` says; earlier ones stay."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="weakness_conclusions")
    path = BytewiseField(max_length=60)
    committee = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("nơi kết luận")
    )
    criterion = models.CharField(_("tiêu chí"), max_length=40)
    confirmed = models.BooleanField(_("đúng là yếu kém"))
    found = models.CharField(_("số liệu cho biết"), max_length=500, blank=True)
    reason = models.CharField(_("lý do"), max_length=500)
    evidence = models.CharField(_("minh chứng"), max_length=500, blank=True)
    concluded_on = models.DateField(_("ngày kết luận"))

    class Meta:
        db_table = "weakness_conclusion"
        ordering = ["-concluded_on", "-pk"]
        verbose_name = _("kết luận về dấu hiệu yếu kém")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "criterion", "concluded_on"],
                name="one_conclusion_a_criterion_and_day",
                violation_error_message=_("Tiêu chí này đã được kết luận trong ngày ấy."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_conclusion_says_why",
                violation_error_message=_("Ghi lý do kết luận."),
            ),
        ]
        indexes = [models.Index(fields=["path", "concluded_on"], name="conclusion_by_path")]

    def __str__(self) -> str:
        return f"{self.criterion_label} {self.concluded_on:%d/%m/%Y}"

    @property
    def criterion_label(self) -> str:
        codes = code_list("weakness_criteria")
        return codes.label(self.criterion) if self.criterion in codes else self.criterion
