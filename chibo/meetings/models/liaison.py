"""Committee members who follow cells and villages, and when they came to the meetings there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.meetings.models.meeting import Meeting
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place


class Liaison(Dated):
    """A member of `committee` assigned to follow a cell, or a village whether or not it has one.

    `topic` is what to look at beside everything else ("di dời hộ dân khu vực thác").
    """

    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="liaisons")
    person = models.ForeignKey(Person, models.PROTECT, related_name="liaisons")
    cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    topic = models.CharField(_("nội dung theo dõi riêng"), max_length=300, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(_("lý do thôi phụ trách"), max_length=200, blank=True)

    objects = DatedQuerySet["Liaison"].as_manager()

    class Meta(Dated.Meta):
        db_table = "liaison"
        verbose_name = _("phân công cấp ủy viên phụ trách")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cell__isnull=False, place__isnull=True)
                | Q(cell__isnull=True, place__isnull=False),
                name="a_liaison_follows_one",
                violation_error_message=_("Chọn một chi bộ hoặc một thôn, bản."),
            ),
            models.UniqueConstraint(
                fields=["person", "cell", "place"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="a_liaison_is_assigned_once",
                violation_error_message=_("Đồng chí này đang phụ trách nơi đó."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="a_liaison_ends_with_a_reason",
                violation_error_message=_("Ghi lý do thôi phụ trách."),
            ),
        ]
        indexes = [models.Index(fields=["committee", "started_on"], name="liaison_by_committee")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.cell_id or self.place_id}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:liaison", args=[self.pk])


class Visit(models.Model):
    """A meeting the committee member means to come to (`planned_on`), came to (`came_on`), or did not
    come to after all (`missed_on` the day that was said, `missed` why). `raised` is what people said
    there, without their names."""

    liaison = models.ForeignKey(Liaison, models.PROTECT, related_name="visits")
    planned_on = models.DateField(_("dự kiến ngày"), null=True, blank=True)
    came_on = models.DateField(_("đã dự ngày"), null=True, blank=True)
    missed_on = models.DateField(_("ghi không dự ngày"), null=True, blank=True)
    missed = models.CharField(_("lý do không dự"), max_length=200, blank=True)
    of_village = models.BooleanField(_("họp thôn, bản"), default=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    raised = models.TextField(_("ý kiến nêu tại buổi họp"), max_length=5000, blank=True)
    remark = models.TextField(_("nhận xét"), max_length=5000, blank=True)

    class Meta:
        db_table = "liaison_visit"
        verbose_name = _("lần dự họp của cấp ủy viên phụ trách")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(came_on__isnull=False),
                name="a_visit_has_a_day",
                violation_error_message=_("Nhập ngày dự kiến hoặc ngày đã dự."),
            ),
            models.CheckConstraint(
                condition=Q(came_on__isnull=True) | Q(missed_on__isnull=True),
                name="who_came_did_not_miss_it",
                violation_error_message=_("Đã dự thì không ghi không dự."),
            ),
            models.CheckConstraint(
                condition=Q(missed_on__isnull=True) | ~Q(missed=""),
                name="a_visit_missed_says_why",
                violation_error_message=_("Ghi lý do không dự."),
            ),
            models.UniqueConstraint(
                fields=["liaison", "came_on", "of_village"],
                name="a_visit_is_recorded_once",
                violation_error_message=_("Lần dự ngày này đã ghi."),
            ),
            models.UniqueConstraint(
                fields=["liaison", "planned_on", "of_village"],
                name="a_visit_is_planned_once",
                violation_error_message=_("Ngày này đã có trong lịch dự."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.liaison_id}: {self.came_on or self.planned_on}"

    @property
    def is_open(self) -> bool:
        """Planned, and neither come to nor missed yet."""
        return self.came_on is None and self.missed_on is None


class VisitWork(models.Model):
    """Work given after what was seen at a visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="works")
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="visit")

    class Meta:
        db_table = "liaison_visit_work"
        verbose_name = _("việc giao sau lần dự họp")

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.assignment_id}"
