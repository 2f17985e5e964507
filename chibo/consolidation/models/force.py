"""Who helps a weak unit: the task force, by the offices they hold, and officers sent to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Dated, DatedQuerySet
from chibo.consolidation.models.plans import Plan
from chibo.documents.models import Paper
from chibo.members.models import Person, Post


class ForceRole(models.TextChoices):
    HEAD = "head", _("Tổ trưởng")
    DEPUTY = "deputy", _("Tổ phó")
    MEMBER = "member", _("Thành viên")


class ForceMember(Dated):
    """A seat of a task force. It belongs to an office: `office` in words, whether the office is kept here
    (`person` then is who sits) or lies outside, as in the police or the Fatherland Front."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="force")
    role = models.CharField(_("vai trò"), max_length=8, choices=ForceRole.choices)
    office = models.CharField(_("chức vụ, cơ quan"), max_length=200)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="task_forces"
    )
    end_reason = models.CharField(_("lý do thôi"), max_length=200, blank=True)

    objects = DatedQuerySet["ForceMember"].as_manager()

    class Meta(Dated.Meta):
        db_table = "task_force_member"
        ordering = ["plan", "pk"]
        verbose_name = _("thành viên tổ công tác")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(role="head", ended_on__isnull=True),
                name="a_task_force_has_one_head",
                violation_error_message=_("Tổ công tác đã có tổ trưởng; cho thôi trước khi thay."),
            ),
            models.UniqueConstraint(
                fields=["plan", "office"],
                condition=Q(ended_on__isnull=True),
                name="an_office_sits_once_in_a_task_force",
                violation_error_message=_("Chức vụ này đã có trong tổ công tác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.office}"


class Secondment(Dated):
    """An officer sent to the unit (tăng cường): an office kept here (`post`), or told in words."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="secondments")
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="secondments"
    )
    name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    office = models.CharField(_("giữ chức vụ"), max_length=200, blank=True)
    sent_from = models.CharField(_("tăng cường từ"), max_length=200)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="secondments"
    )
    end_reason = models.CharField(_("lý do thôi"), max_length=200, blank=True)

    objects = DatedQuerySet["Secondment"].as_manager()

    class Meta(Dated.Meta):
        db_table = "secondment"
        ordering = ["plan", "started_on", "pk"]
        verbose_name = _("cán bộ tăng cường")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post__isnull=False, name="", office="")
                | Q(post__isnull=True) & ~Q(name="") & ~Q(office=""),
                name="a_secondment_is_of_an_office",
                violation_error_message=_(
                    "Chọn chức vụ đã ghi trong hồ sơ, hoặc ghi họ tên và chức vụ; không cả hai."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.started_on:%d/%m/%Y}"
