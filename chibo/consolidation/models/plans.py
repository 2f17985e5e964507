"""Plans for weak units: their weaknesses and causes, groups of solutions, measures; how a plan moved on."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


class Plan(models.Model):
    """One plan of a committee for one unit; `paper` gives its number and date, and a paper that covers several
    units has a plan for each. `path` is where the unit hung on `started_on`, or after a move from units that
    ended. `first_ends_on` is the day first set. `closed_on` is of the last closing or cancelling while it
    stands; the steps tell them all.
    """

    committee = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consolidation_plans_made"
    )
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="consolidation_plans")
    path = BytewiseField(max_length=60)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="consolidation_plans")
    started_on = models.DateField(_("bắt đầu củng cố"))
    first_ends_on = models.DateField(_("hạn ban đầu"))
    ends_on = models.DateField(_("hạn hoàn thành"))
    causes = models.CharField(_("nguyên nhân"), max_length=3000)
    aims = models.CharField(_("mục tiêu, yêu cầu"), max_length=3000, blank=True)
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    outcome = models.CharField(_("kết luận khi kết thúc"), max_length=1000, blank=True)
    decision = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="consolidation_closings"
    )

    class Meta:
        db_table = "weak_plan"
        ordering = ["-started_on", "-pk"]
        verbose_name = _("kế hoạch củng cố")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("started_on"), first_ends_on__gt=F("started_on")),
                name="a_plan_ends_after_it_starts",
                violation_error_message=_("Hạn hoàn thành phải sau ngày bắt đầu củng cố."),
            ),
            models.CheckConstraint(
                condition=~Q(causes=""),
                name="a_plan_names_its_causes",
                violation_error_message=_("Ghi nguyên nhân yếu kém."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""),
                name="a_plan_closed_says_how",
                violation_error_message=_("Ghi kết luận khi kết thúc kế hoạch."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("started_on")),
                name="a_plan_closes_after_it_starts",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu củng cố trở đi."),
            ),
            models.UniqueConstraint(
                fields=["unit", "paper"],
                name="one_plan_a_unit_and_paper",
                violation_error_message=_("Đơn vị đã có kế hoạch theo văn bản này."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "started_on"], name="consolidation_by_path"),
            models.Index(fields=["committee"], name="consolidation_by_committee"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.paper.full_number}"

    def get_absolute_url(self) -> str:
        return reverse("consolidation:plan", args=[self.pk])


class Weakness(models.Model):
    """What has to be overcome; `criterion` a code of weakness_criteria, or "" for another. It is overcome on
    `cleared_on`, with what shows it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="weaknesses")
    criterion = models.CharField(_("tiêu chí"), max_length=40, blank=True)
    what = models.CharField(_("hạn chế, yếu kém"), max_length=500)
    evidence = models.CharField(_("minh chứng đã khắc phục"), max_length=500, blank=True)
    cleared_on = models.DateField(_("khắc phục xong ngày"), null=True, blank=True)

    class Meta:
        db_table = "weak_plan_weakness"
        ordering = ["plan", "pk"]
        verbose_name = _("hạn chế phải khắc phục")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "what"],
                name="a_weakness_is_listed_once",
                violation_error_message=_("Hạn chế này đã có trong kế hoạch."),
            ),
            models.CheckConstraint(
                condition=Q(cleared_on__isnull=True) | ~Q(evidence=""),
                name="a_weakness_overcome_has_evidence",
                violation_error_message=_("Ghi minh chứng đã khắc phục."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def criterion_label(self) -> str:
        codes = code_list("weakness_criteria")
        return codes.label(self.criterion) if self.criterion in codes else ""


class SolutionGroup(models.Model):
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nhóm giải pháp"), max_length=300)

    class Meta:
        db_table = "weak_plan_group"
        ordering = ["plan", "number"]
        verbose_name = _("nhóm giải pháp")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="one_solution_group_a_number",
                violation_error_message=_("Số thứ tự này đã có nhóm giải pháp."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """One measure of a group is one piece of work: who does it, by when, its steps and evidence are there."""

    group = models.ForeignKey(SolutionGroup, models.PROTECT, related_name="measures")
    work = models.OneToOneField(Assignment, models.PROTECT, related_name="consolidation_measure")

    class Meta:
        db_table = "weak_plan_measure"
        ordering = ["group", "pk"]
        verbose_name = _("biện pháp củng cố")

    def __str__(self) -> str:
        return str(self.work)


class PlanMove(models.TextChoices):
    EXTENDED = "extended", _("Gia hạn")
    CLOSED = "closed", _("Công nhận thoát yếu kém")
    REOPENED = "reopened", _("Mở lại")
    CANCELLED = "cancelled", _("Thôi thực hiện")
    MOVED = "moved", _("Chuyển sang đơn vị kế tục")


class PlanStep(models.Model):
    """How a plan moved on; steps are added, never rewritten. `ends_before` and `ends_after` belong to an
    extension, `unit_before` and `committee_before` to a move from units that ended."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")
    kind = models.CharField(_("bước"), max_length=10, choices=PlanMove.choices)
    on = models.DateField(_("ngày"))
    reason = models.CharField(_("lý do, kết luận"), max_length=1000)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="consolidation_steps"
    )
    ends_before = models.DateField(null=True, blank=True)
    ends_after = models.DateField(null=True, blank=True)
    unit_before = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    committee_before = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "weak_plan_step"
        ordering = ["plan", "on", "pk"]
        verbose_name = _("diễn biến kế hoạch củng cố")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_step_of_a_plan_says_why",
                violation_error_message=_("Ghi lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="extended")
                | Q(ends_before__isnull=False, ends_after__gt=F("ends_before")),
                name="an_extension_of_a_plan_is_later",
                violation_error_message=_("Hạn mới phải sau hạn cũ."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="closed") | Q(paper__isnull=False),
                name="leaving_weakness_has_a_decision",
                violation_error_message=_("Công nhận thoát yếu kém phải có quyết định, thông báo."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "on"], name="consolidation_step_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
