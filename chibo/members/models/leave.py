"""Side states of a member, as dated periods: excused, suspended, temporarily elsewhere."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class Outcome(models.TextChoices):
    RETURNED = "returned", _("Trở lại sinh hoạt")
    EXTENDED = "extended", _("Gia hạn")
    DISCIPLINED = "disciplined", _("Chuyển sang xử lý kỷ luật")
    CANCELLED = "cancelled", _("Hủy quyết định")


class DecidedLeave(Dated):
    """A leave that a decision grants, extends, ends or cancels. `until` is its last day as decided,
    `ended_on` the day it really ended; `outcome` is empty while it lasts or when leaving the books ended it.
    An extension is a row of its own that `extends` the one before."""

    until = models.DateField(_("thời hạn đến"), null=True, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    extends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="extended_by"
    )
    outcome = models.CharField(_("kết thúc vì"), max_length=12, choices=Outcome.choices, blank=True)
    end_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    end_paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quyết định kết thúc"),
    )

    class Meta(Dated.Meta):
        abstract = True
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="") | Q(ended_on__isnull=False),
                name="%(class)s_with_an_outcome_has_ended",
                violation_error_message=_("Ghi ngày kết thúc cùng với kết quả."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="cancelled") | Q(end_paper__isnull=False),
                name="%(class)s_is_cancelled_by_a_paper",
                violation_error_message=_("Hủy quyết định phải có văn bản hủy."),
            ),
        ]


class Exemption(DecidedLeave):
    """Excused from work and cell life (miễn công tác, sinh hoạt đảng). Temporary ones know their last day.
    What it rests on: the application, the medical paper where health is the reason, the cell's resolution."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    reason = models.CharField(_("lý do"), max_length=40)
    applied_on = models.DateField(_("ngày làm đơn"), null=True, blank=True)
    medical_paper = models.CharField(_("giấy tờ y tế"), max_length=200, blank=True)
    resolved_on = models.DateField(_("ngày nghị quyết chi bộ"), null=True, blank=True)

    objects = DatedQuerySet["Exemption"].as_manager()

    class Meta(DecidedLeave.Meta):
        db_table = "exemption"
        verbose_name = _("miễn sinh hoạt")
        constraints = [
            *DecidedLeave.Meta.constraints,
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True)
                | Q(resolved_on__isnull=True)
                | Q(resolved_on__gte=F("applied_on")),
                name="a_cell_considers_an_application_it_has",
                violation_error_message=_(
                    "Chi bộ xét miễn sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn."
                ),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_exemption_a_person",
                violation_error_message=_("Đảng viên đang được miễn sinh hoạt."),
            ),
        ]
        # Most of them have no end decided: those that have are few among all.
        indexes = [
            models.Index(
                fields=["until"], name="exemption_by_end", condition=Q(until__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.started_on:%d/%m/%Y}"


class Suspension(DecidedLeave):
    """Suspended from Party activity (đình chỉ sinh hoạt). A suspended member still counts and pays dues."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="suspensions")
    reason = models.CharField(_("lý do"), max_length=300)

    objects = DatedQuerySet["Suspension"].as_manager()

    class Meta(DecidedLeave.Meta):
        db_table = "suspension"
        verbose_name = _("đình chỉ sinh hoạt")
        constraints = [
            *DecidedLeave.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_suspension_a_person",
                violation_error_message=_("Đảng viên đang bị đình chỉ sinh hoạt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.started_on:%d/%m/%Y}"


class TemporaryStay(Dated):
    """Cell life elsewhere for a time. The member is still counted and votes at home."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="temporary_stays")
    cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="temporary_members"
    )
    outside_unit = models.CharField(_("đơn vị ngoài hệ thống"), max_length=250, blank=True)
    until = models.DateField(_("thời hạn đến"), null=True, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["TemporaryStay"].as_manager()

    class Meta(Dated.Meta):
        db_table = "temporary_stay"
        verbose_name = _("sinh hoạt tạm thời")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cell__isnull=False) | ~Q(outside_unit=""),
                name="a_temporary_stay_is_somewhere",
                violation_error_message=_("Ghi chi bộ hoặc đơn vị nơi sinh hoạt tạm thời."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_temporary_stay_at_a_time",
                violation_error_message=_("Đảng viên đang sinh hoạt tạm thời ở một nơi khác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.started_on:%d/%m/%Y}"
