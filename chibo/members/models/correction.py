"""What a member says is wrong in the own file, and what the office answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.secrets import SecretField
from chibo.members.models.person import Person


class CorrectionRequest(models.Model):
    """`wanted` may hold an identity number: it is encrypted, and the journal says only that it is there."""

    journal_hides: ClassVar[frozenset[str]] = frozenset({"wanted"})

    person = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    about = models.CharField(_("mục cần sửa"), max_length=100)
    wanted = SecretField(_("nội dung đúng"), max_length=1000)
    evidence = models.CharField(_("giấy tờ làm căn cứ"), max_length=300, blank=True)
    asked_on = models.DateField(_("ngày đề nghị"))
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    accepted = models.BooleanField(_("đã sửa"), null=True, blank=True)
    answer = models.CharField(_("trả lời"), max_length=500, blank=True)

    class Meta:
        db_table = "correction_request"
        verbose_name = _("đề nghị sửa hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, accepted__isnull=True)
                | Q(answered_on__isnull=False, accepted__isnull=False),
                name="an_answer_says_yes_or_no_on_a_day",
                violation_error_message=_("Chọn đã sửa hoặc không sửa."),
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False) | ~Q(answer=""),
                name="what_is_not_corrected_says_why",
                violation_error_message=_("Ghi lý do không sửa."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(answered_on__isnull=True),
                name="open_correction_by_person",
            )
        ]

    def __str__(self) -> str:
        return self.about
