"""A meeting to come: when, where and about what a unit means to meet."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.meetings.models.meeting import Meeting
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


class PlannedMeeting(models.Model):
    """`first_on` is the day first set, `planned_on` the one in force after moves; `made_on` is the day the
    plan was laid down. `meeting` is the meeting it became. `theme` is the topic of a thematic part or meeting.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="planned_meetings", verbose_name=_("đơn vị")
    )
    kind = models.CharField(_("loại"), max_length=20)
    planned_on = models.DateField(_("ngày họp"))
    first_on = models.DateField(_("ngày họp dự kiến ban đầu"))
    made_on = models.DateField(_("lập lịch ngày"))
    starts_at = models.TimeField(_("bắt đầu"))
    place = models.CharField(_("địa điểm"), max_length=200)
    theme = models.CharField(_("chuyên đề"), max_length=300, blank=True)
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chủ trì")
    )
    remark = models.CharField(_("ghi chú"), max_length=500, blank=True)
    move_reason = models.CharField(_("lý do dời ngày"), max_length=300, blank=True)
    cancelled_on = models.DateField(_("hủy ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="plan"
    )

    class Meta:
        db_table = "planned_meeting"
        verbose_name = _("buổi họp trong lịch")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "planned_on"],
                condition=Q(cancelled_on__isnull=True),
                name="one_planned_meeting_of_a_kind_a_day",
                violation_error_message=_("Ngày này trong lịch đã có một buổi cùng loại."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="thematic") | ~Q(theme=""),
                name="a_planned_thematic_meeting_names_its_theme",
                violation_error_message=_("Ghi tên chuyên đề."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_planned_meeting_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy buổi họp."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | Q(meeting__isnull=True),
                name="a_meeting_that_was_held_is_not_cancelled",
                violation_error_message=_("Buổi này đã họp, không hủy được."),
            ),
        ]
        indexes = [
            models.Index(fields=["planned_on"], name="planned_meeting_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.planned_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:plan", args=[self.pk])

    @property
    def kind_label(self) -> str:
        return code_list("meeting_kinds").label(self.kind)

    @property
    def title(self) -> str:
        return _now("{kind} tháng {month}/{year}").format(
            kind=self.kind_label, month=self.planned_on.month, year=self.planned_on.year
        )

    @property
    def is_open(self) -> bool:
        """Neither held nor cancelled."""
        return self.meeting_id is None and self.cancelled_on is None


class PlannedItem(models.Model):
    """A point the meeting is to deal with; `is_thematic` stands in the thematic part."""

    plan = models.ForeignKey(PlannedMeeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    is_thematic = models.BooleanField(_("thuộc phần chuyên đề"), default=False)

    class Meta:
        db_table = "planned_meeting_item"
        ordering = ["plan", "position", "pk"]
        verbose_name = _("nội dung dự kiến")

    def __str__(self) -> str:
        return self.title
