"""One person's way into the Party: from the first note of a cell to the member's card, or out of it.

Steps, their order and their papers are those of the rulebook on `rules_on`: a case keeps the version
it started with. Which cell follows the person and which stage the case has reached are dated facts.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models.facts import Admission, Recognition
from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Outcome(models.TextChoices):
    COMPLETED = "completed", _("Đã là đảng viên chính thức, đã phát thẻ")
    LEFT = "left", _("Dừng xem xét")


class Case(models.Model):
    """`rules_on` is the day whose version of steps and papers holds for the whole case.

    `decided_on`, `decision` and `received_on` are the decision while its ceremony is still to come;
    `admission` and `recognition` are the facts the case led to. Who was a member before was out since
    `left_party_on`; `left_party_how` is a code of the rulebook list departures_before_readmission.
    A closed case is kept; `leaving_reason` is a code of leaving_pipeline_reasons.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="admission_cases")
    opened_on = models.DateField(_("theo dõi từ ngày"))
    rules_on = models.DateField(_("theo quy định ngày"))
    source = models.CharField(_("nguồn giới thiệu"), max_length=200, blank=True)
    admission = models.OneToOneField(
        Admission, models.PROTECT, null=True, blank=True, related_name="case"
    )
    recognition = models.OneToOneField(
        Recognition, models.PROTECT, null=True, blank=True, related_name="case"
    )
    decided_on = models.DateField(_("ngày quyết định kết nạp"), null=True, blank=True)
    decision = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("ngày chi bộ nhận quyết định"), null=True, blank=True)
    late_reason = models.CharField(_("lý do tổ chức lễ quá hạn"), max_length=300, blank=True)
    is_readmission = models.BooleanField(_("kết nạp lại"), default=False)
    left_party_on = models.DateField(_("ngày ra khỏi Đảng trước đây"), null=True, blank=True)
    left_party_how = models.CharField(_("ra khỏi Đảng vì"), max_length=40, blank=True)
    record_cleared_on = models.DateField(_("ngày được xóa án tích"), null=True, blank=True)
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices, blank=True)
    leaving_reason = models.CharField(_("lý do dừng"), max_length=40, blank=True)
    leaving_note = models.CharField(_("nói rõ lý do"), max_length=300, blank=True)

    class Meta:
        db_table = "admission_case"
        verbose_name = _("hồ sơ phát triển đảng")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_on__isnull=True),
                name="one_open_case_a_person",
                violation_error_message=_("Quần chúng này đang có một hồ sơ theo dõi."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="")
                | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="a_closed_case_has_an_outcome",
                violation_error_message=_("Hồ sơ kết thúc phải ghi kết quả."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="left") | ~Q(leaving_reason=""),
                name="leaving_the_pipeline_says_why",
                violation_error_message=_("Dừng xem xét phải ghi lý do."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="a_case_closes_after_opening",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu theo dõi."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(decided_on__isnull=False, received_on__gte=models.F("decided_on")),
                name="a_decision_is_received_after_it_was_made",
                violation_error_message=_(
                    "Ngày chi bộ nhận quyết định phải từ ngày ban hành quyết định trở đi."
                ),
            ),
        ]
        indexes = [models.Index(fields=["opened_on"], name="case_by_opening")]

    def __str__(self) -> str:
        return f"{self.person}"

    def get_absolute_url(self) -> str:
        return reverse("admissions:case", args=[self.pk])


class CaseCell(Dated):
    """Which cell follows the person of a case, over a period. The last one keeps a case that is closed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="cells")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="admission_cases")

    objects = DatedQuerySet["CaseCell"].as_manager()

    class Meta(Dated.Meta):
        db_table = "admission_case_cell"
        verbose_name = _("chi bộ theo dõi")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="one_cell_follows_a_case",
                violation_error_message=_("Hồ sơ này đang do một chi bộ khác theo dõi."),
            ),
        ]
        indexes = [models.Index(fields=["cell", "started_on"], name="case_by_cell")]

    def __str__(self) -> str:
        return f"{self.case}"


class CaseStage(Dated):
    """The stage a case stood at over a period; `stage` is a code of the rule admission.stages.

    `reason` says why the case went back to it. The stage at which a case ended ends with the case.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="stages")
    stage = models.CharField(_("giai đoạn"), max_length=30)
    reason = models.CharField(_("lý do quay lại"), max_length=300, blank=True)

    objects = DatedQuerySet["CaseStage"].as_manager()

    class Meta(Dated.Meta):
        db_table = "admission_case_stage"
        verbose_name = _("giai đoạn của hồ sơ")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="a_case_stands_at_one_stage",
                violation_error_message=_("Hồ sơ đang ở một giai đoạn khác."),
            ),
        ]
        indexes = [models.Index(fields=["stage", "started_on"], name="case_by_stage")]

    def __str__(self) -> str:
        return f"{self.case}"


class Guidance(Dated):
    """A member assigned to help the person (đảng viên được phân công giúp đỡ), before admission and after."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="guidance")
    member = models.ForeignKey(Person, models.PROTECT, related_name="guides")

    objects = DatedQuerySet["Guidance"].as_manager()

    class Meta(Dated.Meta):
        db_table = "admission_guidance"
        verbose_name = _("phân công giúp đỡ")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(ended_on__isnull=True),
                name="a_member_guides_a_case_once",
                violation_error_message=_("Đồng chí này đang được phân công giúp đỡ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.member}"


class GuidanceNote(models.Model):
    """What the helper or the cell noted about the person on a day: a trial task, progress, a remark."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    member = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_on = models.DateField(_("ngày"))
    text = models.CharField(_("nội dung"), max_length=1000)

    class Meta:
        db_table = "admission_note"
        ordering = ["-noted_on", "-pk"]
        verbose_name = _("nhận xét theo dõi")

    def __str__(self) -> str:
        return f"{self.case} {self.noted_on:%d/%m/%Y}"
