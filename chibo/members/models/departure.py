"""What stands behind leaving the books, decisions that were cancelled, and months that count towards removal."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.documents.models import Paper
from chibo.members.models.membership import Movement, Status
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class Departure(models.Model):
    """The papers behind one movement out of the books. `grounds` is a code of removal_grounds; `evidence`
    holds the lines the removal was decided on, as they read that day."""

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="departure")
    grounds = models.CharField(_("căn cứ xóa tên"), max_length=40, blank=True)
    evidence = models.JSONField(_("chứng cứ"), default=list, blank=True)
    applied_on = models.DateField(_("ngày làm đơn"), null=True, blank=True)
    resolved_on = models.DateField(_("ngày nghị quyết chi bộ"), null=True, blank=True)
    cause = models.CharField(_("nguyên nhân từ trần"), max_length=200, blank=True)
    certificate = models.CharField(_("giấy chứng tử"), max_length=120, blank=True)
    notified_on = models.DateField(_("ngày phiếu báo"), null=True, blank=True)

    class Meta:
        db_table = "departure"
        verbose_name = _("hồ sơ ra khỏi danh sách")
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True)
                | Q(resolved_on__isnull=True)
                | Q(resolved_on__gte=F("applied_on")),
                name="a_cell_considers_leaving_once_asked",
                violation_error_message=_(
                    "Chi bộ xét sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.movement}"


class CancelledMovement(models.Model):
    """A movement whose decision was cancelled: it moved nobody in the end, and the history tells both.

    `details` are those of its Departure. Unlike one entered by mistake it once held.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="cancelled_movements")
    kind = models.CharField(_("biến động"), max_length=30)
    happened_on = models.DateField(_("ngày"))
    from_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    to_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    outside_unit = models.CharField(_("đơn vị ngoài hệ thống"), max_length=250, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quyết định bị hủy"),
    )
    details = models.JSONField(_("chi tiết"), default=dict, blank=True)
    cancelled_on = models.DateField(_("hủy ngày"))
    cancelled_by = models.ForeignKey(
        Paper, models.PROTECT, related_name="+", verbose_name=_("quyết định hủy")
    )
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300)

    class Meta:
        db_table = "cancelled_movement"
        verbose_name = _("biến động bị hủy theo quyết định")
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_on__gte=F("happened_on")),
                name="a_movement_is_cancelled_once_it_held",
                violation_error_message=_(
                    "Quyết định hủy không thể có trước ngày biến động có hiệu lực."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.happened_on:%d/%m/%Y}"


class Inactivity(models.TextChoices):
    ABSENT = "absent", _("Không sinh hoạt")
    UNPAID = "unpaid", _("Không đóng đảng phí")


class InactivityNote(models.Model):
    """One month without cell life or without dues, noted by hand from a paper. `month` is its first day;
    with a good reason it does not count towards removal. Taken back, it keeps why."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="inactivity_notes")
    month = models.DateField(_("tháng"))
    kind = models.CharField(_("việc"), max_length=10, choices=Inactivity.choices)
    good_reason = models.CharField(_("lý do chính đáng"), max_length=200, blank=True)
    source = models.CharField(_("ghi từ"), max_length=200)
    withdrawn = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        db_table = "inactivity_note"
        ordering = ["person", "month", "kind"]
        verbose_name = _("tháng không sinh hoạt, không đóng đảng phí")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month", "kind"],
                condition=Q(withdrawn=""),
                name="one_note_a_month_and_kind",
                violation_error_message=_("Tháng này đã ghi rồi; rút dòng cũ trước khi ghi lại."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="a_month_is_its_first_day",
                violation_error_message=_("Ghi tháng bằng ngày đầu tháng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month:%m/%Y}"
