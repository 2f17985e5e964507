"""Decisions and papers as a register: what the paper says about itself, and what it carries out."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.organisations.models import Organisation


class Paper(models.Model):
    """One paper. Its key is number + symbol + issuer + date: 12-HD/BTCTW exists for 2012, 2018 and 2022.

    `keeper` is the organisation whose register holds it; `issuer_name` is as printed, `issuer` is set
    when the issuer is an organisation of this installation. `level` is the issuer's: centre, province…
    """

    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="kept_papers", verbose_name=_("sổ của")
    )
    number = models.CharField(_("số"), max_length=20)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    kind = models.CharField(_("loại văn bản"), max_length=30)
    issuer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="issued_papers"
    )
    issuer_name = models.CharField(_("cơ quan ban hành"), max_length=200)
    level = models.CharField(_("cấp ban hành"), max_length=30, blank=True)
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    summary = models.CharField(_("trích yếu"), max_length=500)
    summary_folded = BytewiseField(max_length=600, editable=False)
    secrecy = models.CharField(_("độ mật"), max_length=20, default="none")
    signed_by = models.CharField(_("người ký"), max_length=120, blank=True)
    implements = models.ManyToManyField(
        "self", symmetrical=False, related_name="implemented_by", blank=True
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    cancelled_on = models.DateField(_("hủy ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        db_table = "paper"
        verbose_name = _("văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "number", "symbol", "issuer_name", "issued_on"],
                name="one_paper_a_number_issuer_and_day",
                violation_error_message=_(
                    "Sổ đã có văn bản cùng số, ký hiệu, cơ quan và ngày ban hành."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_cancelled_paper_says_why",
                violation_error_message=_("Hủy văn bản phải ghi lý do."),
            ),
        ]
        indexes = [
            models.Index(fields=["keeper", "issued_on"], name="paper_by_keeper"),
            models.Index(fields=["number", "symbol"], name="paper_by_number"),
            models.Index(fields=["summary_folded"], name="paper_by_summary"),
        ]

    def __str__(self) -> str:
        return f"{self.full_number} ngày {self.issued_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("documents:page", args=[self.pk])

    def is_cancelled(self, on: date) -> bool:
        """By the close of that day: a paper cancelled later was in force then."""
        return self.cancelled_on is not None and self.cancelled_on <= on

    @property
    def full_number(self) -> str:
        return f"{self.number}-{self.symbol}"


class NumberSeries(models.Model):
    """Numbers an organisation gives its own papers of one kind, from 01 on, through one term ("2025-2030"):
    rule documents.number_restarts. `last` is the number given last."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="number_series")
    kind = models.CharField(_("loại văn bản"), max_length=30)
    term = models.CharField(_("nhiệm kỳ"), max_length=9)
    last = models.PositiveIntegerField(_("số đã cấp gần nhất"), default=0)

    class Meta:
        db_table = "paper_number_series"
        verbose_name = _("dãy số văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "term"],
                name="one_series_a_kind_and_term",
                violation_error_message=_("Thể loại này đã có dãy số trong nhiệm kỳ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.term}"


class GivenNumber(models.Model):
    """A number given to a paper when it was issued; a cancelled paper keeps it."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="given")
    number = models.PositiveIntegerField(_("số"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="given_number")

    class Meta:
        db_table = "paper_given_number"
        verbose_name = _("số văn bản đã cấp")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="a_number_is_given_once",
                violation_error_message=_("Số này đã cấp cho văn bản khác trong nhiệm kỳ."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class Audience(models.TextChoices):
    ALL = "all", _("Tất cả chi bộ")
    KINDS = "kinds", _("Chi bộ theo loại hình")
    CHOSEN = "chosen", _("Chi bộ được chọn")


class Circulation(models.Model):
    """A committee asks cells below it to make a paper known at their meetings until `due_on`. Which cells
    is frozen on `asked_on` (CirculatedTo); `path` is where the committee hung then. Whether a cell did is
    read off its meetings."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="circulations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="circulations", verbose_name=_("cấp ủy")
    )
    path = BytewiseField(max_length=60)
    audience = models.CharField(_("nơi nhận"), max_length=10, choices=Audience.choices)
    asked_on = models.DateField(_("giao phổ biến ngày"))
    due_on = models.DateField(_("phổ biến xong trước ngày"))
    remark = models.CharField(_("nội dung cần nhấn mạnh"), max_length=500, blank=True)
    withdrawn_on = models.DateField(_("thôi giao ngày"), null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do thôi giao"), max_length=300, blank=True)

    class Meta:
        db_table = "paper_circulation"
        ordering = ["-asked_on", "-pk"]
        verbose_name = _("đợt phổ biến văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "organisation"],
                condition=Q(withdrawn_on__isnull=True),
                name="a_paper_is_circulated_once",
                violation_error_message=_(
                    "Văn bản này đã giao chi bộ phổ biến; muốn giao lại thì thôi đợt đang có trước."
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="circulation_is_due_after_it_is_asked",
                violation_error_message=_("Hạn phổ biến phải từ ngày giao trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdraw_reason=""),
                name="a_circulation_withdrawn_says_why",
                violation_error_message=_("Ghi lý do thôi giao phổ biến."),
            ),
        ]
        indexes = [models.Index(fields=["path", "asked_on"], name="circulation_by_path")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.asked_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:circulation", args=[self.pk])


class CirculatedTo(models.Model):
    """A cell a paper was sent round to, where it hung that day."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="cells")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    path = BytewiseField(max_length=60)

    class Meta:
        db_table = "paper_circulated_to"
        verbose_name = _("chi bộ phải phổ biến")
        constraints = [
            models.UniqueConstraint(
                fields=["circulation", "cell"],
                name="a_paper_comes_to_a_cell_once",
                violation_error_message=_("Chi bộ này đã có trong đợt phổ biến."),
            )
        ]
        indexes = [models.Index(fields=["cell", "circulation"], name="circulated_to_by_cell")]

    def __str__(self) -> str:
        return f"{self.circulation_id}: {self.cell_id}"
