"""What is raised at a meeting beside its agenda: petitions of the people, praise and criticism of members."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.meetings.models.meeting import Meeting
from chibo.members.models import Person


class Raised(models.TextChoices):
    PETITION = "petition", _("Kiến nghị, cần trả lời")
    OPINION = "opinion", _("Ý kiến, ghi nhận")


class Petition(models.Model):
    """What people of a place asked for and what became of it; who asked is never kept.

    `place` is a village or group of households, not a person. `due_on` is the day an answer is expected
    by; an opinion has none.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="petitions")
    client_id = models.UUIDField(unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=Raised.choices)
    asked = models.CharField(_("nội dung"), max_length=1000)
    place = models.CharField(_("địa bàn"), max_length=200)
    due_on = models.DateField(_("hạn trả lời"), null=True, blank=True)
    passed_to = models.CharField(_("chuyển đến"), max_length=200, blank=True)
    passed_on = models.DateField(_("ngày chuyển"), null=True, blank=True)
    answer = models.CharField(_("trả lời"), max_length=2000, blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)

    class Meta:
        db_table = "petition"
        ordering = ["meeting", "pk"]
        verbose_name = _("kiến nghị, ý kiến của nhân dân")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="opinion", due_on__isnull=True)
                | Q(kind="petition", due_on__isnull=False),
                name="a_petition_is_to_be_answered_by_a_day",
                violation_error_message=_("Kiến nghị phải có hạn trả lời; ý kiến thì không."),
            ),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True) | ~Q(passed_to=""),
                name="a_petition_is_passed_to_somebody",
                violation_error_message=_("Ghi nơi được chuyển kiến nghị."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""),
                name="a_petition_answered_says_what",
                violation_error_message=_("Ghi nội dung trả lời."),
            ),
        ]
        indexes = [models.Index(fields=["answered_on", "due_on"], name="petition_by_answer")]

    def __str__(self) -> str:
        return self.asked

    def get_absolute_url(self) -> str:
        return reverse("meetings:petition", args=[self.pk])


class Remark(models.Model):
    """Praise, a reminder or criticism of a member at a meeting, in the meeting's own words."""

    class Kind(models.TextChoices):
        PRAISE = "praise", _("Biểu dương")
        REMINDER = "reminder", _("Nhắc nhở")
        CRITICISM = "criticism", _("Phê bình, góp ý")
        SELF_CRITICISM = "self_criticism", _("Tự phê bình")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks")
    client_id = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="remarks")
    kind = models.CharField(_("loại"), max_length=15, choices=Kind.choices)
    words = models.CharField(_("nội dung"), max_length=1000)

    class Meta:
        db_table = "meeting_remark"
        ordering = ["meeting", "pk"]
        verbose_name = _("biểu dương, nhắc nhở, phê bình")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person_id}"
