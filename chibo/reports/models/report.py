"""A periodic report and the words people gave its passages. Numbers are never stored while it is a draft."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.reports.outlines import outline


class State(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")


class Report(models.Model):
    """One organisation's report of a kind over a period. `kind` names an outline (reports.outlines).

    `tree` is the day whose tree its figures are asked in, where a reorganisation lies within the period
    (empty: as it stood on each day). `number`, `signed_on` and `place` are what the paper says of itself;
    empty ones are printed as gaps.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reports", verbose_name=_("tổ chức đảng")
    )
    kind = models.CharField(_("loại báo cáo"), max_length=20)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến ngày"))
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT
    )
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    place = models.CharField(_("nơi ký"), max_length=80, blank=True)
    tree = models.DateField(_("tính theo cây tại ngày"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "report"
        verbose_name = _("báo cáo")
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "first_day", "last_day"],
                name="one_report_a_kind_and_period",
                violation_error_message=_("Tổ chức này đã có báo cáo của kỳ đó."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_report_ends_after_it_begins",
                violation_error_message=_("Kỳ báo cáo có ngày cuối trước ngày đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{outline(self.kind).label}, {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("reports:page", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)


class Wording(models.Model):
    """One version of a passage. The latest counts; one that is not `own` went back to the generated sentence.

    `text` keeps its live numbers as placeholders (reports.content.own_text); `note` says where numbers
    set by hand come from.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="wordings")
    passage = models.CharField(_("đoạn"), max_length=40)
    own = models.BooleanField(default=True)
    text = models.TextField(_("nội dung"), max_length=8000, blank=True)
    note = models.CharField(_("căn cứ của số sửa tay"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "report_wording"
        verbose_name = _("đoạn văn của báo cáo")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["report", "passage", "written_at"], name="wording_by_passage")
        ]

    def __str__(self) -> str:
        title = outline(self.report.kind).title_of(self.passage)
        return f"{title}, {timezone.localtime(self.written_at):%d/%m/%Y %H:%M}"
