"""Levels of schooling, profession, political theory, titles and languages, with the day they were reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.members.models.person import Person, precision_column


class Ladder(models.TextChoices):
    SCHOOLING = "schooling", _("Giáo dục phổ thông")
    PROFESSIONAL = "professional", _("Chuyên môn")
    THEORY = "theory", _("Lý luận chính trị")
    TITLE = "title", _("Học hàm")
    LANGUAGE = "language", _("Ngoại ngữ")
    MINORITY_LANGUAGE = "minority_language", _("Tiếng dân tộc thiểu số")
    COMPUTING = "computing", _("Tin học")


# The rulebook list of each ladder that has steps; the others are written in words.
LADDERS = {
    Ladder.SCHOOLING.value: "schooling",
    Ladder.PROFESSIONAL.value: "professional_levels",
    Ladder.THEORY.value: "theory_levels",
    Ladder.TITLE.value: "academic_titles",
}


class Qualification(models.Model):
    """One level reached. Only the highest on a ladder is counted; `rank` is its place there.

    A level whose day is unknown (`reached_on` null) counts on every day: papers say it was reached,
    not when.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="qualifications")
    ladder = models.CharField(_("loại trình độ"), max_length=20, choices=Ladder.choices)
    level = models.CharField(_("trình độ"), max_length=30)
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    reached_on = models.DateField(_("đạt ngày"), null=True, blank=True)
    reached_known_to = precision_column()
    major = models.CharField(_("ngành, chuyên ngành"), max_length=150, blank=True)
    school = models.CharField(_("trường, nơi học"), max_length=200, blank=True)
    form = models.CharField(_("hình thức học"), max_length=60, blank=True)
    certificate = models.CharField(_("văn bằng, chứng chỉ"), max_length=120, blank=True)

    class Meta:
        db_table = "qualification"
        verbose_name = _("trình độ")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ladder", "level", "major"],
                name="a_level_is_reached_once",
                violation_error_message=_("Trình độ này đã có trong hồ sơ."),
            )
        ]
        indexes = [
            # With the day, so that what somebody had reached by then is told without touching the rows.
            models.Index(
                fields=["person", "ladder", "rank", "reached_on"], name="qualification_by_rank"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ladder}: {self.level}"
