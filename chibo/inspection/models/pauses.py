"""A case stands still: about one member whose matter is postponed, or as a whole."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.inspection.models.inspections import Inspected, Inspection


class Pause(models.Model):
    """`reason` is a code of pause_reasons. About one that is looked at (`inspected`), or the whole case.
    `ended_on` is the day it goes on again; until when nursing lasts follows from `child_born_on`."""

    journal_hides = frozenset({"inspected_id", "reason", "text", "child_born_on", "end_note"})

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="pauses")
    inspected = models.ForeignKey(
        Inspected, models.PROTECT, null=True, blank=True, related_name="pauses"
    )
    reason = models.CharField(_("lý do"), max_length=20)
    text = models.CharField(_("nói rõ"), max_length=500, blank=True)
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    started_on = models.DateField(_("từ ngày"))
    child_born_on = models.DateField(_("con sinh ngày"), null=True, blank=True)
    until = models.DateField(_("dự kiến đến ngày"), null=True, blank=True)
    ended_on = models.DateField(_("tiếp tục từ ngày"), null=True, blank=True)
    end_note = models.CharField(_("ghi chú khi tiếp tục"), max_length=300, blank=True)

    class Meta:
        db_table = "case_pause"
        ordering = ["started_on", "pk"]
        verbose_name = _("hoãn, tạm dừng kiểm tra")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_pause_ends_after_its_start",
                violation_error_message=_("Tiếp tục từ ngày bắt đầu tạm dừng trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("started_on")),
                name="a_pause_expects_an_end_to_come",
                violation_error_message=_("Ngày dự kiến tiếp tục phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(child_born_on__isnull=False),
                name="a_pause_expects_an_end",
                violation_error_message=_("Ghi ngày dự kiến tiếp tục."),
            ),
            models.UniqueConstraint(
                fields=["inspection", "inspected"],
                condition=Q(ended_on__isnull=True),
                name="one_pause_of_a_member_at_a_time",
                violation_error_message=_("Đối tượng này đang được hoãn."),
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(ended_on__isnull=True, inspected__isnull=True),
                name="one_pause_of_a_case_at_a_time",
                violation_error_message=_("Cuộc kiểm tra đang tạm dừng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"
