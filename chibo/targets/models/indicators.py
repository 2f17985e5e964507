"""Socio-economic indicators: what a place reached in a year, in which unit, and who says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.organisations.models import Organisation, Place


class OwnIndicator(models.Model):
    """An indicator added by an administrator beside those of the rulebook list `indicators`."""

    code = models.CharField(_("mã"), max_length=60, unique=True)
    label = models.CharField(_("tên chỉ số"), max_length=120)
    unit = models.CharField(_("đơn vị tính"), max_length=60)
    places = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    up = models.BooleanField(_("càng cao càng tốt"), default=True)
    meaning = models.CharField(_("cách tính"), max_length=300, blank=True)
    added_on = models.DateField(_("thêm ngày"))

    class Meta:
        db_table = "own_indicator"
        ordering = ["label"]
        verbose_name = _("chỉ số thêm tại nơi cài đặt")
        constraints = [
            models.CheckConstraint(
                condition=Q(places__lte=3),
                name="an_indicator_has_few_decimals",
                violation_error_message=_("Nhiều nhất 3 chữ số thập phân."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class IndicatorValue(models.Model):
    """Of the area of an organisation, or of one place in it; said on `told_on` by `source`. One said anew is
    another row: the old one is withdrawn with the reason."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="indicator_values", verbose_name=_("đơn vị")
    )
    path = BytewiseField(max_length=60)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="indicator_values"
    )
    indicator = models.CharField(_("chỉ số"), max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.DecimalField(_("giá trị"), max_digits=16, decimal_places=3)
    told_on = models.DateField(_("ngày công bố"))
    source = models.CharField(_("nguồn"), max_length=200)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    withdrawn_on = models.DateField(_("thay, rút ngày"), null=True, blank=True)
    withdraw_reason = models.CharField(_("lý do thay, rút"), max_length=300, blank=True)

    class Meta:
        db_table = "indicator_value"
        ordering = ["indicator", "-year", "-told_on", "pk"]
        verbose_name = _("giá trị chỉ số")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "year"],
                condition=Q(place__isnull=True, withdrawn_on__isnull=True),
                name="one_value_a_unit_and_year",
                violation_error_message=_("Năm này đã có giá trị; sửa thì ghi lý do."),
            ),
            models.UniqueConstraint(
                fields=["place", "indicator", "year"],
                condition=Q(place__isnull=False, withdrawn_on__isnull=True),
                name="one_value_a_place_and_year",
                violation_error_message=_("Năm này địa bàn đã có giá trị; sửa thì ghi lý do."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdraw_reason=""),
                name="a_value_withdrawn_says_why",
                violation_error_message=_("Ghi lý do thay, rút giá trị."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "indicator", "year"], name="indicator_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"
