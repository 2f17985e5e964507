"""What units and members bind themselves to each year: registrations, plans, exemplary conduct, ethics."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class CommitmentKind(models.TextChoices):
    REGISTRATION = "registration", _("Đăng ký làm theo Bác")
    PLAN = "plan", _("Kế hoạch làm theo Bác")
    EXEMPLARY = "exemplary", _("Cam kết nêu gương")
    ETHICS = "ethics", _("Chuẩn mực đạo đức")


class Act(models.TextChoices):
    BUILT = "built", _("Xây dựng mới")
    REVIEWED = "reviewed", _("Rà soát, giữ nguyên")
    AMENDED = "amended", _("Sửa đổi, bổ sung")


class Commitment(models.Model):
    """Of a unit as a whole (`person` None), or of a member in the cell of that day (`unit`).

    `act` says what was done about the standards of ethics that year.
    """

    kind = models.CharField(_("loại"), max_length=12, choices=CommitmentKind.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="commitments", verbose_name=_("đơn vị")
    )
    path = BytewiseField(max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    made_on = models.DateField(_("ngày"))
    text = models.TextField(_("nội dung"), max_length=3000, blank=True)
    act = models.CharField(_("việc đã làm"), max_length=10, choices=Act.choices, blank=True)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    withdrawn_on = models.DateField(_("rút ngày"), null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        db_table = "commitment"
        ordering = ["-year", "kind", "pk"]
        verbose_name = _("đăng ký, cam kết")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year"],
                condition=Q(person__isnull=True, withdrawn_on__isnull=True),
                name="a_unit_commits_once_a_year",
                violation_error_message=_("Đơn vị đã có bản này của năm."),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "year"],
                condition=Q(person__isnull=False, withdrawn_on__isnull=True),
                name="a_member_commits_once_a_year",
                violation_error_message=_("Đảng viên đã có bản này của năm."),
            ),
            models.CheckConstraint(
                condition=Q(kind="ethics", person__isnull=True) & ~Q(act="")
                | (~Q(kind="ethics") | Q(person__isnull=False)) & Q(act=""),
                name="standards_say_what_was_done",
                violation_error_message=_(
                    "Chuẩn mực đạo đức của đơn vị phải ghi xây dựng mới, rà soát hay sửa đổi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdraw_reason=""),
                name="a_commitment_withdrawn_says_why",
                violation_error_message=_("Ghi lý do rút."),
            ),
        ]
        indexes = [models.Index(fields=["path", "year", "kind"], name="commitment_by_path")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class Outcome(models.TextChoices):
    WELL = "well", _("Làm tốt")
    DONE = "done", _("Đã làm")
    PARTLY = "partly", _("Làm một phần")
    NOT = "not", _("Chưa làm")


class CommitmentReview(models.Model):
    """What the cell found about a commitment in a quarter of its year."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reviews")
    quarter = models.PositiveSmallIntegerField(_("quý"))
    reviewed_on = models.DateField(_("ngày kiểm điểm"))
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices)
    remark = models.CharField(_("nhận xét"), max_length=500, blank=True)

    class Meta:
        db_table = "commitment_review"
        ordering = ["commitment", "quarter"]
        verbose_name = _("kiểm điểm quý việc làm theo")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "quarter"],
                name="one_review_a_quarter",
                violation_error_message=_("Quý này đã ghi kết quả."),
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)),
                name="a_year_has_four_quarters",
                violation_error_message=_("Quý từ 1 đến 4."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.quarter}"
