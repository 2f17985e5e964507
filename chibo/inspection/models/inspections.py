"""One inspection or supervision: who leads it, whom it looks at, its steps, findings and remedies.

No `__str__` here names anybody or says what it is about: journal and messages show it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment
from chibo.base.columns import BytewiseField
from chibo.inspection.models.discipline import Ground
from chibo.inspection.models.programmes import Manner, Nature, ObjectKind, ProgrammeItem, Subject
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Inspection(models.Model):
    """`keeper` is whose books hold it, `unit` and `subject` who inspects, `path` where the unit stood.

    It is opened by a decision, counts from `concluded_on`, and is put away (`archived_on`) when its remedies
    are closed. `looks_from`–`looks_until` is the time it looks at.
    """

    journal_hides = frozenset({"topic", "outline", "conclusion", "recheck_result", "cancel_reason"})

    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="inspections_kept", verbose_name=_("sổ của")
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="inspections_led", verbose_name=_("chủ thể")
    )
    path = BytewiseField(max_length=60)
    subject = models.CharField(_("loại chủ thể"), max_length=24, choices=Subject.choices)
    nature = models.CharField(_("loại"), max_length=12, choices=Nature.choices)
    manner = models.CharField(_("hình thức"), max_length=10, choices=Manner.choices)
    item = models.ForeignKey(
        ProgrammeItem, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    topic = models.CharField(_("nội dung"), max_length=500)
    outline = models.TextField(_("đề cương gợi ý báo cáo"), max_length=5000, blank=True)
    looks_from = models.DateField(_("mốc xem xét từ"), null=True, blank=True)
    looks_until = models.DateField(_("đến"), null=True, blank=True)
    opened_on = models.DateField(_("ngày quyết định"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    concluded_on = models.DateField(_("ngày thông báo kết luận"), null=True, blank=True)
    conclusion_number = models.CharField(_("số thông báo kết luận"), max_length=60, blank=True)
    conclusion = models.TextField(_("kết luận"), max_length=5000, blank=True)
    rechecked_on = models.DateField(_("phúc tra ngày"), null=True, blank=True)
    recheck_result = models.CharField(_("kết quả phúc tra"), max_length=1000, blank=True)
    archived_on = models.DateField(_("nộp lưu ngày"), null=True, blank=True)
    cancelled_on = models.DateField(_("thôi kiểm tra ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do thôi"), max_length=300, blank=True)

    class Meta:
        db_table = "inspection"
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("cuộc kiểm tra, giám sát")
        constraints = [
            models.CheckConstraint(
                condition=~Q(nature="supervision", manner="cause"),
                name="no_supervision_for_cause",
                violation_error_message=_(
                    "Khi có dấu hiệu vi phạm thì kiểm tra; giám sát chỉ có thường xuyên và theo chuyên đề."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(subject="advisory_body", manner="cause"),
                name="advisory_bodies_do_not_look_for_signs",
                violation_error_message=_(
                    "Cơ quan tham mưu, giúp việc không kiểm tra khi có dấu hiệu vi phạm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("opened_on")),
                name="concluded_after_opened",
                violation_error_message=_("Kết luận từ ngày quyết định trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(looks_until__isnull=True) | Q(looks_until__gte=F("looks_from")),
                name="looks_at_a_span",
                violation_error_message=_("Mốc xem xét: ngày cuối từ ngày đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="an_inspection_given_up_says_why",
                violation_error_message=_("Ghi lý do thôi kiểm tra."),
            ),
        ]
        indexes = [
            models.Index(fields=["keeper", "opened_on"], name="inspection_by_keeper"),
            models.Index(fields=["path", "concluded_on"], name="inspection_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.opened_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:page", args=[self.pk])


class TeamRole(models.TextChoices):
    HEAD = "head", _("Trưởng đoàn (tổ trưởng)")
    DEPUTY = "deputy", _("Phó trưởng đoàn (tổ phó)")
    MEMBER = "member", _("Thành viên")


class TeamMember(models.Model):
    journal_hides = frozenset({"person_id"})

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="inspection_teams")
    role = models.CharField(_("nhiệm vụ"), max_length=10, choices=TeamRole.choices)

    class Meta:
        db_table = "inspection_team"
        verbose_name = _("thành viên đoàn kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person"],
                name="once_in_a_team",
                violation_error_message=_("Đồng chí này đã có trong đoàn."),
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(role="head"),
                name="one_head_of_a_team",
                violation_error_message=_("Đoàn đã có trưởng đoàn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"


class Reader(models.Model):
    """A user who was named to read one inspection, beside the duty and the team; until `ended_on`."""

    journal_hides = frozenset({"reason"})

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do được xem"), max_length=300)
    named_on = models.DateField(_("từ ngày"))
    ended_on = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        db_table = "inspection_file_reader"
        verbose_name = _("người được xem hồ sơ kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "user"],
                condition=Q(ended_on__isnull=True),
                name="named_to_read_once",
                violation_error_message=_("Tài khoản này đang được xem hồ sơ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"


class Inspected(models.Model):
    """Who is looked at: a unit, its committee, or a member; `path` is where it stood when the case opened,
    or when it was added to it (`added_on`)."""

    journal_hides = frozenset({"unit_id", "person_id", "strengths", "faults"})

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="objects_inspected")
    kind = models.CharField(_("đối tượng"), max_length=12, choices=ObjectKind.choices)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="inspected"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="inspected"
    )
    path = BytewiseField(max_length=60)
    added_on = models.DateField(_("bổ sung ngày"), null=True, blank=True)
    added_number = models.CharField(_("số quyết định bổ sung"), max_length=60, blank=True)
    reported_on = models.DateField(_("nộp báo cáo tự kiểm tra ngày"), null=True, blank=True)
    strengths = models.TextField(_("ưu điểm"), max_length=3000, blank=True)
    faults = models.TextField(_("khuyết điểm, tồn tại"), max_length=3000, blank=True)

    class Meta:
        db_table = "inspected"
        verbose_name = _("đối tượng kiểm tra, giám sát")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="member", person__isnull=False, unit__isnull=True)
                | ~Q(kind="member") & Q(person__isnull=True, unit__isnull=False),
                name="inspected_is_a_member_or_a_unit",
                violation_error_message=_("Chọn đảng viên, hoặc tổ chức đảng."),
            ),
            models.UniqueConstraint(
                fields=["inspection", "person"],
                name="a_member_is_inspected_once",
                violation_error_message=_("Đảng viên này đã có trong cuộc kiểm tra."),
            ),
            models.UniqueConstraint(
                fields=["inspection", "unit", "kind"],
                name="a_unit_is_inspected_once",
                violation_error_message=_("Tổ chức này đã có trong cuộc kiểm tra."),
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="inspected_by_path"),
            models.Index(fields=["person"], name="inspected_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"


class FoundViolation(models.Model):
    """A violation an inspection found; whether it is disciplined is decided elsewhere."""

    journal_hides = frozenset({"what", "act", "ground"})

    inspected = models.ForeignKey(Inspected, models.PROTECT, related_name="violations")
    ground = models.CharField(_("thuộc lĩnh vực"), max_length=14, choices=Ground.choices)
    act = models.CharField(_("điều đảng viên không được làm"), max_length=20, blank=True)
    what = models.CharField(_("vi phạm"), max_length=500)
    happened_on = models.DateField(_("ngày vi phạm"))

    class Meta:
        db_table = "inspection_violation"
        verbose_name = _("vi phạm phát hiện qua kiểm tra")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspected_id}"


class InspectionStep(models.Model):
    """A step of the workflow (rule inspection.workflow) taken on a day, with the number of its paper."""

    journal_hides = frozenset({"text"})

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="steps")
    code = models.CharField(_("bước"), max_length=24)
    on = models.DateField(_("ngày"))
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    text = models.CharField(_("ghi chú"), max_length=1000, blank=True)

    class Meta:
        db_table = "inspection_step"
        ordering = ["inspection", "on", "pk"]
        verbose_name = _("bước kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "code"],
                name="a_step_is_taken_once",
                violation_error_message=_("Bước này đã ghi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"


class Remedy(models.Model):
    """What the conclusion asks to put right: work given, which comes back until it is verified."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="remedies")
    work = models.OneToOneField(Assignment, models.PROTECT, related_name="remedy")

    class Meta:
        db_table = "remedy"
        verbose_name = _("việc khắc phục sau kết luận")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.inspection_id}"
