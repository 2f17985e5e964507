"""Party organisations. What they are called and where they hang in the tree are dated facts."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.dated import Cited, Dated, DatedQuerySet

SEGMENT = 5  # base-36 digits of a tree path per level: 60 million organisations


class Organisation(models.Model):
    """One Party organisation through all its names and places in the tree.

    `records_from` is the first day its member books say anything about: before it figures are
    unknown, not zero.
    """

    founded_on = models.DateField(_("ngày thành lập"))
    dissolved_on = models.DateField(_("ngày kết thúc"), null=True, blank=True)
    dissolution_number = models.CharField(_("số quyết định kết thúc"), max_length=60, blank=True)
    dissolution_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    records_from = models.DateField(_("sổ bắt đầu từ"), null=True, blank=True)

    class Meta:
        db_table = "organisation"
        verbose_name = _("tổ chức đảng")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gte=F("founded_on")),
                name="organisation_ends_after_founding",
                violation_error_message=_("Ngày giải thể phải sau ngày thành lập."),
            )
        ]

    def __str__(self) -> str:
        latest = self.profiles.order_by("-started_on").first()
        return latest.name if latest else f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:page", args=[self.pk])

    @property
    def segment(self) -> str:
        """This organisation's piece of every tree path that passes through it."""
        digits, number = "", self.pk
        while number:
            number, rest = divmod(number, 36)
            digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
        return digits.rjust(SEGMENT, "0")


class Profile(Dated, Cited):
    """What an organisation was called, what kind it was and its code, over a period."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="profiles")
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=100)
    name_folded = BytewiseField(max_length=200, editable=False)
    kind = models.CharField(_("loại tổ chức"), max_length=30)
    base_type = models.CharField(_("loại hình"), max_length=30, blank=True)
    code = models.CharField(_("mã tổ chức"), max_length=14, blank=True)

    objects = DatedQuerySet["Profile"].as_manager()

    class Meta(Dated.Meta):
        db_table = "organisation_profile"
        verbose_name = _("tên và loại tổ chức")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on__isnull=True),
                name="one_open_profile_an_organisation",
                violation_error_message=_("Tổ chức này đang có một tên khác còn hiệu lực."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(ended_on__isnull=True) & ~Q(code=""),
                name="one_organisation_a_code",
                violation_error_message=_("Mã tổ chức này đã dùng cho một tổ chức khác."),
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(code__regex=r"^\d{14}$"),
                name="code_has_14_digits",
                violation_error_message=_("Mã tổ chức có 14 chữ số, viết như 38.168.053.000.001."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "started_on"], name="profile_by_organisation"),
            models.Index(fields=["name_folded"], name="profile_by_folded_name"),
            models.Index(fields=["code"], name="profile_by_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dotted_code(self) -> str:
        c = self.code
        return ".".join([c[:2], c[2:5], c[5:8], c[8:11], c[11:]]) if c else ""


class Placement(Dated, Cited):
    """Where an organisation hung in the tree over a period. `path` is its ancestors' segments and its own."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="child_placements"
    )
    path = BytewiseField(max_length=60)

    objects = DatedQuerySet["Placement"].as_manager()

    class Meta(Dated.Meta):
        db_table = "organisation_placement"
        verbose_name = _("vị trí trong cây tổ chức")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on__isnull=True),
                name="one_open_placement_an_organisation",
                violation_error_message=_("Tổ chức này đang trực thuộc một tổ chức khác."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("organisation")),
                name="not_its_own_parent",
                violation_error_message=_("Một tổ chức không thể trực thuộc chính nó."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "started_on"], name="placement_by_path"),
            models.Index(fields=["organisation", "started_on"], name="placement_by_organisation"),
            models.Index(fields=["parent", "started_on"], name="placement_by_parent"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def depth(self) -> int:
        return len(self.path) // SEGMENT
