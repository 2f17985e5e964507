"""Work given: who does what by when, from any meeting, plan or inspection, until it is verified."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Assignment(models.Model):
    """One piece of work given in the name of `giver` to a member, or to a unit as a whole.

    `first_due_on` is the day first set, `due_on` the one in force after extensions. `origin` says in words
    where it was given ("Sinh hoạt thường kỳ tháng 7/2018"); the meeting or plan that gave it points here.
    """

    giver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="given_work", verbose_name=_("nơi giao")
    )
    what = models.CharField(_("nội dung việc"), max_length=500)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    helpers = models.CharField(_("phối hợp"), max_length=300, blank=True)
    given_on = models.DateField(_("giao ngày"))
    first_due_on = models.DateField(_("hạn ban đầu"))
    due_on = models.DateField(_("hạn"))
    origin = models.CharField(_("giao tại"), max_length=200, blank=True)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    progress = models.PositiveSmallIntegerField(_("tiến độ (%)"), default=0)
    done_on = models.DateField(_("xong ngày"), null=True, blank=True)
    verified_on = models.DateField(_("xác nhận ngày"), null=True, blank=True)
    cancelled_on = models.DateField(_("thôi giao ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do thôi giao"), max_length=300, blank=True)

    class Meta:
        db_table = "assignment"
        verbose_name = _("việc được giao")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="work_is_given_to_one",
                violation_error_message=_("Giao việc cho một đồng chí, hoặc cho một chi bộ."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("given_on"), first_due_on__gte=F("given_on")),
                name="work_is_due_after_it_was_given",
                violation_error_message=_("Hạn phải từ ngày giao việc trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("given_on")),
                name="work_is_done_after_it_was_given",
                violation_error_message=_("Ngày xong phải từ ngày giao việc trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True)
                | Q(done_on__isnull=False, verified_on__gte=F("done_on")),
                name="work_is_verified_after_it_is_done",
                violation_error_message=_("Xác nhận sau khi việc đã xong."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="work_taken_back_says_why",
                violation_error_message=_("Ghi lý do thôi giao việc."),
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="progress_is_a_share",
                violation_error_message=_("Tiến độ từ 0 đến 100%."),
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "due_on"], name="work_by_giver"),
            models.Index(fields=["unit", "due_on"], name="work_by_unit"),
            models.Index(fields=["person", "due_on"], name="work_by_person"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("assignments:page", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Neither done nor taken back."""
        return self.done_on is None and self.cancelled_on is None


class Step(models.TextChoices):
    PROGRESS = "progress", _("Báo tiến độ")
    EXTENDED = "extended", _("Gia hạn")
    DONE = "done", _("Báo xong")
    VERIFIED = "verified", _("Xác nhận hoàn thành")
    RETURNED = "returned", _("Trả lại làm tiếp")
    CANCELLED = "cancelled", _("Thôi giao")
    MOVED = "moved", _("Chuyển sang đơn vị kế tục")


class WorkStep(models.Model):
    """What happened to a piece of work on a day; steps are added, never rewritten.

    `evidence` says what shows it (a paper, a count, a place).
    `due_before` and `due_after` belong to an extension, `giver_before` and `unit_before` to the move from
    units that ended: until that day the work was theirs.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="steps")
    kind = models.CharField(_("việc đã làm"), max_length=10, choices=Step.choices)
    on = models.DateField(_("ngày"))
    progress = models.PositiveSmallIntegerField(_("tiến độ (%)"), null=True, blank=True)
    text = models.CharField(_("nội dung"), max_length=1000, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=300, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    giver_before = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_before = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "assignment_step"
        ordering = ["assignment", "on", "pk"]
        verbose_name = _("diễn biến của việc được giao")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="extended")
                | Q(due_before__isnull=False, due_after__isnull=False) & ~Q(text=""),
                name="an_extension_says_why",
                violation_error_message=_("Gia hạn phải ghi hạn mới và lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(giver_before__isnull=False),
                name="a_move_of_work_says_from_where",
                violation_error_message=_("Ghi nơi giao trước khi chuyển."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
