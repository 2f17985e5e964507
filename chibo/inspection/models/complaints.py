"""Letters: complaints against discipline, and denunciations of members and organisations."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.inspection.models.discipline import Discipline
from chibo.inspection.models.inspections import Inspection
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class ComplaintKind(models.TextChoices):
    COMPLAINT = "complaint", _("Khiếu nại kỷ luật")
    DENUNCIATION = "denunciation", _("Tố cáo")


class Settled(models.TextChoices):
    UPHELD = "upheld", _("Giữ nguyên, tố cáo sai")
    CHANGED = "changed", _("Thay đổi, tố cáo đúng một phần")
    CANCELLED = "cancelled", _("Hủy quyết định, tố cáo đúng")


# Each outcome as it is said of one kind of letter.
SETTLED_WORDS = {
    ComplaintKind.COMPLAINT: {
        Settled.UPHELD: _("Giữ nguyên quyết định"),
        Settled.CHANGED: _("Thay đổi hình thức kỷ luật"),
        Settled.CANCELLED: _("Hủy quyết định"),
    },
    ComplaintKind.DENUNCIATION: {
        Settled.UPHELD: _("Tố cáo sai"),
        Settled.CHANGED: _("Tố cáo đúng một phần"),
        Settled.CANCELLED: _("Tố cáo đúng"),
    },
}


class Complaint(models.Model):
    """A complaint names the decision it is about; a denunciation the member or unit it accuses.

    `refused` is a code of complaint_refusals: why it is not handled. `sender` is empty for an anonymous letter.
    """

    journal_hides = frozenset(
        {"sender", "person_id", "unit_id", "discipline_id", "what", "outcome", "refused"}
    )

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="complaints_kept")
    kind = models.CharField(_("loại đơn"), max_length=14, choices=ComplaintKind.choices)
    received_on = models.DateField(_("ngày nhận"))
    sender = models.CharField(_("người gửi"), max_length=150, blank=True)
    anonymous = models.BooleanField(_("nặc danh, mạo danh"), default=False)
    discipline = models.ForeignKey(
        Discipline, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="accusations"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="accusations"
    )
    what = models.CharField(_("nội dung"), max_length=2000)
    refused = models.CharField(_("không giải quyết vì"), max_length=30, blank=True)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    settled_on = models.DateField(_("giải quyết ngày"), null=True, blank=True)
    settled = models.CharField(_("kết quả"), max_length=10, choices=Settled.choices, blank=True)
    outcome = models.CharField(_("nội dung giải quyết"), max_length=2000, blank=True)

    class Meta:
        db_table = "complaint"
        ordering = ["-received_on", "-pk"]
        verbose_name = _("đơn, thư")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="complaint", discipline__isnull=False)
                | Q(kind="denunciation", discipline__isnull=True)
                & (Q(person__isnull=False) | Q(unit__isnull=False)),
                name="a_letter_is_about_something",
                violation_error_message=_(
                    "Khiếu nại thì chọn quyết định kỷ luật; tố cáo thì chọn đảng viên hoặc tổ chức bị tố cáo."
                ),
            ),
            models.CheckConstraint(
                condition=Q(anonymous=True) | ~Q(sender=""),
                name="a_letter_has_a_sender",
                violation_error_message=_("Ghi người gửi, hoặc đánh dấu nặc danh."),
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("received_on")),
                name="settled_after_received",
                violation_error_message=_("Ngày giải quyết từ ngày nhận đơn trở đi."),
            ),
        ]
        indexes = [models.Index(fields=["keeper", "received_on"], name="complaint_by_keeper")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.received_on:%d/%m/%Y}"

    @property
    def settled_words(self) -> str:
        words = SETTLED_WORDS[ComplaintKind(self.kind)]
        return str(words[Settled(self.settled)]) if self.settled else ""

    def get_absolute_url(self) -> str:
        return reverse("inspection:complaint", args=[self.pk])
