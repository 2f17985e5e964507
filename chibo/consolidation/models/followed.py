"""What is said of a plan month by month, at the quarter's review and in the half-yearly report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.consolidation.models.plans import Plan


class FollowUpKind(models.TextChoices):
    MONTH = "month", _("Theo dõi tháng")
    QUARTER = "quarter", _("Sơ kết")
    REPORT = "report", _("Báo cáo kết quả")


class Judgement(models.TextChoices):
    CLEAR = "clear", _("Chuyển biến rõ")
    SOME = "some", _("Có chuyển biến")
    NONE = "none", _("Chưa chuyển biến")
    WORSE = "worse", _("Xấu đi")


class FollowUp(models.Model):
    """`first_day` is the first of the month, or of the months reviewed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="follow_ups")
    kind = models.CharField(_("loại"), max_length=8, choices=FollowUpKind.choices)
    first_day = models.DateField(_("kỳ bắt đầu ngày"))
    written_on = models.DateField(_("ghi ngày"))
    judgement = models.CharField(_("nhận định"), max_length=6, choices=Judgement.choices)
    text = models.CharField(_("việc đã làm, kết quả"), max_length=2000)
    attended = models.CharField(_("tổ công tác dự sinh hoạt"), max_length=300, blank=True)
    ahead = models.CharField(_("việc phải làm tiếp"), max_length=1000, blank=True)

    class Meta:
        db_table = "weak_plan_follow_up"
        ordering = ["plan", "first_day", "kind"]
        verbose_name = _("ghi chép theo dõi củng cố")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "first_day"],
                name="one_follow_up_a_period",
                violation_error_message=_("Kỳ này đã ghi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first_day:%m/%Y}"
