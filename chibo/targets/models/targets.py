"""What an organisation means to reach in a period, and the numbers it bound itself to, one after another."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.periods import Period
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.targets.models.cohorts import Cohort


class Span(models.TextChoices):
    HALF = "half", _("6 tháng")
    YEAR = "year", _("Năm")
    TERM = "term", _("Nhiệm kỳ, giai đoạn")


class Measure(models.TextChoices):
    AMOUNT = "amount", _("Con số")
    SHARE = "share", _("Tỷ lệ (%)")


class Target(models.Model):
    """Of a figure of the registry (`figure` with its `key`), or of a socio-economic indicator.

    `cohort`: counted among a frozen list of people only. `whole` is the target of the organisation above
    that this one is a part of, `setter` who set it from above; both empty: registered by its own.
    `path` is where the organisation hung then.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="targets", verbose_name=_("đơn vị")
    )
    path = BytewiseField(max_length=60)
    figure = models.CharField(_("số liệu"), max_length=60, blank=True)
    key = models.CharField(_("khóa của số liệu"), max_length=60, blank=True)
    indicator = models.CharField(_("chỉ số"), max_length=60, blank=True)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    measure = models.CharField(
        _("cách đo"), max_length=6, choices=Measure.choices, default=Measure.AMOUNT
    )
    span = models.CharField(_("loại kỳ"), max_length=4, choices=Span.choices)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    whole = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    setter = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="targets_set"
    )
    ended_on = models.DateField(_("thôi từ ngày"), null=True, blank=True)
    end_reason = models.CharField(_("lý do thôi"), max_length=300, blank=True)

    class Meta:
        db_table = "target"
        ordering = ["-first_day", "pk"]
        verbose_name = _("chỉ tiêu")
        constraints = [
            models.CheckConstraint(
                condition=~Q(figure="") & Q(indicator="")
                | Q(figure="", key="", cohort__isnull=True) & ~Q(indicator=""),
                name="a_target_is_of_one_number",
                violation_error_message=_("Chỉ tiêu của một số liệu, hoặc của một chỉ số."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_target_runs_forward",
                violation_error_message=_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="a_target_given_up_says_why",
                violation_error_message=_("Ghi lý do thôi chỉ tiêu."),
            ),
            models.UniqueConstraint(
                fields=[
                    "organisation", "figure", "key", "indicator", "measure", "first_day", "last_day",
                ],
                condition=Q(cohort__isnull=True, ended_on__isnull=True),
                name="one_target_a_number_and_period",
                violation_error_message=_("Đơn vị đã có chỉ tiêu này cho kỳ ấy."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "figure", "key", "cohort", "first_day", "last_day"],
                condition=Q(cohort__isnull=False, ended_on__isnull=True),
                name="one_target_a_cohort_and_period",
                violation_error_message=_("Đơn vị đã có chỉ tiêu này cho nhóm và kỳ ấy."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["path", "first_day"], name="target_by_path"),
            models.Index(fields=["organisation", "last_day"], name="target_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.figure or self.indicator}{self.key and f':{self.key}'} {self.period.code}"

    def get_absolute_url(self) -> str:
        return reverse("targets:page", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)

    @property
    def about(self) -> tuple[str, str, str, str, int | None]:
        """What number it is of: the same in the whole, in its parts, and in units that set it by themselves."""
        return (self.figure, self.key, self.indicator, self.measure, self.cohort_id)


class TargetVersion(models.Model):
    """The number as proposed once: at least `least`, at most `most`, between both. In force from the day it
    was approved until another is; never rewritten. Who proposed it, `proposer`, does not approve it."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("lần ghi"))
    least = models.DecimalField(
        _("ít nhất"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    most = models.DecimalField(
        _("nhiều nhất"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    proposed_on = models.DateField(_("ngày đăng ký"))
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("lý do thay đổi"), max_length=300, blank=True)
    approved_on = models.DateField(_("ngày duyệt"), null=True, blank=True)
    returned_on = models.DateField(_("ngày trả lại"), null=True, blank=True)
    said = models.CharField(_("ý kiến khi duyệt"), max_length=300, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "target_version"
        ordering = ["target", "number"]
        verbose_name = _("số đăng ký của chỉ tiêu")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "number"],
                name="target_versions_are_counted",
                violation_error_message=_("Lần ghi này đã có."),
            ),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(approved_on__isnull=True, returned_on__isnull=True),
                name="one_version_waits",
                violation_error_message=_("Chỉ tiêu đang có một số chờ duyệt."),
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=False) | Q(most__isnull=False),
                name="a_target_has_a_number",
                violation_error_message=_("Ghi số ít nhất, nhiều nhất, hoặc cả hai."),
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(most__gte=F("least")),
                name="a_target_range_goes_up",
                violation_error_message=_("Số trên của chỉ tiêu không được nhỏ hơn số dưới."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="a_changed_target_says_why",
                violation_error_message=_("Ghi lý do thay đổi chỉ tiêu."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(approved_on__isnull=True) & ~Q(said=""),
                name="a_returned_target_says_why",
                violation_error_message=_("Ghi lý do trả lại; số đã duyệt thì không trả lại nữa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.number}"

    @property
    def waits(self) -> bool:
        return self.approved_on is None and self.returned_on is None

    def is_met_by(self, value: Decimal) -> bool:
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )
