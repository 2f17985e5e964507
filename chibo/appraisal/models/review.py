"""What was said about one who is rated: the self-review with its score sheet, opinions, weaknesses, praise; and
what was aimed at before the year began."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models.rated import Rated
from chibo.assignments.models import Assignment
from chibo.base.columns import BytewiseField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class SelfReview(models.Model):
    """`form` is a code of rule appraisal.forms; "" before there were forms."""

    rated = models.OneToOneField(Rated, models.PROTECT, related_name="review")
    form = models.CharField(_("mẫu"), max_length=4, blank=True)
    written_on = models.DateField(_("ngày viết"))
    strengths = models.TextField(_("ưu điểm, kết quả đạt được"), max_length=8000)
    weaknesses = models.TextField(_("hạn chế, khuyết điểm"), max_length=8000, blank=True)
    causes = models.TextField(_("nguyên nhân"), max_length=4000, blank=True)
    remedies = models.TextField(_("biện pháp khắc phục"), max_length=4000, blank=True)

    class Meta:
        db_table = "self_review"
        verbose_name = _("bản tự kiểm điểm")

    def __str__(self) -> str:
        return f"{self.rated_id}: {self.written_on:%d/%m/%Y}"


class Score(models.Model):
    """A line of the score sheet: `criterion` is a code of the list appraisal_criteria; `confirmed` is what the
    committee gives."""

    rated = models.ForeignKey(Rated, models.PROTECT, related_name="scores")
    criterion = models.CharField(_("tiêu chí"), max_length=40)
    own = models.DecimalField(_("tự chấm"), max_digits=4, decimal_places=1, null=True, blank=True)
    confirmed = models.DecimalField(
        _("cấp ủy chấm"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    class Meta:
        db_table = "rating_score"
        ordering = ["rated", "pk"]
        verbose_name = _("điểm theo tiêu chí")
        constraints = [
            models.UniqueConstraint(
                fields=["rated", "criterion"],
                name="a_criterion_is_scored_once",
                violation_error_message=_("Tiêu chí này đã có điểm."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rated_id}: {self.criterion}"


class OpinionOf(models.TextChoices):
    MASSES = "masses", _("Tổ chức chính trị - xã hội")
    RESIDENCE = "residence", _("Cấp ủy nơi cư trú")
    AGENCY = "agency", _("Cơ quan, đơn vị công tác")
    SUPERIOR = "superior", _("Cấp trên")
    OTHER = "other", _("Nơi khác")


class Opinion(models.Model):
    """What a mass organisation, the place of residence or somebody above said before the committee rated."""

    rated = models.ForeignKey(Rated, models.PROTECT, related_name="opinions")
    of = models.CharField(_("nơi góp ý"), max_length=10, choices=OpinionOf.choices)
    by_whom = models.CharField(_("tên nơi góp ý"), max_length=250)
    given_on = models.DateField(_("ngày"))
    text = models.TextField(_("nội dung"), max_length=4000)

    class Meta:
        db_table = "rating_opinion"
        ordering = ["given_on", "pk"]
        verbose_name = _("ý kiến về xếp loại")

    def __str__(self) -> str:
        return f"{self.by_whom}, {self.given_on:%d/%m/%Y}"


class Weakness(models.Model):
    """A weakness the rating found, with its cause; the remedy is work given to somebody."""

    rated = models.ForeignKey(Rated, models.PROTECT, related_name="weaknesses")
    what = models.CharField(_("hạn chế, khuyết điểm"), max_length=500)
    cause = models.CharField(_("nguyên nhân"), max_length=500)
    remedy = models.OneToOneField(
        Assignment, models.PROTECT, null=True, blank=True, related_name="weakness"
    )

    class Meta:
        db_table = "rating_weakness"
        ordering = ["rated", "pk"]
        verbose_name = _("hạn chế sau xếp loại")

    def __str__(self) -> str:
        return self.what


class Commendation(models.Model):
    """Somebody proposed for praise because of a rating."""

    rated = models.OneToOneField(Rated, models.PROTECT, related_name="commendation")
    what = models.CharField(_("hình thức đề nghị"), max_length=200)
    proposed_on = models.DateField(_("đề nghị ngày"))
    reason = models.CharField(_("thành tích"), max_length=500)

    class Meta:
        db_table = "rating_commendation"
        ordering = ["proposed_on", "pk"]
        verbose_name = _("đề nghị khen thưởng")

    def __str__(self) -> str:
        return self.what


class Aim(models.Model):
    """The level a unit, or a member (`person`), registered to reach in a year."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="rating_aims")
    path = BytewiseField(max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="rating_aims"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    level = models.CharField(_("mức đăng ký"), max_length=20)
    registered_on = models.DateField(_("đăng ký ngày"))

    class Meta:
        db_table = "rating_aim"
        ordering = ["-year", "pk"]
        verbose_name = _("mức xếp loại đăng ký")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(person__isnull=True),
                name="a_unit_aims_once_a_year",
                violation_error_message=_("Đơn vị đã đăng ký mức của năm này."),
            ),
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(person__isnull=False),
                name="a_member_aims_once_a_year",
                violation_error_message=_("Đảng viên đã đăng ký mức của năm này."),
            ),
        ]
        indexes = [models.Index(fields=["path", "year"], name="rating_aim_by_path")]

    def __str__(self) -> str:
        return f"{self.year}: {self.level}"
