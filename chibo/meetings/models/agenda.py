"""What a meeting dealt with, point by point; what it voted on and whom it gave work."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.documents.models import Paper
from chibo.meetings.models.meeting import Meeting
from chibo.organisations.models import Organisation


class AgendaItem(models.Model):
    """`paper` is one to make known; `returning` is work given earlier that the meeting looks at again;
    `is_thematic` stands in the thematic part held after the regular one on the same day. `organisation` repeats
    who met, so that what became of a paper in one of many cells is one look-up."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", editable=False, db_index=False
    )
    client_id = models.UUIDField(unique=True)
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    returning = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="returns"
    )
    is_thematic = models.BooleanField(_("thuộc phần chuyên đề"), default=False)
    opinions = models.TextField(_("ý kiến thảo luận"), max_length=10000, blank=True)
    conclusion = models.TextField(_("kết luận của chủ trì"), max_length=5000, blank=True)

    class Meta:
        db_table = "meeting_item"
        ordering = ["meeting", "position", "pk"]
        verbose_name = _("nội dung sinh hoạt")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "returning"],
                name="work_returns_once_a_meeting",
                violation_error_message=_("Việc này đã có trong chương trình."),
            )
        ]
        indexes = [models.Index(fields=["paper", "organisation", "meeting"], name="item_by_paper")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_recorded(self) -> bool:
        return bool(self.opinions or self.conclusion)


class Vote(models.Model):
    """A vote on an item. All numbers but the three counts come from the frozen roll.

    `entitled` are the official members less the suspended. The base is `entitled` less `away` less
    `excused_absent` (rule votes.base): who was summoned and is `absent` stays in it.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="vote")
    entitled = models.PositiveSmallIntegerField(_("tổng số có quyền biểu quyết"))
    away = models.PositiveSmallIntegerField(_("sinh hoạt tạm thời nơi khác"))
    excused_absent = models.PositiveSmallIntegerField(_("được miễn sinh hoạt, vắng mặt"))
    absent = models.PositiveSmallIntegerField(_("được triệu tập, vắng mặt"))
    in_favour = models.PositiveSmallIntegerField(_("tán thành"))
    against = models.PositiveSmallIntegerField(_("không tán thành"))
    other = models.PositiveSmallIntegerField(_("ý kiến khác"))

    class Meta:
        db_table = "meeting_vote"
        verbose_name = _("biểu quyết tại sinh hoạt")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    entitled=F("away")
                    + F("excused_absent")
                    + F("absent")
                    + F("in_favour")
                    + F("against")
                    + F("other")
                ),
                name="votes_and_absentees_make_the_base",
                violation_error_message=_("Số phiếu cộng số vắng mặt phải bằng mẫu số biểu quyết."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.in_favour}/{self.base}"

    @property
    def base(self) -> int:
        """The denominator of the vote."""
        return self.entitled - self.away - self.excused_absent

    @property
    def present(self) -> int:
        """Who of the base was there to vote."""
        return self.base - self.absent


class ItemWork(models.Model):
    """Work given by an item of a meeting."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="works")
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="meeting_item")
    client_id = models.UUIDField(unique=True)

    class Meta:
        db_table = "meeting_item_work"
        ordering = ["item", "pk"]
        verbose_name = _("việc giao tại sinh hoạt")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.assignment_id}"
