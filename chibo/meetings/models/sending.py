"""What a phone recorded without network and sent, whole, and what was decided where it differed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.meetings.models.meeting import Meeting


class Sending(models.Model):
    """A recording as it came. `client_id` is made where it was recorded: sent again, it is the same sending.

    `differences` has, for each value the meeting did not take as sent or took over another: `what`, `phone`,
    `office`, `kept`. `is_from_file`: the office took it in from a sealed file. `is_applied` is false for a
    recording kept for its words alone.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sendings")
    client_id = models.UUIDField(unique=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("người gửi"))
    received_at = models.DateTimeField(_("nhận lúc"))
    content = models.JSONField(_("bản ghi"))
    differences = models.JSONField(_("chỗ khác nhau"), default=list)
    is_from_file = models.BooleanField(_("từ tệp"), default=False)
    is_applied = models.BooleanField(_("đã ghi vào buổi họp"), default=True)

    class Meta:
        db_table = "meeting_sending"
        ordering = ["meeting", "pk"]
        verbose_name = _("bản ghi gửi từ máy")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.received_at:%d/%m/%Y %H:%M}"
