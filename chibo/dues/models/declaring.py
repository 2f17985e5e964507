"""What dues are reckoned from: what a member declared, reliefs decided, and what applies at a unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Cited, Dated, DatedQuerySet
from chibo.base.secrets import SecretField
from chibo.members.models import Person
from chibo.organisations.models import Organisation

ZONES = ((1, _("Vùng I")), (2, _("Vùng II")), (3, _("Vùng III")), (4, _("Vùng IV")))
WHOLE = 100


class Declaration(Dated):
    """A member's category and declared base, from the first day of a month on.

    `base` is the monthly amount in đồng the rate is taken of and `pay` what a pensioner earns besides; both are
    encrypted and never in the journal. `by_hand` is the monthly amount where no rule is known, with its reason.
    `volunteered` is paid besides and never owed. One declared again from the same month lasts no day.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="dues_declarations")
    category = models.CharField(_("nhóm đóng"), max_length=40)
    base = SecretField(_("thu nhập làm căn cứ"), blank=True)
    pay = SecretField(_("tiền công đi làm thêm"), blank=True)
    by_hand = models.BigIntegerField(_("mức đóng ghi tay"), null=True, blank=True)
    hand_reason = models.CharField(_("lý do ghi tay"), max_length=200, blank=True)
    volunteered = models.BigIntegerField(_("tự nguyện đóng thêm"), default=0)
    volunteer_note = models.CharField(_("căn cứ tự nguyện"), max_length=200, blank=True)
    declared_on = models.DateField(_("ngày khai"))

    journal_hides = frozenset({"base", "pay", "by_hand", "volunteered"})

    objects = DatedQuerySet["Declaration"].as_manager()

    class Meta(Dated.Meta):
        db_table = "declaration_of_dues"
        verbose_name = _("khai căn cứ đóng đảng phí")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_declaration_a_member",
                violation_error_message=_("Đảng viên này đang có một bản khai còn hiệu lực."),
            ),
            models.CheckConstraint(
                condition=Q(by_hand__isnull=True) | (Q(by_hand__gte=0) & ~Q(hand_reason="")),
                name="an_amount_by_hand_has_a_reason",
                violation_error_message=_("Ghi lý do vì sao mức đóng được ghi bằng tay."),
            ),
            models.CheckConstraint(
                condition=Q(volunteered__gte=0),
                name="what_is_volunteered_is_no_debt",
                violation_error_message=_("Số tự nguyện đóng thêm không được âm."),
            ),
        ]
        indexes = [models.Index(fields=["person", "started_on"], name="declaration_by_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.started_on:%m/%Y}"

    @property
    def base_amount(self) -> int | None:
        return int(self.base) if self.base else None

    @property
    def pay_amount(self) -> int | None:
        return int(self.pay) if self.pay else None


class ReliefKind(models.TextChoices):
    EXEMPT = "exempt", _("Miễn")
    REDUCED = "reduced", _("Giảm")


class Relief(Dated, Cited):
    """Dues remitted or reduced by a decision for whole months; `ended_on` is the first day they are due again.
    Fifty years of Party age need no row."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="dues_reliefs")
    kind = models.CharField(_("miễn hay giảm"), max_length=8, choices=ReliefKind.choices)
    case = models.CharField(_("trường hợp miễn"), max_length=30, blank=True)
    percent = models.PositiveSmallIntegerField(_("giảm (%)"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300)
    applied_on = models.DateField(_("ngày làm đơn"), null=True, blank=True)
    cut_reason = models.CharField(_("lý do thôi sớm"), max_length=300, blank=True)
    cancelled_on = models.DateField(_("ngày hủy"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    objects = DatedQuerySet["Relief"].as_manager()

    class Meta(Dated.Meta):
        db_table = "relief_of_dues"
        ordering = ["-started_on", "-pk"]
        verbose_name = _("miễn, giảm đảng phí")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="reduced", percent__isnull=False, case="")
                | (Q(kind="exempt", percent__isnull=True) & ~Q(case="")),
                name="a_relief_says_how_much",
                violation_error_message=_("Giảm thì ghi mức giảm; miễn thì ghi trường hợp miễn."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False, decided_on__isnull=False),
                name="a_relief_is_decided_and_ends",
                violation_error_message=_("Miễn, giảm phải có ngày quyết định và thời hạn."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_relief_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "started_on"], name="relief_by_person"),
            models.Index(fields=["ended_on"], name="relief_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.started_on:%m/%Y}"


class DuesTerms(Dated, Cited):
    """What applies at a unit and below it: the zone of the minimum wage; and what the unit itself keeps, where
    the rulebook does not say. Citing who decided it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="dues_terms")
    wage_zone = models.PositiveSmallIntegerField(
        _("vùng lương tối thiểu"), null=True, blank=True, choices=ZONES
    )
    keeps = models.PositiveSmallIntegerField(_("được giữ lại (%)"), null=True, blank=True)

    objects = DatedQuerySet["DuesTerms"].as_manager()

    class Meta(Dated.Meta):
        db_table = "dues_terms"
        verbose_name = _("vùng và tỷ lệ giữ lại")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on__isnull=True),
                name="one_open_dues_terms_a_unit",
                violation_error_message=_("Đơn vị này đang có một mức còn hiệu lực."),
            ),
            models.CheckConstraint(
                condition=Q(keeps__isnull=True) | Q(keeps__lte=WHOLE),
                name="nobody_keeps_more_than_all",
                violation_error_message=_("Tỷ lệ giữ lại từ 0 đến 100%."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.started_on:%m/%Y}"
