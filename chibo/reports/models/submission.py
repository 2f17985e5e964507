"""What an organisation hands to the level above for a period: numbers frozen on the day, never changed again.

Sent back or reopened, it is corrected as the next version; the one before stays as it was.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.reports.models.report import Report
from chibo.reports.outlines import outline

# The statistical forms of a period, all of them; any other kind is the outline of a report.
FORMS = "forms"


def kind_label(kind: str) -> str:
    """As a heading calls it. Raises Refusal for a kind of report nobody has written."""
    return str(_("Biểu thống kê")) if kind == FORMS else outline(kind).label


class Stage(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    CHECKED = "checked", _("Đã kiểm tra")
    SUBMITTED = "submitted", _("Đã nộp, chờ nhận")
    ACCEPTED = "accepted", _("Cấp trên đã nhận")
    RETURNED = "returned", _("Bị trả lại")


UNFINISHED = (Stage.DRAFT, Stage.CHECKED, Stage.SUBMITTED)
FROZEN = (Stage.SUBMITTED, Stage.ACCEPTED, Stage.RETURNED)


class Submission(models.Model):
    """One version of what an organisation hands in for a period.

    `problems` are the sentences its checks left when it was last checked or frozen, `note` why it is handed in
    all the same. `counted_to` is the last day its numbers were counted to, as of the freeze. `number` and
    `signed_on` are of the paper it was signed with. `origin` names the file it was taken in from.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="submissions", verbose_name=_("tổ chức đảng")
    )
    kind = models.CharField(_("loại"), max_length=20)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"))
    version = models.PositiveSmallIntegerField(_("lần nộp"), default=1)
    stage = models.CharField(
        _("tình trạng"), max_length=10, choices=Stage.choices, default=Stage.DRAFT
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    reopened_because = models.CharField(_("lý do mở lại"), max_length=300, blank=True)
    problems = models.JSONField(_("chỗ chưa khớp"), default=list, blank=True)
    note = models.CharField(_("giải trình chỗ chưa khớp"), max_length=500, blank=True)
    counted_to = models.DateField(_("tính đến ngày"), null=True, blank=True)
    number = models.CharField(_("số văn bản ký"), max_length=40, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    decision_note = models.CharField(_("ý kiến của cấp trên"), max_length=500, blank=True)
    origin = models.CharField(_("nhận từ tệp"), max_length=80, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "submission"
        verbose_name = _("bản nộp cấp trên")
        ordering = ["-last_day", "-version", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "first_day", "last_day", "version"],
                name="one_submission_a_version",
                violation_error_message=_("Lần nộp này đã có."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "first_day", "last_day"],
                condition=Q(stage__in=UNFINISHED),
                name="one_unfinished_submission",
                violation_error_message=_("Bản nộp của kỳ này đang làm dở, mở bản đó để làm tiếp."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_submission_ends_after_it_begins",
                violation_error_message=_("Kỳ báo cáo có ngày cuối trước ngày đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=FROZEN)
                | Q(submitted_at__isnull=False, counted_to__isnull=False),
                name="what_is_handed_in_was_frozen",
                violation_error_message=_("Bản đã nộp phải có ngày nộp và ngày chốt số."),
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.RETURNED) | ~Q(decision_note=""),
                name="a_returned_submission_says_why",
                violation_error_message=_("Trả lại thì ghi lý do để đơn vị biết mà sửa."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "first_day", "last_day"], name="submission_by_period")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period.label}, lần {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reports:submission", args=[self.pk])

    @property
    def title(self) -> str:
        return kind_label(self.kind)

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)

    @property
    def is_frozen(self) -> bool:
        return self.stage in FROZEN


class Sheet(models.Model):
    """One form, or the report, as it was frozen.

    `data` is what its page and workbook are made of and what travels (frozen.forms, frozen.narrative): numbers
    and codes, no person. `paper` is what its PDF is set from (base.papers.data); `named` the same with people
    named, where there is such a version. `behind` says which rows stood behind each number (frozen.behind).
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="sheets")
    slug = models.CharField(_("biểu"), max_length=20)
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    code = models.CharField(_("mã biểu"), max_length=20)
    title = models.CharField(_("tên biểu"), max_length=200)
    data = models.JSONField()
    paper = models.JSONField(null=True)
    named = models.JSONField(null=True)
    behind = models.BinaryField(default=b"")

    class Meta:
        db_table = "submission_sheet"
        verbose_name = _("biểu đã chốt số")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "slug"],
                name="one_sheet_a_form",
                violation_error_message=_("Biểu này đã chốt số."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


class Remark(models.Model):
    """What the level above says about one cell of a form, and what the unit answers. `column` counts from 0;
    without a `line` it is about the whole form."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    slug = models.CharField(_("biểu"), max_length=20)
    line = models.CharField(_("dòng"), max_length=60, blank=True)
    column = models.PositiveSmallIntegerField(_("cột"), default=0)
    about = models.CharField(_("chỗ góp ý"), max_length=250)
    text = models.CharField(_("ý kiến"), max_length=500)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    answer = models.CharField(_("trả lời"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "submission_remark"
        verbose_name = _("góp ý của cấp trên")
        ordering = ["slug", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="a_remark_says_something",
                violation_error_message=_("Ghi ý kiến về ô này."),
            )
        ]

    def __str__(self) -> str:
        return self.about


class Scan(models.Model):
    """The signed paper of a submission as a file, encrypted on the disk."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="scans")
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=40)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        db_table = "submission_scan"
        verbose_name = _("bản ký quét lại")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"],
                name="one_scan_a_content",
                violation_error_message=_("Bản quét này đã gắn."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}"


class Call(models.Model):
    """A level above asks its units to hand in by a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="calls")
    kind = models.CharField(_("loại"), max_length=20)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"))
    due_on = models.DateField(_("hạn nộp"))
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "submission_call"
        verbose_name = _("yêu cầu nộp")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "first_day", "last_day"],
                name="one_call_a_kind_and_period",
                violation_error_message=_("Kỳ này đã yêu cầu nộp."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("last_day")),
                name="a_call_is_due_after_its_period",
                violation_error_message=_("Hạn nộp phải sau ngày cuối kỳ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.label}, {self.due_on:%d/%m/%Y}"

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)
