"""What the clean-data desk keeps: what was looked at and found right, and what a sweep of a unit counted.

Findings themselves are never stored: they are what the rules say of the records now.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Confirmation(models.Model):
    """A finding of `rule` about a person or an organisation that was compared with the papers and is right.

    `fingerprint` is a keyed hash of what the rule looked at: once that changes, the finding is shown again.
    `told_by` is who confirmed it where it was brought in: accounts of another installation are unknown here.
    """

    rule = models.CharField(_("quy tắc"), max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="confirmed_findings"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="confirmed_findings"
    )
    path = BytewiseField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(_("lý do để nguyên"), max_length=300)
    confirmed_on = models.DateField(_("ngày xác nhận"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người xác nhận")
    )
    told_by = models.CharField(_("tên người xác nhận"), max_length=150, blank=True)
    withdrawn_on = models.DateField(_("ngày bỏ xác nhận"), null=True, blank=True)

    journal_skips: ClassVar[frozenset[str]] = frozenset({"fingerprint"})

    class Meta:
        db_table = "confirmed_finding"
        verbose_name = _("xác nhận giữ nguyên dữ liệu")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "person"],
                condition=Q(withdrawn_on__isnull=True, person__isnull=False),
                name="a_finding_of_a_person_is_confirmed_once",
                violation_error_message=_("Điểm này đã được xác nhận giữ nguyên."),
            ),
            models.UniqueConstraint(
                fields=["rule", "organisation"],
                condition=Q(withdrawn_on__isnull=True, organisation__isnull=False),
                name="a_finding_of_a_unit_is_confirmed_once",
                violation_error_message=_("Điểm này đã được xác nhận giữ nguyên."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="a_finding_is_of_a_person_or_a_unit",
                violation_error_message=_("Xác nhận cho một đảng viên hoặc một tổ chức đảng."),
            ),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="a_confirmation_says_why",
                violation_error_message=_("Ghi giấy tờ đã đối chiếu hoặc lý do để nguyên."),
            ),
        ]
        indexes = [models.Index(fields=["path"], name="confirmation_by_path")]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}: {self.rule}"

    @property
    def confirmer(self) -> str:
        return self.told_by or str(self.confirmed_by)


class Sweep(models.Model):
    """How clean the files of a grassroots organisation were on a day; one a day, the last one stands.

    `told_by` as of a confirmation. `rules` maps a rule's code to how many findings it had; `cells` lists
    [key, members, clean files].
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sweeps")
    path = BytewiseField(max_length=60)
    swept_on = models.DateField(_("ngày rà soát"))
    swept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người rà soát")
    )
    told_by = models.CharField(_("tên người rà soát"), max_length=150, blank=True)
    members = models.PositiveIntegerField(_("đảng viên"))
    clean_files = models.PositiveIntegerField(_("hồ sơ sạch"))
    wrong = models.PositiveIntegerField(_("điểm sai"))
    doubtful = models.PositiveIntegerField(_("điểm cần kiểm tra"))
    missing = models.PositiveIntegerField(_("điểm còn thiếu"))
    rules = models.JSONField(_("theo quy tắc"), default=dict, blank=True)
    cells = models.JSONField(_("theo chi bộ"), default=list, blank=True)

    class Meta:
        db_table = "data_sweep"
        verbose_name = _("kết quả rà soát dữ liệu")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "swept_on"],
                name="one_sweep_a_day",
                violation_error_message=_("Kết quả rà soát hôm nay đã ghi."),
            ),
            models.CheckConstraint(
                condition=Q(clean_files__lte=F("members")),
                name="no_more_clean_files_than_members",
                violation_error_message=_("Số hồ sơ sạch không thể nhiều hơn số đảng viên."),
            ),
        ]
        indexes = [models.Index(fields=["path", "swept_on"], name="sweep_by_path")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.swept_on:%d/%m/%Y}"

    @property
    def sweeper(self) -> str:
        return self.told_by or str(self.swept_by)

    @property
    def findings(self) -> int:
        return self.wrong + self.doubtful + self.missing
