"""The papers of a case: who holds each, who vouches, whose background was checked, who was asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.admissions.models.case import Case
from chibo.documents.models import Paper
from chibo.members.models import Person


class PaperState(models.TextChoices):
    MISSING = "missing", _("Chưa có")
    WORKING = "working", _("Đang làm")
    TO_FIX = "to_fix", _("Cần sửa")
    DONE = "done", _("Xong")


class CasePaper(models.Model):
    """One required paper of a case. `code` is a code of the rule admission.papers; papers not yet touched
    have no row and are missing. `paper` is set when it is a decision or resolution of the register."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=40)
    state = models.CharField(_("tình trạng"), max_length=10, choices=PaperState.choices)
    dated_on = models.DateField(_("ngày của văn bản"), null=True, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    holder = models.CharField(_("ai đang giữ"), max_length=150, blank=True)
    remark = models.CharField(_("cần sửa gì, ghi chú"), max_length=400, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "admission_paper"
        verbose_name = _("giấy tờ của hồ sơ phát triển đảng")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                name="a_case_has_each_paper_once",
                violation_error_message=_("Giấy tờ này đã có trong hồ sơ."),
            ),
            models.CheckConstraint(
                condition=~Q(state="to_fix") | ~Q(remark=""),
                name="a_paper_to_fix_says_what",
                violation_error_message=_("Ghi rõ cần sửa gì."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}"


class RefereeKind(models.TextChoices):
    MEMBER = "member", _("Đảng viên chính thức")
    YOUTH_UNION = "youth_union", _("Ban chấp hành Đoàn cơ sở")
    TRADE_UNION = "trade_union", _("Ban chấp hành Công đoàn cơ sở")


class Referee(models.Model):
    """Who introduces the person: an official member, with the day since when they have worked, studied or
    lived together inside the same basic organisation, or the committee of a union."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referees")
    kind = models.CharField(_("người giới thiệu"), max_length=12, choices=RefereeKind.choices)
    member = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="introduces"
    )
    body_name = models.CharField(_("tên tổ chức giới thiệu"), max_length=200, blank=True)
    together_since = models.DateField(
        _("cùng công tác, lao động, học tập từ ngày"), null=True, blank=True
    )
    written_on = models.DateField(_("ngày viết giấy, nghị quyết giới thiệu"), null=True, blank=True)
    number = models.CharField(_("số nghị quyết"), max_length=60, blank=True)

    class Meta:
        db_table = "admission_referee"
        ordering = ["case", "pk"]
        verbose_name = _("người giới thiệu vào Đảng")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="member", member__isnull=False, together_since__isnull=False)
                | ~Q(kind="member") & Q(member__isnull=True) & ~Q(body_name=""),
                name="a_referee_is_a_member_or_a_union",
                violation_error_message=_(
                    "Chọn đảng viên giới thiệu và ghi ngày bắt đầu cùng công tác, "
                    "hoặc ghi tên tổ chức giới thiệu."
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(member__isnull=False),
                name="a_member_introduces_once",
                violation_error_message=_("Đồng chí này đã là người giới thiệu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"


class BackgroundCheck(models.Model):
    """The check of one person's background: the applicant's own, or a relative's.

    `exempt_reason` says why none is needed (a relative who is a member and fully declared).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    relation = models.CharField(_("quan hệ"), max_length=60)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    born = models.CharField(_("năm sinh"), max_length=20, blank=True)
    home = models.CharField(_("nơi cần thẩm tra"), max_length=250, blank=True)
    exempt_reason = models.CharField(_("lý do không phải thẩm tra"), max_length=200, blank=True)
    sent_on = models.DateField(_("gửi ngày"), null=True, blank=True)
    sent_to = models.CharField(_("gửi cấp ủy"), max_length=200, blank=True)
    sent_number = models.CharField(_("số công văn, giấy giới thiệu"), max_length=60, blank=True)
    returned_on = models.DateField(_("có kết quả ngày"), null=True, blank=True)
    result = models.CharField(_("kết quả thẩm tra"), max_length=500, blank=True)

    class Meta:
        db_table = "background_check"
        ordering = ["case", "pk"]
        verbose_name = _("thẩm tra lý lịch")
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True)
                | Q(sent_on__isnull=False, returned_on__gte=models.F("sent_on")),
                name="a_check_returns_after_it_was_sent",
                violation_error_message=_("Ngày có kết quả phải từ ngày gửi thẩm tra trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | ~Q(result=""),
                name="a_returned_check_has_a_result",
                violation_error_message=_("Ghi kết quả thẩm tra."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.relation} {self.full_name}"


class OpinionPhase(models.TextChoices):
    ADMISSION = "admission", _("Kết nạp")
    RECOGNITION = "recognition", _("Công nhận chính thức")


class Opinion(models.Model):
    """The opinion of a mass organisation, or of the cell committee at the place of residence."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinions")
    phase = models.CharField(_("xét"), max_length=12, choices=OpinionPhase.choices)
    body_name = models.CharField(_("tổ chức cho ý kiến"), max_length=200)
    is_residence = models.BooleanField(_("chi ủy nơi cư trú"), default=False)
    asked_on = models.DateField(_("xin ý kiến ngày"), null=True, blank=True)
    given_on = models.DateField(_("cho ý kiến ngày"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("số người dự"), null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField(_("số người tán thành"), null=True, blank=True)
    text = models.CharField(_("nhận xét"), max_length=1000, blank=True)

    class Meta:
        db_table = "admission_opinion"
        ordering = ["case", "pk"]
        verbose_name = _("ý kiến nhận xét")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_favour__isnull=True)
                | Q(present__isnull=False, in_favour__lte=models.F("present")),
                name="opinions_in_favour_among_those_present",
                violation_error_message=_("Số tán thành không thể nhiều hơn số người dự."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.body_name}"
