"""Membership in time. Every boundary of a membership period is a movement; nothing else moves members.

A period carries what it is counted by: its place in the tree and the member's own constants, so that
counting a branch reads this table alone. When any of that changes, the period is closed and another
opened by a movement, which is why the movement equation holds for every branch and period.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models.person import Person, Sex
from chibo.organisations.models import Organisation


class Status(models.TextChoices):
    PROBATIONARY = "probationary", _("Dự bị")
    OFFICIAL = "official", _("Chính thức")


class Movement(models.Model):
    """One event of a person's Party life. `kind` is a code of the rulebook list movement_kinds.

    `from_…` is empty for what enters the books, `to_…` for what leaves them. `happened_on` is the day it
    takes effect (an admission: the ceremony; a recognition: the day the 12 months end). `uninterrupted`:
    the decision of a restoration annulled the departure, so the time outside counts as Party age.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="movements")
    kind = models.CharField(_("biến động"), max_length=30)
    happened_on = models.DateField(_("ngày"))
    from_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="departures"
    )
    from_path = BytewiseField(max_length=60, blank=True)
    from_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    to_cell = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="arrivals"
    )
    to_path = BytewiseField(max_length=60, blank=True)
    to_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    outside_unit = models.CharField(_("đơn vị ngoài hệ thống"), max_length=250, blank=True)
    outside_scope = models.CharField(_("phạm vi"), max_length=20, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    uninterrupted = models.BooleanField(_("tuổi Đảng coi như không gián đoạn"), default=False)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("quyết định"),
    )

    class Meta:
        db_table = "movement"
        verbose_name = _("biến động đảng viên")
        constraints = [
            models.CheckConstraint(
                condition=Q(from_cell__isnull=False) | Q(to_cell__isnull=False),
                name="a_movement_leaves_or_enters",
                violation_error_message=_("Biến động phải có chi bộ đi hoặc chi bộ đến."),
            ),
            models.CheckConstraint(
                condition=Q(uninterrupted=False) | Q(kind="restored"),
                name="only_a_restoration_bridges_a_gap",
                violation_error_message=_(
                    "Chỉ quyết định phục hồi đảng tịch mới coi tuổi Đảng như không gián đoạn."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["to_path", "happened_on"], name="movement_by_arrival"),
            models.Index(fields=["from_path", "happened_on"], name="movement_by_departure"),
            models.Index(fields=["person", "happened_on"], name="movement_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on:%d/%m/%Y}"


class Membership(Dated):
    """One stay of a person in one cell in one status, while the tree above the cell stays the same."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    status = models.CharField(_("tình trạng"), max_length=12, choices=Status.choices)
    path = BytewiseField(max_length=60)
    grassroots = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    province = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    born_on = models.DateField(null=True, blank=True)
    ethnicity = models.CharField(max_length=30, blank=True)
    religion = models.CharField(max_length=30, blank=True)
    opened_by = models.ForeignKey(Movement, models.PROTECT, related_name="opens")
    closed_by = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="closes"
    )

    # Columns a correction of the person's file may rewrite at any time.
    corrected_elsewhere = frozenset({"sex", "born_on", "ethnicity", "religion"})

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta(Dated.Meta):
        db_table = "membership"
        verbose_name = _("thời gian sinh hoạt")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="one_official_cell_at_a_time",
                violation_error_message=_(
                    "Đảng viên đang sinh hoạt chính thức tại một chi bộ khác."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, closed_by__isnull=True)
                | Q(ended_on__isnull=False, closed_by__isnull=False),
                name="an_ended_membership_has_its_movement",
                violation_error_message=_("Thời gian sinh hoạt kết thúc phải có biến động đi kèm."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="a_membership_lasts_a_day",
                violation_error_message=_("Biến động phải sau ngày bắt đầu sinh hoạt hiện nay."),
            ),
        ]
        indexes = [
            # Wide on purpose: a branch is counted by what these carry without touching the rows.
            models.Index(
                fields=[
                    "path",
                    "started_on",
                    "ended_on",
                    "status",
                    "sex",
                    "ethnicity",
                    "born_on",
                    "person",
                    "cell",
                ],
                name="membership_by_path",
            ),
            models.Index(
                fields=[
                    "province",
                    "grassroots",
                    "sex",
                    "ethnicity",
                    "status",
                    "started_on",
                    "ended_on",
                ],
                name="membership_by_unit",
            ),
            models.Index(fields=["person", "started_on"], name="membership_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.path} {self.started_on:%d/%m/%Y}"
