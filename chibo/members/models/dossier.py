"""The paper dossier of a member as an index: which documents it has, where it lies, who borrowed it.

No scans are kept. The kinds of documents are the rulebook list dossier_documents.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Dated, DatedQuerySet
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class DossierState(models.TextChoices):
    ORIGINAL = "original", _("Có bản gốc")
    COPY = "copy", _("Có bản sao")
    MISSING = "missing", _("Thiếu")
    NOT_NEEDED = "not_needed", _("Không phải có")


class DossierItem(Dated):
    """What was found about one kind of document when the dossier was looked through on `started_on`.
    Found otherwise later, the row ends and another begins. `place` only where it lies apart."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="dossier_items")
    document = models.CharField(_("tài liệu"), max_length=20)
    state = models.CharField(_("tình trạng"), max_length=10, choices=DossierState.choices)
    copies = models.PositiveSmallIntegerField(_("số bản"), null=True, blank=True)
    sheets = models.PositiveSmallIntegerField(_("số tờ"), null=True, blank=True)
    dated_on = models.DateField(_("ngày của tài liệu"), null=True, blank=True)
    place = models.CharField(_("để riêng ở"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    objects = DatedQuerySet["DossierItem"].as_manager()

    class Meta(Dated.Meta):
        db_table = "dossier_item"
        ordering = ["person", "document", "started_on"]
        verbose_name = _("tài liệu trong hồ sơ")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "document"],
                condition=Q(ended_on__isnull=True),
                name="one_finding_a_document",
                violation_error_message=_("Tài liệu này đã ghi trong mục lục."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class DossierPlace(Dated):
    """Who keeps a member's dossier and where it lies: cabinet, shelf, box. A member moves, it moves."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="dossier_places")
    custodian = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cấp ủy giữ hồ sơ"),
    )
    outside_custodian = models.CharField(_("nơi giữ ngoài hệ thống"), max_length=250, blank=True)
    cabinet = models.CharField(_("tủ"), max_length=40, blank=True)
    shelf = models.CharField(_("ngăn"), max_length=40, blank=True)
    box = models.CharField(_("hộp, cặp"), max_length=40, blank=True)
    handover = models.CharField(_("phiếu giao nhận"), max_length=120, blank=True)

    objects = DatedQuerySet["DossierPlace"].as_manager()

    class Meta(Dated.Meta):
        db_table = "dossier_place"
        verbose_name = _("nơi để hồ sơ")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(custodian__isnull=False) | ~Q(outside_custodian=""),
                name="a_dossier_is_kept_by_somebody",
                violation_error_message=_("Ghi cấp ủy giữ hồ sơ, hoặc nơi giữ ngoài hệ thống."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="a_dossier_lies_in_one_place",
                violation_error_message=_("Hồ sơ đã có nơi để; ghi chuyển nơi để."),
            ),
        ]

    def __str__(self) -> str:
        return self.shelf_mark

    @property
    def shelf_mark(self) -> str:
        """ "tủ 2, ngăn 3, hộp 14"."""
        named = (("cabinet", _("tủ")), ("shelf", _("ngăn")), ("box", _("hộp")))
        return ", ".join(
            f"{word} {value}" for name, word in named if (value := getattr(self, name))
        )


class DossierLoan(models.Model):
    """One line of the book of loans (sổ mượn hồ sơ)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="dossier_loans")
    borrower = models.CharField(_("người mượn, đơn vị"), max_length=200)
    purpose = models.CharField(_("mục đích"), max_length=200, blank=True)
    lent_on = models.DateField(_("ngày mượn"))
    due_on = models.DateField(_("hẹn trả"))
    returned_on = models.DateField(_("ngày trả"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        db_table = "dossier_loan"
        ordering = ["-lent_on", "-pk"]
        verbose_name = _("mượn hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("lent_on")),
                name="a_loan_is_due_after_it_began",
                violation_error_message=_("Ngày hẹn trả không được trước ngày mượn."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("lent_on")),
                name="a_dossier_comes_back_after_it_went",
                violation_error_message=_("Ngày trả không được trước ngày mượn."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(returned_on__isnull=True),
                name="one_loan_at_a_time",
                violation_error_message=_("Hồ sơ đang cho mượn; ghi trả rồi mới cho mượn tiếp."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.borrower}"


class SupplementSheet(models.Model):
    """The yearly supplement sheet (phiếu bổ sung, 3-HSĐV) as collected from one member."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="supplement_sheets")
    year = models.PositiveSmallIntegerField(_("năm"))
    collected_on = models.DateField(_("ngày nộp"))
    unchanged = models.BooleanField(_("không thay đổi"), default=False)
    changes = models.TextField(_("thay đổi khai trong phiếu"), max_length=4000, blank=True)

    class Meta:
        db_table = "supplement_sheet"
        ordering = ["person", "-year"]
        verbose_name = _("phiếu bổ sung hồ sơ")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="one_supplement_a_year",
                violation_error_message=_("Phiếu bổ sung của năm này đã thu."),
            ),
            models.CheckConstraint(
                condition=Q(unchanged=True, changes="") | (Q(unchanged=False) & ~Q(changes="")),
                name="a_supplement_tells_changes_or_none",
                violation_error_message=_(
                    "Ghi những gì thay đổi, hoặc chọn “Không thay đổi”; không để trống cả hai."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"
