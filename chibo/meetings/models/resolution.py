"""The resolution a meeting adopts: written from its minutes, mended by the cell, frozen once issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.meetings.models.meeting import Meeting


class Resolution(models.Model):
    """`texts` are the words under each part of rule meetings.resolution_parts, in its order.

    Once issued, `paper` is its line in the register with the number, and `content` everything that is
    printed, so that nothing printed follows the books.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="resolution")
    summary = models.CharField(_("trích yếu"), max_length=300)
    texts = models.JSONField(_("nội dung các phần"))
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="resolution"
    )
    content = models.JSONField(_("bản đã ban hành"), null=True, blank=True)

    class Meta:
        db_table = "meeting_resolution"
        verbose_name = _("nghị quyết của buổi họp")
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=True, content__isnull=True)
                | Q(paper__isnull=False, content__isnull=False),
                name="an_issued_resolution_is_kept_whole",
                violation_error_message=_("Nghị quyết đã cấp số phải giữ nguyên bản đã ban hành."),
            )
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_issued(self) -> bool:
        return self.paper_id is not None
