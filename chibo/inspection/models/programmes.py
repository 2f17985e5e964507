"""The yearly programme of inspection and supervision, in the name of one subject."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.organisations.models import Organisation


class Subject(models.TextChoices):
    """Who inspects (rule inspection.subjects). A cell committee (chi ủy) is not among them."""

    CELL = "cell", _("Chi bộ")
    SECTIONAL = "sectional_committee", _("Đảng ủy bộ phận")
    COMMITTEE = "grassroots_committee", _("Đảng ủy, cấp ủy")
    STANDING = "standing_committee", _("Ban thường vụ")
    INSPECTION = "inspection_committee", _("Ủy ban kiểm tra")
    ADVISORY = "advisory_body", _("Cơ quan tham mưu, giúp việc")


class Nature(models.TextChoices):
    """Two things in law; news add them up."""

    INSPECTION = "inspection", _("Kiểm tra")
    SUPERVISION = "supervision", _("Giám sát")


class Manner(models.TextChoices):
    REGULAR = "regular", _("Thường xuyên")
    THEMATIC = "thematic", _("Theo chuyên đề")
    CAUSE = "cause", _("Khi có dấu hiệu vi phạm")


class ObjectKind(models.TextChoices):
    ORGANISATION = "organisation", _("Tổ chức đảng")
    COMMITTEE = "committee", _("Chi ủy, cấp ủy")
    MEMBER = "member", _("Đảng viên")


class Programme(models.Model):
    """What `unit` plans to inspect in a year as one kind of subject; kept in the books of `keeper`."""

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes_kept")
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programmes", verbose_name=_("chủ thể")
    )
    subject = models.CharField(_("loại chủ thể"), max_length=24, choices=Subject.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.CharField(_("số chương trình"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày ban hành"))

    class Meta:
        db_table = "oversight_programme"
        ordering = ["-year", "unit", "subject"]
        verbose_name = _("chương trình kiểm tra, giám sát")
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "unit", "subject", "year"],
                name="one_programme_a_subject_and_year",
                violation_error_message=_("Chủ thể này đã có chương trình năm đó."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.year}"


class ProgrammeItem(models.Model):
    """One inspection planned. `objects_planned` is how many of that kind; it ends done (inspections point
    here) or dropped with a reason."""

    journal_hides = frozenset({"topic"})

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    nature = models.CharField(_("loại"), max_length=12, choices=Nature.choices)
    manner = models.CharField(_("hình thức"), max_length=10, choices=Manner.choices)
    object_kind = models.CharField(_("đối tượng"), max_length=12, choices=ObjectKind.choices)
    topic = models.CharField(_("nội dung"), max_length=500)
    objects_planned = models.PositiveSmallIntegerField(_("số đối tượng"), default=1)
    starts_on = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"))
    dropped_on = models.DateField(_("thôi làm ngày"), null=True, blank=True)
    drop_reason = models.CharField(_("lý do thôi"), max_length=300, blank=True)

    class Meta:
        db_table = "inspection_item"
        ordering = ["programme", "starts_on", "pk"]
        verbose_name = _("nội dung chương trình")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on")),
                name="an_item_ends_after_its_start",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(drop_reason=""),
                name="an_item_dropped_says_why",
                violation_error_message=_("Ghi lý do thôi làm."),
            ),
            models.CheckConstraint(
                condition=~Q(nature="supervision", manner="cause"),
                name="no_supervision_for_cause_planned",
                violation_error_message=_(
                    "Khi có dấu hiệu vi phạm thì kiểm tra; giám sát chỉ có thường xuyên và theo chuyên đề."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.starts_on:%m/%Y}"
