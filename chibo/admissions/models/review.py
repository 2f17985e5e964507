"""Votes on a case: of the cell, the sectional committee, the basic committee, the deciding body."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models.case import Case
from chibo.admissions.models.file import OpinionPhase
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation


class ReviewLevel(models.TextChoices):
    CELL = "cell", _("Chi bộ")
    SECTIONAL = "sectional", _("Đảng ủy bộ phận")
    COMMITTEE = "committee", _("Đảng ủy cơ sở")
    DECIDING = "deciding", _("Cấp quyết định")


class Review(models.Model):
    """One body's vote on a case, with the base frozen on the day of the meeting.

    For the cell `entitled` is its official members; for a committee, its members. The base of the vote is
    `entitled` less `away` (temporarily transferred elsewhere) less `excused_absent` (excused from cell life
    and not present): rule votes.base. Who was summoned and did not come stays in the base; `present` are
    those of the base who came, and only they vote.
    `proposes` False: the body did not agree, or proposes to strike the probationary member off.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    phase = models.CharField(_("xét"), max_length=12, choices=OpinionPhase.choices)
    level = models.CharField(_("cấp xét"), max_length=10, choices=ReviewLevel.choices)
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="admission_reviews"
    )
    body_name = models.CharField(_("cơ quan"), max_length=200, blank=True)
    held_on = models.DateField(_("ngày họp"))
    entitled = models.PositiveSmallIntegerField(_("tổng số có quyền biểu quyết"))
    away = models.PositiveSmallIntegerField(_("sinh hoạt tạm thời nơi khác"), default=0)
    excused_absent = models.PositiveSmallIntegerField(_("được miễn sinh hoạt, vắng mặt"), default=0)
    present = models.PositiveSmallIntegerField(_("có mặt"))
    in_favour = models.PositiveSmallIntegerField(_("tán thành"))
    against = models.PositiveSmallIntegerField(_("không tán thành"), default=0)
    other = models.PositiveSmallIntegerField(_("ý kiến khác"), default=0)
    proposes = models.BooleanField(_("đề nghị"), default=True)
    remark = models.CharField(_("nhận xét, kết luận"), max_length=1000, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "admission_review"
        ordering = ["case", "held_on", "pk"]
        verbose_name = _("biểu quyết xét kết nạp, công nhận")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "phase", "level", "held_on"],
                name="a_body_votes_once_a_day",
                violation_error_message=_("Ngày này đã ghi biểu quyết của cơ quan đó."),
            ),
            models.CheckConstraint(
                condition=Q(entitled__gte=F("away") + F("excused_absent")),
                name="excused_are_among_the_entitled",
                violation_error_message=_(
                    "Số sinh hoạt tạm thời nơi khác và số được miễn vắng mặt không thể nhiều hơn tổng số."
                ),
            ),
            models.CheckConstraint(
                condition=Q(entitled__gte=F("away") + F("excused_absent") + F("present")),
                name="the_present_are_among_the_summoned",
                violation_error_message=_(
                    "Số có mặt không thể nhiều hơn số được triệu tập có quyền biểu quyết (tổng số trừ số "
                    "sinh hoạt tạm thời nơi khác và số được miễn sinh hoạt vắng mặt)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("in_favour") + F("against") + F("other")),
                name="votes_are_of_the_present",
                violation_error_message=_("Tổng số phiếu không thể nhiều hơn số có mặt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_level_display()} {self.held_on:%d/%m/%Y}"

    @property
    def base(self) -> int:
        """The denominator of the vote."""
        return self.entitled - self.away - self.excused_absent
