"""A round of rating: whom a committee rates for a year or a quarter, and the decisions it comes to."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import add_months


class Cycle(models.Model):
    """`organisation` decides; `path` is where it hung on the day the list was frozen. `quarter` 0 is the year.

    `told`: decided before this installation kept the record, so there are no proposals, and its numbers may
    stand above the cap of its year, where that is not confirmed, when `over_cap_reason` says why.
    `special_reason` flags the case for which the rulebook allows a higher cap.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="rating_cycles", verbose_name=_("nơi xếp loại")
    )
    path = BytewiseField(max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    quarter = models.PositiveSmallIntegerField(_("quý"), default=0)
    frozen_on = models.DateField(_("chốt danh sách ngày"))
    cells_by = models.DateField(_("chi bộ họp xong trước ngày"), null=True, blank=True)
    decide_by = models.DateField(_("quyết định trước ngày"), null=True, blank=True)
    told = models.BooleanField(_("ghi lại kết quả đã có"), default=False)
    special_reason = models.CharField(
        _("căn cứ áp dụng tỷ lệ đặc biệt"), max_length=500, blank=True
    )
    over_cap_reason = models.CharField(
        _("vì sao vượt tỷ lệ của năm ấy"), max_length=500, blank=True
    )
    cancelled_on = models.DateField(_("thôi ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do thôi"), max_length=300, blank=True)

    class Meta:
        db_table = "rating_cycle"
        ordering = ["-year", "-quarter", "pk"]
        verbose_name = _("kỳ xếp loại")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "quarter"],
                condition=Q(cancelled_on__isnull=True),
                name="one_rating_cycle_a_period",
                violation_error_message=_("Đã mở kỳ xếp loại này; mở kỳ đó để ghi tiếp."),
            ),
            models.CheckConstraint(
                condition=Q(quarter__range=(0, 4)),
                name="a_rating_is_of_a_year_or_a_quarter",
                violation_error_message=_("Quý từ 1 đến 4; để trống nếu xếp loại cả năm."),
            ),
            models.CheckConstraint(
                condition=Q(cells_by__isnull=True)
                | Q(decide_by__isnull=True)
                | Q(decide_by__gte=F("cells_by")),
                name="cells_propose_before_the_committee_decides",
                violation_error_message=_("Ngày quyết định phải từ ngày chi bộ họp xong trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_rating_cycle_given_up_says_why",
                violation_error_message=_("Ghi lý do thôi kỳ xếp loại."),
            ),
        ]
        indexes = [models.Index(fields=["path", "year"], name="rating_cycle_by_path")]

    def __str__(self) -> str:
        return _now("Xếp loại {period}").format(period=self.period_words)

    def get_absolute_url(self) -> str:
        return reverse("appraisal:board", args=[self.pk])

    @property
    def period_words(self) -> str:
        if self.quarter:
            return _now("quý {quarter}/{year}").format(quarter=self.quarter, year=self.year)
        return _now("năm {year}").format(year=self.year)

    @property
    def last_day(self) -> date:
        """The last day rated: what the rulebook and the lists of levels are asked for."""
        if not self.quarter:
            return date(self.year, 12, 31)
        last_month = date(self.year, 3 * self.quarter, 1)
        return add_months(last_month, 1) - timedelta(days=1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)


class Decision(models.Model):
    """A committee decided on some of those listed. Withdrawn ones leave no rating standing."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="decisions")
    decided_on = models.DateField(_("ngày quyết định"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="rating_decisions"
    )
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=250, blank=True)
    withdrawn_on = models.DateField(_("thu hồi ngày"), null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)

    class Meta:
        db_table = "rating_decision"
        ordering = ["decided_on", "pk"]
        verbose_name = _("quyết định xếp loại")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdraw_reason=""),
                name="a_rating_decision_withdrawn_says_why",
                violation_error_message=_("Ghi lý do thu hồi quyết định."),
            )
        ]

    def __str__(self) -> str:
        return _now("Quyết định xếp loại ngày {day}").format(
            day=self.decided_on.strftime("%d/%m/%Y")
        )
