"""Side states of a member, as dated periods: excused, suspended, temporarily elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class Exemption(Dated):
    """Excused from work and cell life (miễn công tác, sinh hoạt đảng). Temporary ones know their last day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    reason = models.CharField(_("lý do"), max_length=40)
    until = models.DateField(_("được miễn đến"), null=True, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["Exemption"].as_manager()

    class Meta(Dated.Meta):
        db_table = "exemption"
        verbose_name = _("miễn sinh hoạt")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_exemption_a_person",
                violation_error_message=_("Đảng viên đang được miễn sinh hoạt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.started_on:%d/%m/%Y}"


class Suspension(Dated):
    """Suspended from Party activity (đình chỉ sinh hoạt). A suspended member still counts and pays dues."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="suspensions")
    reason = models.CharField(_("lý do"), max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["Suspension"].as_manager()

    class Meta(Dated.Meta):
        db_table = "suspension"
        verbose_name = _("đình chỉ sinh hoạt")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_open_suspension_a_person",
                violation_error_message=_("Đảng viên đang bị đình chỉ sinh hoạt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.started_on:%d/%m/%Y}"


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
        return f"{self.person_id} {self.started_on:%d/%m/%Y}"
