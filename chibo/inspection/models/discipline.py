"""Decisions of discipline on members and organisations, and the violations each of them rests on."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Body(models.TextChoices):
    """Who decides. A cell committee (chi ủy) is not among them."""

    CELL = "cell", _("Chi bộ")
    COMMITTEE = "committee", _("Đảng ủy (cấp ủy)")
    STANDING = "standing", _("Ban thường vụ")
    INSPECTION = "inspection", _("Ủy ban kiểm tra")


class Ground(models.TextChoices):
    """What a violation is about: it says whether a cell may decide."""

    POLITICS = "politics", _("Phẩm chất chính trị")
    ETHICS = "ethics", _("Đạo đức, lối sống")
    ACTIVITY = "activity", _("Sinh hoạt đảng, nguyên tắc tổ chức")
    DUTY = "duty", _("Nhiệm vụ đảng viên")
    CELL_TASK = "cell_task", _("Nhiệm vụ do chi bộ giao")
    SUPERIOR_TASK = "superior_task", _("Nhiệm vụ do cấp trên giao")


class Discipline(models.Model):
    """One decision on a member (`person`) or an organisation (`unit`).

    `keeper` is the organisation whose register of inspection holds it: only those who inspect there read it.
    `path` is where the disciplined one stood that day; `status` whether the member was official or on
    probation. `votes` of `base` is the vote of the body that decided; the cell's own vote (`cell_votes` of
    `cell_base`) comes before it when the cell could only propose. When the decision ends is not stored.
    """

    # Only that something stands there is told by the journal, which auditors of many branches read.
    journal_hides = frozenset({"person_id", "unit_id", "form", "why", "not_heard_because"})

    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="disciplines_kept", verbose_name=_("sổ của")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="disciplines"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="disciplines"
    )
    path = BytewiseField(max_length=60)
    status = models.CharField(_("tư cách"), max_length=20, blank=True)
    form = models.CharField(_("hình thức"), max_length=20)
    body = models.CharField(_("cấp quyết định"), max_length=12, choices=Body.choices)
    decided_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("tổ chức quyết định")
    )
    decided_on = models.DateField(_("ngày quyết định"))
    effective_on = models.DateField(_("có hiệu lực từ"))
    concluded_on = models.DateField(_("kết luận vi phạm ngày"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="disciplines"
    )
    why = models.CharField(_("lý do kỷ luật"), max_length=1000)
    heard_on = models.DateField(_("nghe trình bày ngày"), null=True, blank=True)
    not_heard_because = models.CharField(_("lý do không nghe được"), max_length=300, blank=True)
    votes = models.PositiveSmallIntegerField(_("số phiếu tán thành"))
    base = models.PositiveSmallIntegerField(_("số người có quyền biểu quyết"))
    cell_votes = models.PositiveSmallIntegerField(
        _("phiếu tán thành tại chi bộ"), null=True, blank=True
    )
    cell_base = models.PositiveSmallIntegerField(
        _("đảng viên được triệu tập tại chi bộ"), null=True, blank=True
    )
    handed_on = models.DateField(_("trao quyết định ngày"), null=True, blank=True)
    cancelled_on = models.DateField(_("hủy ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        db_table = "discipline"
        ordering = ["-decided_on", "-pk"]
        verbose_name = _("quyết định kỷ luật")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="discipline_is_of_one",
                violation_error_message=_("Chọn một đảng viên, hoặc một tổ chức đảng."),
            ),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("decided_on"), concluded_on__lte=F("decided_on")),
                name="discipline_days_in_order",
                violation_error_message=_(
                    "Kết luận vi phạm trước hoặc cùng ngày quyết định; hiệu lực từ ngày quyết định trở đi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(base__gt=0, votes__lte=F("base")),
                name="discipline_votes_within_base",
                violation_error_message=_(
                    "Số phiếu tán thành không vượt số người có quyền biểu quyết."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cell_votes__isnull=True, cell_base__isnull=True)
                | Q(cell_base__gt=0, cell_votes__lte=F("cell_base")),
                name="discipline_cell_votes_within_base",
                violation_error_message=_(
                    "Số phiếu tại chi bộ không vượt số đảng viên được triệu tập."
                ),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True)
                | Q(heard_on__isnull=False)
                | ~Q(not_heard_because=""),
                name="a_member_is_heard_before",
                violation_error_message=_(
                    "Ghi ngày nghe đảng viên trình bày, hoặc lý do không nghe được."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="discipline_cancelled_says_why",
                violation_error_message=_("Ghi lý do hủy quyết định kỷ luật."),
            ),
            models.UniqueConstraint(
                fields=["person", "decided_on"],
                condition=Q(person__isnull=False, cancelled_on__isnull=True),
                name="one_discipline_a_member_and_day",
                violation_error_message=_("Đã ghi kỷ luật đảng viên này trong cùng ngày."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "effective_on"], name="discipline_by_path"),
            models.Index(fields=["keeper", "decided_on"], name="discipline_by_keeper"),
            models.Index(fields=["person"], name="discipline_by_person"),
        ]

    def __str__(self) -> str:
        """Names nobody: the journal and messages show it."""
        return f"{self._meta.verbose_name} {self.decided_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:discipline", args=[self.pk])


class Violation(models.Model):
    """One thing done wrong. `act` is a code of forbidden_acts in force on the day of the act, or "" for
    another ground, told in `what`."""

    journal_hides = frozenset({"what", "act", "ground"})

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="violations")
    ground = models.CharField(_("thuộc lĩnh vực"), max_length=14, choices=Ground.choices)
    act = models.CharField(_("điều đảng viên không được làm"), max_length=20, blank=True)
    what = models.CharField(_("hành vi"), max_length=500)
    happened_on = models.DateField(_("ngày vi phạm"))

    class Meta:
        db_table = "violation"
        ordering = ["discipline", "happened_on", "pk"]
        verbose_name = _("vi phạm")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.happened_on:%d/%m/%Y}"
