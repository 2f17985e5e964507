"""Letters of introduction by which members go from one cell to another, and their way through the levels.

A letter moves nobody by itself: the last box makes the movement, or opens the temporary stay. A unit
outside this installation is one box of the route, without an organisation.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.members.models.leave import TemporaryStay
from chibo.members.models.membership import Movement, Status
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class TransferState(models.TextChoices):
    """`handed_over`: out of these books, the unit outside has not yet confirmed."""

    ON_THE_WAY = "on_the_way", _("Đang chuyển")
    HANDED_OVER = "handed_over", _("Chờ xác nhận")
    RECEIVED = "received", _("Đã tiếp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")
    RETURNED = "returned", _("Bị trả lại")


OPEN_STATES = (TransferState.ON_THE_WAY, TransferState.HANDED_OVER)


class Transfer(models.Model):
    """One giấy giới thiệu sinh hoạt đảng. `kind` is a code of the rulebook list transfer_kinds.

    Without `from_cell` the member comes from a unit outside, without `to_cell` goes to one. The units
    are named as on the letter. `scope` is what form 1 divides by: other_province, same_province, or
    internal within a basic organisation. `number_year` is the year whose numbers `number` belongs to.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    kind = models.CharField(_("loại giấy"), max_length=30)
    status = models.CharField(_("tình trạng"), max_length=12, choices=Status.choices)
    number = models.CharField(_("số giấy"), max_length=30)
    number_year = models.PositiveSmallIntegerField(editable=False)
    issuer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters_issued"
    )
    issued_on = models.DateField(_("ngày cấp giấy"))
    valid_until = models.DateField(_("có giá trị đến"))
    from_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters_out"
    )
    from_unit = models.CharField(_("nơi đi"), max_length=420)
    to_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters_in"
    )
    to_unit = models.CharField(_("nơi đến"), max_length=420)
    scope = models.CharField(_("phạm vi"), max_length=20, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    decided_on = models.DateField(_("quyết định có hiệu lực từ"), null=True, blank=True)
    until = models.DateField(_("sinh hoạt tạm thời đến"), null=True, blank=True)
    dues_paid_until = models.DateField(_("đã đóng đảng phí đến hết tháng"), null=True, blank=True)
    presented = models.JSONField(_("giấy tờ kèm theo"), default=list, blank=True)
    state = models.CharField(
        max_length=12, choices=TransferState.choices, default=TransferState.ON_THE_WAY
    )
    closed_on = models.DateField(_("ngày rút, trả lại"), null=True, blank=True)
    close_reason = models.CharField(_("lý do rút, trả lại"), max_length=300, blank=True)
    slip = models.CharField(_("phiếu báo"), max_length=60, blank=True)
    movement = models.OneToOneField(
        Movement, models.PROTECT, null=True, blank=True, related_name="letter"
    )
    stay = models.OneToOneField(
        TemporaryStay, models.PROTECT, null=True, blank=True, related_name="letter"
    )

    class Meta:
        db_table = "transfer_letter"
        verbose_name = _("giấy giới thiệu sinh hoạt đảng")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number", "number_year"],
                condition=Q(issuer__isnull=False),
                name="one_letter_a_number_and_year",
                violation_error_message=_("Số giấy này đã dùng trong năm; ghi số tiếp theo."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="on_the_way"),
                name="one_letter_on_the_way_a_person",
                violation_error_message=_(
                    "Đồng chí này đang có một giấy giới thiệu chưa xong; rút giấy đó trước."
                ),
            ),
            models.CheckConstraint(
                condition=Q(from_cell__isnull=False) | Q(to_cell__isnull=False),
                name="a_letter_leaves_or_arrives_here",
                violation_error_message=_("Chọn chi bộ nơi đi hoặc chi bộ nơi đến."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")),
                name="a_letter_is_valid_when_issued",
                violation_error_message=_("Giấy giới thiệu phải còn giá trị khi cấp."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["withdrawn", "returned"], closed_on__isnull=False)
                | (~Q(state__in=["withdrawn", "returned"]) & Q(closed_on__isnull=True)),
                name="a_letter_taken_back_knows_when",
                violation_error_message=_("Giấy rút hoặc bị trả lại phải có ngày."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "issued_on"], name="letter_by_person"),
            models.Index(fields=["state", "valid_until"], name="letter_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("members:letter", args=[self.pk])

    @property
    def is_arrival(self) -> bool:
        return self.from_cell_id is None

    @property
    def is_departure(self) -> bool:
        return self.to_cell_id is None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Side(models.TextChoices):
    SENDING = "sending", _("Nơi đi")
    RECEIVING = "receiving", _("Nơi đến")


class TransferStep(models.Model):
    """One numbered box of a letter. `path` is the organisation's place in the tree when the letter was
    written; a unit outside has neither. Boxes are filled in order of `position`, from 1."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("ô số"))
    side = models.CharField(max_length=10, choices=Side.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letter_steps"
    )
    path = BytewiseField(max_length=60, blank=True)
    name = models.CharField(_("cấp ủy, đơn vị"), max_length=250)
    acted_on = models.DateField(_("ngày giới thiệu, tiếp nhận"), null=True, blank=True)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        db_table = "transfer_step"
        verbose_name = _("ô giấy giới thiệu")
        ordering = ["transfer", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "position"],
                name="one_box_a_position",
                violation_error_message=_("Mỗi ô của giấy giới thiệu chỉ có một lần."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "transfer"], name="letter_step_by_path"),
            models.Index(
                fields=["path"], condition=Q(acted_on__isnull=True), name="letter_step_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"

    @property
    def is_outside(self) -> bool:
        return self.organisation_id is None
