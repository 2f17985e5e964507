"""The lists inside a member's file: career, relatives, awards, travel, household."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.members.models.person import Person


class CareerEntry(models.Model):
    """One line of the career table. Times are written as on the paper ("8/1998", "2003")."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="career")
    position = models.PositiveSmallIntegerField(default=0)
    since = models.CharField(_("từ"), max_length=20)
    until = models.CharField(_("đến"), max_length=20, blank=True)
    work = models.CharField(_("làm việc gì, chức vụ, nơi làm việc"), max_length=400)

    class Meta:
        db_table = "career_entry"
        ordering = ["person", "position", "pk"]
        verbose_name = _("quá trình công tác")

    def __str__(self) -> str:
        return f"{self.since}–{self.until}: {self.work}"


class Relative(models.Model):
    """One relative as declared in item 22 of the résumé."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="relatives")
    relation = models.CharField(_("quan hệ"), max_length=60)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    born = models.CharField(_("năm sinh"), max_length=20, blank=True)
    native_place = models.CharField(_("quê quán"), max_length=200, blank=True)
    home = models.CharField(_("nơi ở"), max_length=200, blank=True)
    occupation = models.CharField(_("nghề nghiệp"), max_length=200, blank=True)
    is_member = models.BooleanField(_("là đảng viên"), default=False)
    note = models.CharField(_("thái độ chính trị, ghi chú"), max_length=400, blank=True)

    class Meta:
        db_table = "relative"
        ordering = ["person", "pk"]
        verbose_name = _("quan hệ gia đình")

    def __str__(self) -> str:
        return f"{self.relation}: {self.full_name}"


class Award(models.Model):
    """A commendation, medal or badge of the State or the Party, as declared."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="awards")
    year = models.PositiveSmallIntegerField(_("năm"))
    name = models.CharField(_("hình thức khen thưởng"), max_length=200)
    given_by = models.CharField(_("cấp khen thưởng"), max_length=150, blank=True)

    class Meta:
        db_table = "award"
        ordering = ["person", "year", "pk"]
        verbose_name = _("khen thưởng")

    def __str__(self) -> str:
        return f"{self.year}: {self.name}"


class TravelAbroad(models.Model):
    """One stay abroad of item 20."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="travels")
    country = models.CharField(_("nước"), max_length=100)
    purpose = models.CharField(_("nội dung"), max_length=200, blank=True)
    left_on = models.DateField(_("ngày đi"), null=True, blank=True)
    returned_on = models.DateField(_("ngày về"), null=True, blank=True)

    class Meta:
        db_table = "travel_abroad"
        ordering = ["person", "left_on", "pk"]
        verbose_name = _("đi nước ngoài")

    def __str__(self) -> str:
        return self.country


class Household(models.Model):
    """Economic situation declared for a year (phiếu đảng viên, phiếu bổ sung). Money in đồng."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="households")
    year = models.PositiveSmallIntegerField(_("năm"))
    income = models.BigIntegerField(_("tổng thu nhập của hộ"), null=True, blank=True)
    income_per_head = models.BigIntegerField(_("bình quân đầu người"), null=True, blank=True)
    house = models.CharField(_("nhà ở"), max_length=250, blank=True)
    land = models.CharField(_("đất"), max_length=250, blank=True)
    business = models.CharField(_("hoạt động kinh tế"), max_length=250, blank=True)
    assets = models.CharField(_("tài sản có giá trị"), max_length=250, blank=True)

    class Meta:
        db_table = "household"
        ordering = ["person", "year"]
        verbose_name = _("hoàn cảnh kinh tế")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="one_household_a_year",
                violation_error_message=_("Năm này đã kê khai hoàn cảnh kinh tế."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"
