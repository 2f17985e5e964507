"""Who was due at a meeting, frozen that day, and who came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.meetings.models.meeting import Meeting
from chibo.members.models import Person, Status
from chibo.organisations.models import Organisation


class Presence(models.TextChoices):
    PRESENT = "present", _("Có mặt")
    WITH_REASON = "with_reason", _("Vắng có lý do")
    WITHOUT_REASON = "without_reason", _("Vắng không lý do")
    OUTSIDE = "outside", _("Ngoài diện phải dự")


class Outside(models.TextChoices):
    EXCUSED = "excused", _("Miễn sinh hoạt")
    AWAY = "away", _("Sinh hoạt tạm thời nơi khác")
    SUSPENDED = "suspended", _("Đình chỉ sinh hoạt")


class Attendance(models.Model):
    """A member on the roll of a meeting. `status` and `outside` are what the books said that day and
    do not follow the person afterwards. Who is `outside` counts in the base only by coming. `home` is the
    cell of a member of another cell who lives its cell life here for a time: due here, voting there."""

    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="roll",
        db_index=False,  # attendance_by_meeting
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    status = models.CharField(_("tình trạng"), max_length=12, choices=Status.choices)
    outside = models.CharField(_("ngoài diện"), max_length=10, choices=Outside.choices, blank=True)
    state = models.CharField(_("điểm danh"), max_length=15, choices=Presence.choices)
    reason = models.CharField(_("lý do vắng"), max_length=200, blank=True)
    home = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    spoke = models.BooleanField(_("phát biểu"), default=False)

    class Meta:
        db_table = "meeting_attendance"
        verbose_name = _("điểm danh")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="a_member_is_on_the_roll_once",
                violation_error_message=_("Đảng viên này đã có trong danh sách điểm danh."),
            ),
            models.CheckConstraint(
                condition=~Q(state="with_reason") | ~Q(reason=""),
                name="an_absence_with_reason_names_it",
                violation_error_message=_("Ghi lý do vắng."),
            ),
            models.CheckConstraint(
                condition=~Q(state="outside") | ~Q(outside=""),
                name="only_the_books_put_somebody_outside",
                violation_error_message=_(
                    "Chỉ đảng viên được miễn, đình chỉ hoặc sinh hoạt tạm thời nơi khác theo sổ mới ngoài "
                    "diện phải dự."
                ),
            ),
            models.CheckConstraint(
                condition=Q(outside="") | Q(state__in=["outside", "present"]),
                name="who_is_outside_comes_or_stays_outside",
                violation_error_message=_(
                    "Đảng viên ngoài diện phải dự thì ghi có mặt, hoặc để ngoài diện."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(outside="suspended") | Q(state="outside"),
                name="the_suspended_are_not_summoned",
                violation_error_message=_(
                    "Đảng viên đang bị đình chỉ sinh hoạt không được triệu tập."
                ),
            ),
            models.CheckConstraint(
                condition=Q(spoke=False) | Q(state="present"),
                name="who_spoke_was_present",
                violation_error_message=_("Chỉ đảng viên có mặt mới ghi là đã phát biểu."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="attendance_by_person"),
            models.Index(fields=["meeting", "state"], name="attendance_by_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_state_display()}"


class Guest(models.Model):
    """Who came without being on the roll. `is_in_charge`: the committee member assigned to follow the cell."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    name = models.CharField(_("họ và tên"), max_length=100)
    post = models.CharField(_("chức vụ"), max_length=150, blank=True)
    unit = models.CharField(_("đơn vị"), max_length=200, blank=True)
    is_in_charge = models.BooleanField(_("cấp ủy viên phụ trách"), default=False)

    class Meta:
        db_table = "meeting_guest"
        ordering = ["meeting", "pk"]
        verbose_name = _("khách dự")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name"],
                name="a_guest_is_named_once",
                violation_error_message=_("Khách này đã ghi."),
            )
        ]

    def __str__(self) -> str:
        return self.name
