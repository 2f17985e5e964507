"""Courses members and officials are sent to: political theory, profession, skills of Party work.

Classes on the way into the Party, on the Party for those who may join and for new members, are not here but in
`chibo.admissions` (`Course`): there a certificate opens or closes a step of a case and has a validity of its own.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class TrainingKind(models.TextChoices):
    THEORY = "theory", _("Lý luận chính trị")
    PROFESSION = "profession", _("Chuyên môn, nghiệp vụ")
    PARTY_WORK = "party_work", _("Nghiệp vụ công tác đảng")
    STATE = "state", _("Quản lý nhà nước")
    DEFENCE = "defence", _("Quốc phòng, an ninh")
    SKILLS = "skills", _("Tin học, ngoại ngữ, kỹ năng")


class Training(models.Model):
    """One course in the books of `organiser`, whoever teaches it. `planned` is how many were to be sent."""

    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="trainings", verbose_name=_("sổ của")
    )
    kind = models.CharField(_("loại lớp"), max_length=12, choices=TrainingKind.choices)
    name = models.CharField(_("tên lớp"), max_length=200)
    held_by = models.CharField(_("nơi mở lớp"), max_length=200)
    first_day = models.DateField(_("khai giảng"))
    last_day = models.DateField(_("bế giảng"))
    planned = models.PositiveSmallIntegerField(_("kế hoạch cử (người)"), null=True, blank=True)

    class Meta:
        db_table = "training"
        ordering = ["-first_day", "name"]
        verbose_name = _("lớp đào tạo, bồi dưỡng")
        constraints = [
            models.UniqueConstraint(
                fields=["organiser", "kind", "name", "first_day"],
                name="one_training_a_name_and_day",
                violation_error_message=_("Sổ đã có lớp cùng tên khai giảng ngày này."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_training_ends_after_it_begins",
                violation_error_message=_("Ngày bế giảng phải từ ngày khai giảng trở đi."),
            ),
        ]
        indexes = [models.Index(fields=["organiser", "first_day"], name="training_by_organiser")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("study:training", args=[self.pk])


class Result(models.TextChoices):
    EXCELLENT = "excellent", _("Giỏi")
    GOOD = "good", _("Khá")
    PASSED = "passed", _("Đạt")
    DROPPED = "dropped", _("Không hoàn thành")


class Trainee(models.Model):
    """One person sent to a course, a member or an official outside the Party: one turn.

    `sent_by` is the unit that sent them and `path` where it hung when the course began.
    """

    training = models.ForeignKey(Training, models.PROTECT, related_name="trainees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="trainings")
    sent_by = models.ForeignKey(Organisation, models.PROTECT, related_name="sent_to_trainings")
    path = BytewiseField(max_length=60)
    result = models.CharField(_("kết quả"), max_length=10, choices=Result.choices, blank=True)
    certificate_number = models.CharField(_("số văn bằng, chứng chỉ"), max_length=60, blank=True)
    certificate_on = models.DateField(_("ngày cấp"), null=True, blank=True)
    dropped_reason = models.CharField(_("lý do không hoàn thành"), max_length=200, blank=True)

    class Meta:
        db_table = "trainee"
        ordering = ["training", "pk"]
        verbose_name = _("người được cử đi học")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                name="a_person_is_sent_to_a_training_once",
                violation_error_message=_("Người này đã có trong danh sách lớp."),
            ),
            models.CheckConstraint(
                condition=~Q(result="dropped")
                | Q(certificate_on__isnull=True) & ~Q(dropped_reason=""),
                name="who_did_not_finish_says_why",
                violation_error_message=_(
                    "Người không hoàn thành thì ghi lý do và không có văn bằng, chứng chỉ."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="trainee_by_path"),
            models.Index(fields=["person"], name="trainee_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.training_id}: {self.person_id}"
