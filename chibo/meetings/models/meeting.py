"""One meeting of a cell, a committee or a whole organisation, and the minutes handed in of it."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.base.columns import BytewiseField
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


class State(models.TextChoices):
    DRAFT = "draft", _("Đang ghi")
    HANDED_IN = "handed_in", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RETURNED = "returned", _("Trả lại")


class Meeting(models.Model):
    """`kind` is a code of the rulebook list meeting_kinds. `theme` is the topic of a thematic part held
    after the regular one on the same day, or of a thematic meeting. `path` is where the organisation
    hung in the tree that day. `client_id` is made where it was typed: sent twice, it is one meeting.
    `said` is why the minutes were last returned or taken up again.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    path = BytewiseField(max_length=60)
    client_id = models.UUIDField(unique=True)
    kind = models.CharField(_("loại"), max_length=20)
    held_on = models.DateField(_("ngày họp"))
    starts_at = models.TimeField(_("bắt đầu"))
    ends_at = models.TimeField(_("kết thúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chủ trì")
    )
    minute_taker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thư ký")
    )
    theme = models.CharField(_("chuyên đề"), max_length=300, blank=True)
    dues_status = models.CharField(_("tình hình đóng đảng phí"), max_length=300, blank=True)
    remark = models.CharField(_("ghi chú"), max_length=500, blank=True)
    papers_on = models.DateField(_("tài liệu gửi đảng viên ngày"), null=True, blank=True)
    state = models.CharField(
        _("biên bản"), max_length=10, choices=State.choices, default=State.DRAFT
    )
    said = models.CharField(_("ý kiến khi trả lại"), max_length=500, blank=True)

    class Meta:
        db_table = "meeting"
        verbose_name = _("buổi sinh hoạt")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "held_on"],
                name="one_meeting_of_a_kind_a_day",
                violation_error_message=_(
                    "Ngày này đã ghi một buổi cùng loại; mở buổi đó để ghi tiếp."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_starts",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="thematic") | ~Q(theme=""),
                name="a_thematic_meeting_names_its_theme",
                violation_error_message=_("Ghi tên chuyên đề."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(said=""),
                name="minutes_returned_say_why",
                violation_error_message=_("Ghi ý kiến khi trả lại biên bản."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "held_on"], name="meeting_by_organisation"),
            models.Index(fields=["path", "held_on"], name="meeting_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:page", args=[self.pk])

    @property
    def kind_label(self) -> str:
        return code_list("meeting_kinds").label(self.kind)

    @property
    def title(self) -> str:
        """ "Sinh hoạt thường kỳ tháng 7/2018": as work given there names it."""
        return _now("{kind} tháng {month}/{year}").format(
            kind=self.kind_label, month=self.held_on.month, year=self.held_on.year
        )

    @property
    def is_open(self) -> bool:
        """Still to be written on: not handed in, or returned."""
        return self.state in (State.DRAFT, State.RETURNED)

    @property
    def minutes_long(self) -> int | None:
        """How many minutes it lasted; None while its end is not recorded."""
        if self.ends_at is None:
            return None
        start, end = (datetime.combine(date.min, at) for at in (self.starts_at, self.ends_at))
        return int((end - start).total_seconds()) // 60


class MinutesVersion(models.Model):
    """The minutes as they were handed in, whole; later changes make another version."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("lần nộp"))
    handed_in_on = models.DateField(_("ngày nộp"))
    handed_in_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nộp")
    )
    content = models.JSONField(_("nội dung"))

    class Meta:
        db_table = "meeting_minutes_version"
        ordering = ["meeting", "number"]
        verbose_name = _("biên bản đã nộp")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="versions_of_minutes_are_counted",
                violation_error_message=_("Lần nộp này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"
