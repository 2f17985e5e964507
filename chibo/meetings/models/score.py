"""How good a meeting was: a sheet of points, as the cell or the committee above gave them."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.meetings.models.meeting import Meeting
from chibo.rulebook.queries import rule_of_version


class Score(models.Model):
    """`sheet` and `levels` are the versions of the rules it was scored under. `lines` keeps the sheet as it
    was filled, a dict per line: key, criterion, label, most, points (null: not yet), suggested (null: no
    facts), counts (false: not asked that month), why, note. `total` is of `most`, over lines that count.
    `level` is a code of the rule, empty until every line that counts has points.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="scores")
    by_committee = models.BooleanField(_("cấp trên chấm"), default=False)
    sheet = models.CharField(max_length=60)
    levels = models.CharField(max_length=60)
    lines = models.JSONField(_("các mục điểm"))
    total = models.PositiveSmallIntegerField(_("tổng điểm"))
    most = models.PositiveSmallIntegerField(_("điểm tối đa"))
    level = models.CharField(_("mức"), max_length=20, blank=True)

    class Meta:
        db_table = "meeting_score"
        ordering = ["meeting", "by_committee"]
        verbose_name = _("bảng chấm điểm buổi sinh hoạt")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "by_committee"],
                name="a_meeting_is_scored_once_by_each",
                violation_error_message=_("Buổi này đã chấm điểm."),
            ),
            models.CheckConstraint(
                condition=Q(total__lte=F("most")),
                name="no_more_points_than_the_sheet_has",
                violation_error_message=_("Tổng điểm vượt điểm tối đa của bảng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.total}/{self.most}"

    @property
    def missing(self) -> int:
        """How many lines that count have no points yet."""
        return sum(line["counts"] and line["points"] is None for line in self.lines)

    @property
    def level_label(self) -> str:
        rows: tuple[Any, ...] = rule_of_version(self.levels).entries()
        return next((str(row["label"]) for row in rows if row["code"] == self.level), "")
