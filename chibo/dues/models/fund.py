"""What a unit has of dues beside what members paid: brought forward, granted, spent. Nothing is deleted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.organisations.models import Organisation


class EntryKind(models.TextChoices):
    BROUGHT = "brought", _("Dư mang sang khi mở sổ")
    GRANTED = "granted", _("Cấp trên cấp, thu khác")
    SPENT = "spent", _("Chi")
    OUT_KEPT = "out_kept", _("Bàn giao số được giữ lại")
    OUT_DUES = "out_dues", _("Bàn giao tiền đã thu, chưa nộp")
    IN_KEPT = "in_kept", _("Nhận bàn giao số được giữ lại")
    IN_DUES = "in_dues", _("Nhận bàn giao tiền đã thu, chưa nộp")


BY_HAND = (EntryKind.BROUGHT, EntryKind.GRANTED, EntryKind.SPENT)
# Written by a reorganisation, and taken back with it.
HANDED_OVER = (EntryKind.OUT_KEPT, EntryKind.OUT_DUES)
TAKEN_OVER = (EntryKind.IN_KEPT, EntryKind.IN_DUES)
MAY_BE_SPENT = (EntryKind.BROUGHT, EntryKind.GRANTED, EntryKind.IN_KEPT)


class FundEntry(models.Model):
    """One entry in the book of a unit's fund; numbers run through its year without a gap, and one cancelled keeps
    its number. `purpose` is a code of dues_spending, of what was spent only."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="dues_fund")
    path = BytewiseField(max_length=60)
    kind = models.CharField(_("loại"), max_length=8, choices=EntryKind.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    on = models.DateField(_("ngày"))
    amount = models.BigIntegerField(_("số tiền"))
    purpose = models.CharField(_("nội dung chi"), max_length=20, blank=True)
    what = models.CharField(_("diễn giải"), max_length=200)
    voucher = models.CharField(_("số chứng từ"), max_length=60, blank=True)
    cancelled_on = models.DateField(_("ngày hủy"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        db_table = "entry_of_dues_fund"
        ordering = ["-on", "-pk"]
        verbose_name = _("dòng quỹ đảng phí")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                name="one_fund_entry_a_number",
                violation_error_message=_("Số này đã dùng trong năm; tải lại trang."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="a_fund_entry_is_money",
                violation_error_message=_("Số tiền phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                condition=Q(kind="spent") & ~Q(purpose="") | ~Q(kind="spent") & Q(purpose=""),
                name="what_is_spent_has_a_purpose",
                violation_error_message=_("Chi thì ghi nội dung chi; thu thì để trống."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_fund_entry_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy."),
            ),
        ]
        indexes = [models.Index(fields=["path", "on"], name="fund_entry_by_path")]

    def __str__(self) -> str:
        return f"{self.full_number}: {self.what}"

    @property
    def full_number(self) -> str:
        return f"{self.number:02d}/{self.year}"
