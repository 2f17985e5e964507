"""Classes: on the Party for those who may join, and for new members. A certificate belongs to a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.members.models import Person
from chibo.organisations.models import Organisation


class CourseKind(models.TextChoices):
    AWARENESS = "awareness", _("Lớp bồi dưỡng nhận thức về Đảng")
    NEW_MEMBER = "new_member", _("Lớp bồi dưỡng đảng viên mới")


class Course(models.Model):
    """One class. `organiser` keeps its list; `held_by` is who taught it, as on the certificate."""

    kind = models.CharField(_("loại lớp"), max_length=12, choices=CourseKind.choices)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="courses", verbose_name=_("sổ của")
    )
    name = models.CharField(_("tên lớp"), max_length=200)
    held_by = models.CharField(_("nơi mở lớp"), max_length=200)
    first_day = models.DateField(_("khai giảng"))
    last_day = models.DateField(_("bế giảng"))

    class Meta:
        db_table = "course"
        ordering = ["-first_day", "name"]
        verbose_name = _("lớp bồi dưỡng")
        constraints = [
            models.UniqueConstraint(
                fields=["organiser", "kind", "name", "first_day"],
                name="one_course_a_name_and_day",
                violation_error_message=_("Sổ đã có lớp cùng tên khai giảng ngày này."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")),
                name="a_course_ends_after_it_begins",
                violation_error_message=_("Ngày bế giảng phải từ ngày khai giảng trở đi."),
            ),
        ]
        indexes = [models.Index(fields=["organiser", "first_day"], name="course_by_organiser")]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """One person sent to a class. `sent_by` is the cell that sent them, frozen: figures of those sent count by it.

    `certificate_on` is the day on the certificate, from which its months are counted.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="courses")
    sent_by = models.ForeignKey(Organisation, models.PROTECT, related_name="sent_to_courses")
    certificate_number = models.CharField(_("số giấy chứng nhận"), max_length=60, blank=True)
    certificate_on = models.DateField(_("ngày cấp"), null=True, blank=True)
    dropped_reason = models.CharField(_("lý do không hoàn thành"), max_length=200, blank=True)

    class Meta:
        db_table = "course_participant"
        ordering = ["course", "pk"]
        verbose_name = _("học viên")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                name="a_person_attends_a_course_once",
                violation_error_message=_("Người này đã có trong danh sách lớp."),
            ),
            models.CheckConstraint(
                condition=Q(certificate_on__isnull=True) | Q(dropped_reason=""),
                name="a_certificate_or_a_reason",
                violation_error_message=_(
                    "Người không hoàn thành lớp học thì không có giấy chứng nhận."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "certificate_on"], name="participant_by_person"),
            models.Index(fields=["sent_by"], name="participant_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.person}"
