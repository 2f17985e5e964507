"""What is due of a member for a month, what they paid, and what a unit handed on. Nothing is deleted."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.secrets import SecretField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Charge(models.Model):
    """What a member owes for a month, in the cell whose roll it stands on. `month` is its first day.

    `amount` is 0 for who is exempt and None where no rule is known. `working` says how it was reckoned; as that
    tells the income it is encrypted. `versions` are the rules it was reckoned under, with ";" between them.
    `settled_on` repeats from which day the receipts that stand pay for it (the first of the month where nothing is
    owed), None while they do not: of the years of a commune few months are open, and those are looked up alone.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="dues_charges")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    path = BytewiseField(max_length=60)
    month = models.DateField(_("tháng"))
    category = models.CharField(_("nhóm đóng"), max_length=40, blank=True)
    exempt = models.BooleanField(_("được miễn"), default=False)
    amount = models.BigIntegerField(_("phải đóng"), null=True, blank=True)
    volunteered = models.BigIntegerField(_("tự nguyện đóng thêm"), default=0)
    working = SecretField(_("cách tính"), blank=True)
    versions = models.CharField(max_length=200, blank=True)
    good_reason = models.CharField(_("lý do chính đáng"), max_length=200, blank=True)
    settled_on = models.DateField(_("đóng đủ từ ngày"), null=True, blank=True, editable=False)

    journal_hides = frozenset({"amount", "volunteered", "working"})

    class Meta:
        db_table = "charge_of_dues"
        ordering = ["month", "pk"]
        verbose_name = _("đảng phí phải đóng")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"],
                name="a_month_is_due_once",
                violation_error_message=_("Tháng này của đảng viên đã có trong danh sách thu."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="dues_are_no_gift",
                violation_error_message=_("Số phải đóng không được âm."),
            ),
        ]
        indexes = [
            # With what a branch is summed up from, so that its rows are not read.
            models.Index(
                fields=["path", "month", "person", "amount", "settled_on", "cell"],
                name="charge_by_path",
            ),
            models.Index(fields=["settled_on"], name="charge_by_settling"),
            models.Index(
                fields=["path", "month"],
                condition=Q(settled_on__isnull=True),
                name="charge_open_by_path",
            ),
            models.Index(
                fields=["person", "month"],
                condition=Q(settled_on__isnull=True),
                name="charge_open_by_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month:%m/%Y}"


class Method(models.TextChoices):
    CASH = "cash", _("Tiền mặt")
    PORTAL = "portal", _("Cổng Dịch vụ công Quốc gia")
    BANK = "bank", _("Tài khoản ngân hàng")


class Payment(models.Model):
    """What a member paid on a day, as a numbered receipt of the cell that took it: for one month or several.
    Numbers run through the year of a cell without a gap; a receipt cancelled keeps its number."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="dues_payments")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    path = BytewiseField(max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số phiếu"))
    paid_on = models.DateField(_("ngày nộp"))
    amount = models.BigIntegerField(_("số tiền"))
    method = models.CharField(_("hình thức"), max_length=8, choices=Method.choices, default="cash")
    received_by = models.CharField(_("người thu"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    cancelled_on = models.DateField(_("ngày hủy"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    journal_hides = frozenset({"amount"})

    class Meta:
        db_table = "receipt_of_dues"
        ordering = ["-paid_on", "-pk"]
        verbose_name = _("phiếu thu đảng phí")
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "year", "number"],
                name="one_receipt_a_number",
                violation_error_message=_("Số phiếu này đã dùng trong năm; tải lại trang."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="a_receipt_is_for_money",
                violation_error_message=_("Số tiền phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_receipt_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy phiếu."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["path", "paid_on", "cancelled_on", "amount", "cell"],
                name="payment_by_path",
            ),
            models.Index(fields=["person", "paid_on"], name="payment_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.full_number}"

    @property
    def full_number(self) -> str:
        return f"{self.number:04d}/{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("dues:receipt", args=[self.pk])


class PaidMonth(models.Model):
    """The part of a payment that is for one month; `person` repeats whose it is."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="months")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    month = models.DateField(_("tháng"))
    amount = models.BigIntegerField(_("số tiền"))

    class Meta:
        db_table = "month_of_receipt"
        ordering = ["month"]
        verbose_name = _("tháng đã đóng")
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "month"],
                name="a_receipt_names_a_month_once",
                violation_error_message=_("Một phiếu ghi mỗi tháng một lần."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="a_paid_month_is_money",
                violation_error_message=_("Số tiền phải lớn hơn 0."),
            ),
        ]
        indexes = [models.Index(fields=["person", "month"], name="paid_month_by_person")]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.month:%m/%Y}"


class Remittance(models.Model):
    """What a unit handed on to the one above for whole months, with what it had collected and what it keeps.

    `until` is the first day no longer covered, `confirmed_on` when the level above said it has the
    money. `collected` and `kept` are frozen as they stood that day; `amount` may differ from what is left with
    a reason.
    """

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="dues_remittances")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="dues_received")
    path = BytewiseField(max_length=60)
    first_month = models.DateField(_("từ tháng"))
    until = models.DateField(_("đến trước tháng"))
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số phiếu"))
    handed_on = models.DateField(_("ngày nộp"))
    collected = models.BigIntegerField(_("đã thu"))
    kept = models.BigIntegerField(_("giữ lại"))
    amount = models.BigIntegerField(_("nộp cấp trên"))
    working = models.CharField(_("cách tính"), max_length=500, blank=True)
    reason = models.CharField(_("lý do số nộp khác số phải nộp"), max_length=200, blank=True)
    method = models.CharField(_("hình thức"), max_length=8, choices=Method.choices, default="cash")
    confirmed_on = models.DateField(_("cấp trên nhận ngày"), null=True, blank=True)
    confirmed_by = models.CharField(_("người nhận"), max_length=120, blank=True)
    cancelled_on = models.DateField(_("ngày hủy"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        db_table = "remittance_of_dues"
        ordering = ["-handed_on", "-pk"]
        verbose_name = _("phiếu nộp đảng phí lên cấp trên")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                name="one_remittance_a_number",
                violation_error_message=_("Số phiếu này đã dùng trong năm; tải lại trang."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("first_month")),
                name="remitted_months_in_order",
                violation_error_message=_("Tháng cuối phải từ tháng đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, kept__gte=0, collected__gte=0),
                name="a_remittance_is_no_debt",
                violation_error_message=_("Số tiền không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(amount=F("collected") - F("kept")) | ~Q(reason=""),
                name="another_amount_has_a_reason",
                violation_error_message=_("Số nộp khác số phải nộp: ghi lý do."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("handed_on")),
                name="received_after_it_was_handed_on",
                violation_error_message=_("Ngày nhận phải từ ngày nộp trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_remittance_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy phiếu."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "handed_on"], name="remittance_by_path"),
            models.Index(fields=["unit", "until"], name="remittance_by_unit"),
            models.Index(fields=["receiver", "handed_on"], name="remittance_by_receiver"),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        return f"{self.number:02d}/{self.year}"

    @property
    def last_month(self) -> date:
        return (self.until - timedelta(days=1)).replace(day=1)

    def get_absolute_url(self) -> str:
        return reverse("dues:remittance", args=[self.pk])
