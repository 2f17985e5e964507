"""Who is rated: a row of the frozen list with its ratings, from what they say of themselves to the decision."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models.cycle import Cycle, Decision
from chibo.base.columns import BytewiseField
from chibo.base.dated import Dated, DatedQuerySet
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Agency(Dated):
    """An agency or unit that a committee rates beside Party organisations: the second kind of collective."""

    name = models.CharField(_("tên cơ quan, đơn vị"), max_length=250)
    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="agencies", verbose_name=_("nơi xếp loại")
    )

    objects = DatedQuerySet["Agency"].as_manager()

    class Meta(Dated.Meta):
        db_table = "rated_agency"
        ordering = ["name", "pk"]
        verbose_name = _("cơ quan, đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["keeper", "name"],
                condition=Q(ended_on__isnull=True),
                name="an_agency_is_listed_once",
                violation_error_message=_("Cơ quan, đơn vị này đã có trong danh sách."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    MEMBER = "member", _("Đảng viên")
    LEADER = "leader", _("Cán bộ lãnh đạo, quản lý")
    CELL = "cell", _("Chi bộ")
    SECTIONAL = "sectional", _("Đảng bộ bộ phận")
    GRASSROOTS = "grassroots", _("Tổ chức cơ sở đảng")
    AGENCY = "agency", _("Cơ quan, đơn vị")


OF_PEOPLE = (Kind.MEMBER, Kind.LEADER)
OF_ORGANISATIONS = (Kind.CELL, Kind.SECTIONAL, Kind.GRASSROOTS)


class Unrated(models.TextChoices):
    EXEMPT = "exempt", _("Miễn sinh hoạt")
    NEW = "new", _("Mới thành lập, chưa đủ thời gian")
    SUSPENDED = "suspended", _("Đình chỉ sinh hoạt")
    NOT_YET = "not_yet", _("Chưa xếp loại")
    OTHER = "other", _("Lý do khác")


class CellProposal(models.Model):
    """A cell's meeting on its own rating and that of its members. The base is counted as for every vote of a
    cell: `entitled` less `away` less `excused_absent`."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="proposals")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="rating_proposals")
    held_on = models.DateField(_("ngày họp"))
    entitled = models.PositiveSmallIntegerField(_("tổng số có quyền biểu quyết"))
    away = models.PositiveSmallIntegerField(_("sinh hoạt tạm thời nơi khác"), default=0)
    excused_absent = models.PositiveSmallIntegerField(_("được miễn sinh hoạt, vắng mặt"), default=0)

    class Meta:
        db_table = "rating_proposal"
        ordering = ["cycle", "held_on", "pk"]
        verbose_name = _("đề nghị xếp loại của chi bộ")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "cell"],
                name="a_cell_proposes_once_a_cycle",
                violation_error_message=_("Chi bộ đã ghi đề nghị; sửa đề nghị đó."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cell_id}: {self.held_on:%d/%m/%Y}"

    @property
    def base(self) -> int:
        return self.entitled - self.away - self.excused_absent


class Rated(models.Model):
    """One row of the frozen list. `unit` is the cell of a member that day, the organisation itself, or who keeps
    the agency; `path` is where it hung. `group` is of whom the cap is counted together: "" is all of that kind.

    Levels are codes of the lists member_ratings and organisation_ratings; `rank` repeats the decided one's, by
    which years of different names are compared. Not rated is an empty level, never the lowest.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rows")
    kind = models.CharField(_("đối tượng"), max_length=10, choices=Kind.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="ratings")
    path = BytewiseField(max_length=60)
    name = models.CharField(_("tên khi chốt danh sách"), max_length=250)
    name_sort = BytewiseField(max_length=400)
    office = models.CharField(_("chức vụ"), max_length=60, blank=True)
    group = models.CharField(_("nhóm tính tỷ lệ"), max_length=80, blank=True)
    unrated = models.CharField(
        _("không xếp loại vì"), max_length=10, choices=Unrated.choices, blank=True
    )
    unrated_reason = models.CharField(_("lý do"), max_length=300, blank=True)
    own_level = models.CharField(_("tự xếp loại"), max_length=20, blank=True)
    proposal = models.ForeignKey(
        CellProposal, models.PROTECT, null=True, blank=True, related_name="rows"
    )
    proposed_level = models.CharField(_("chi bộ đề nghị"), max_length=20, blank=True)
    votes = models.PositiveSmallIntegerField(_("phiếu tán thành"), null=True, blank=True)
    committee_level = models.CharField(_("cấp ủy đánh giá"), max_length=20, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="rows"
    )
    decided_level = models.CharField(_("được xếp loại"), max_length=20, blank=True)
    decided_on = models.DateField(_("xếp loại ngày"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("thứ bậc"), null=True, blank=True)
    ground = models.CharField(_("căn cứ xếp không hoàn thành"), max_length=30, blank=True)
    cause = models.CharField(_("nguyên nhân"), max_length=1000, blank=True)

    class Meta:
        db_table = "rated"
        ordering = ["cycle", "kind", "path", "name_sort", "pk"]
        verbose_name = _("đối tượng xếp loại")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=("member", "leader"), person__isnull=False, agency__isnull=True
                )
                | Q(
                    kind__in=("cell", "sectional", "grassroots"),
                    person__isnull=True,
                    agency__isnull=True,
                )
                | Q(kind="agency", person__isnull=True, agency__isnull=False),
                name="a_rating_is_of_one",
                violation_error_message=_(
                    "Mỗi dòng xếp loại một người, một tổ chức đảng hoặc một cơ quan, đơn vị."
                ),
            ),
            models.UniqueConstraint(
                fields=["cycle", "person", "kind", "office"],
                condition=Q(person__isnull=False),
                name="a_person_is_listed_once_an_office",
                violation_error_message=_("Đồng chí này đã có trong danh sách."),
            ),
            models.UniqueConstraint(
                fields=["cycle", "unit"],
                condition=Q(person__isnull=True, agency__isnull=True),
                name="an_organisation_is_listed_once",
                violation_error_message=_("Tổ chức này đã có trong danh sách."),
            ),
            models.UniqueConstraint(
                fields=["cycle", "agency"],
                condition=Q(agency__isnull=False),
                name="an_agency_is_rated_once",
                violation_error_message=_("Cơ quan, đơn vị này đã có trong danh sách."),
            ),
            models.CheckConstraint(
                condition=Q(unrated="") | Q(decided_level=""),
                name="who_is_left_out_is_not_rated",
                violation_error_message=_(
                    "Đối tượng ngoài diện xếp loại thì không có mức xếp loại."
                ),
            ),
            models.CheckConstraint(
                condition=Q(decided_level="", decided_on__isnull=True, rank__isnull=True)
                | ~Q(decided_level="") & Q(decided_on__isnull=False, rank__isnull=False),
                name="a_rating_has_its_day",
                violation_error_message=_("Mức xếp loại đã quyết định phải có ngày quyết định."),
            ),
            models.CheckConstraint(
                condition=Q(ground="") | Q(rank=1),
                name="a_ground_is_of_the_lowest_level",
                violation_error_message=_("Căn cứ chỉ ghi khi xếp mức thấp nhất."),
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "kind", "path", "name_sort"], name="rated_by_list"),
            models.Index(fields=["path", "kind"], name="rated_by_path"),
            models.Index(fields=["unit", "kind"], name="rated_by_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("appraisal:one", args=[self.pk])

    @property
    def is_person(self) -> bool:
        return self.kind in OF_PEOPLE
