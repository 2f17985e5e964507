"""What was reached, as it stood on the day the half-year, the year or the term was closed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.targets.models.targets import Target


class Moment(models.TextChoices):
    HALF = "half", _("Sơ kết 6 tháng")
    END = "end", _("Tổng kết cả kỳ")


class TargetResult(models.Model):
    """Frozen: the value and its base of that day, what was wanted then, whether it was met. A later closing
    of the same moment replaces it (`replaced_on`) and says why in its note; the earlier one stays."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="results")
    moment = models.CharField(_("lần chốt"), max_length=4, choices=Moment.choices)
    on = models.DateField(_("số của ngày"))
    value = models.DecimalField(_("kết quả"), max_digits=16, decimal_places=3)
    base = models.DecimalField(_("mẫu số"), max_digits=16, decimal_places=3, null=True, blank=True)
    least = models.DecimalField(
        _("ít nhất"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    most = models.DecimalField(
        _("nhiều nhất"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    met = models.BooleanField(_("đạt"))
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    recorded_on = models.DateField(_("chốt ngày"))
    replaced_on = models.DateField(_("thay ngày"), null=True, blank=True)

    class Meta:
        db_table = "target_result"
        ordering = ["target", "on", "pk"]
        verbose_name = _("kết quả chỉ tiêu đã chốt")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "moment"],
                condition=Q(replaced_on__isnull=True),
                name="one_result_a_closing",
                violation_error_message=_("Lần chốt này đã ghi kết quả."),
            ),
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("on")),
                name="a_result_is_of_a_day_gone",
                violation_error_message=_("Kết quả lấy số của ngày đã qua."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.get_moment_display()}"
